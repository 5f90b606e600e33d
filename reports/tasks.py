"""What the worker does for reports. A task takes an id; the database says whether there is anything to do."""

from datetime import timedelta

from celery import shared_task
from django.db.models import Q
from django.utils import timezone

from reports.build import build_edition
from reports.models import Edition, EditionState

# A message that is still on its way is given this long before it counts as lost.
PATIENCE = timedelta(seconds=20)


@shared_task
def build_edition_task(edition_id: int) -> None:
    """Build the edition, if it still waits."""
    build_edition(edition_id)


@shared_task
def sweep_editions() -> int:
    """Queue again what waits: its message was lost, or its builder died. Returns how many."""
    on_its_way = Q(state=EditionState.QUEUED, requested_at__gte=timezone.now() - PATIENCE)
    waiting = list(Edition.objects.waiting_or_silent().exclude(on_its_way).values_list("pk", flat=True))
    for pk in waiting:
        build_edition_task.delay(pk)
    return len(waiting)
