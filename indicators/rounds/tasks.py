"""Planning of rounds by the worker."""

from celery import shared_task

from indicators.rounds.planning import plan_open_years


@shared_task
def plan_rounds() -> int:
    """Make the rounds that open years still lack; queued every six hours by beat."""
    return plan_open_years()
