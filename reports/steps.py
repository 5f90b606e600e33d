"""The steps of a build, in their order, and how far one is."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from reports.models import Edition, Step, StepState

STEPS: tuple[tuple[str, str], ...] = (
    ("assemble", "Collect what is approved"),
    ("freeze", "Freeze it under its hash"),
    ("html", "Write the web page"),
    ("pdf", "Typeset the PDF"),
    ("finish", "Check the files and finish"),
)


@dataclass(frozen=True)
class HowFar:
    """How far a build is: steps done, steps in all, what is being done, what is left to expect."""

    done: int
    total: int
    label: str
    seconds_left: int | None = None

    @property
    def percent(self) -> int:
        """From 0 to 100, rounded down: 100 means finished."""
        return 100 * self.done // self.total if self.total else 0


def write_steps(edition: Edition) -> None:
    """The rows of a new edition, all waiting."""
    Step.objects.bulk_create(
        Step(edition=edition, order=order, key=key, label=label) for order, (key, label) in enumerate(STEPS, start=1)
    )


def how_far(edition: Edition) -> HowFar:
    """Count the steps of an edition (one query for them, one for the estimate)."""
    steps = list(edition.steps.all())
    done = sum(step.state == StepState.DONE for step in steps)
    current = next((step for step in steps if step.state != StepState.DONE), None)
    if current is None:
        return HowFar(done, len(steps), "Finished")
    label = current.label if current.state != StepState.WAITING or done else edition.get_state_display()
    return HowFar(done, len(steps), label, _estimate(edition, [s.key for s in steps if s.state != StepState.DONE]))


def _estimate(edition: Edition, keys: list[str]) -> int | None:
    """Seconds that the remaining steps took the last time; None where no edition was ever built."""
    last = Edition.objects.filter(ready_at__isnull=False).exclude(pk=edition.pk).order_by("-ready_at").first()
    if last is None:
        return None
    took = timedelta()
    for step in last.steps.filter(key__in=keys):
        if step.finished_at and step.started_at:
            took += step.finished_at - step.started_at
    return max(1, round(took.total_seconds()))


def begin_step(edition: Edition, key: str) -> None:
    """Mark a step as under way."""
    Step.objects.filter(edition=edition, key=key).update(
        state=StepState.RUNNING, started_at=timezone.now(), finished_at=None, message=""
    )


def end_step(edition: Edition, key: str) -> None:
    """Mark a step as done."""
    Step.objects.filter(edition=edition, key=key).update(state=StepState.DONE, finished_at=timezone.now())


def fail_step(edition: Edition, key: str, message: str) -> None:
    """Mark a step as failed, with the reason."""
    Step.objects.filter(edition=edition, key=key).update(
        state=StepState.FAILED, finished_at=timezone.now(), message=message
    )
