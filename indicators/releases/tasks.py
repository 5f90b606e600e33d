"""What the worker does for releases. A task takes an id; the database says whether there is anything to do."""

from celery import shared_task

from indicators.releases.build import build_release
from indicators.releases.models.order import ReleaseOrder
from indicators.releases.publish import RELEASES
from indicators.releases.stored_workbooks import store_missing_workbooks


@shared_task
def build_release_task(order_id: int) -> None:
    """Build what was ordered, if it still waits, and then its workbooks."""
    build_release(order_id)
    store_missing_workbooks()


@shared_task
def sweep_release_orders() -> int:
    """Queue again what waits: its message was lost, or its builder died. Returns how many."""
    waiting = list(ReleaseOrder.objects.neglected().values_list("pk", flat=True))
    for pk in waiting:
        build_release_task.delay(pk)
    return len(waiting)


@shared_task
def publish_due_releases() -> int:
    """Publish the releases whose embargo has ended. Returns how many came out."""
    return RELEASES.publish_due()


@shared_task
def store_workbooks() -> int:
    """Make the workbooks that releases still lack; queued every minute by beat, so that the web need never do it."""
    return store_missing_workbooks()
