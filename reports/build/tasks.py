"""Building editions in the worker. A task takes an id; the database says whether there is anything to do.

A message says no more than “look at this edition”. It may be lost, late or repeated: what is to be done stands in the
rows of the steps, written with what made it so, and whoever looks takes one step at most.
"""

from collections.abc import Iterator

from celery import shared_task

from publication.queue import hint
from reports.build.run import run_next_step
from reports.build.stored_files import check_stored_files, put_files_back
from reports.build.sweep import sweep_files
from reports.editions.failpoints import point
from reports.editions.models.edition import Edition
from reports.editions.models.step import Step


@shared_task
def build_edition_task(edition_id: int) -> None:
    """Do one step of the edition, if one may be begun, and have the worker look at what that made way for."""
    queue_steps(edition_id, run_next_step(edition_id) or 0)


def queue_due(edition_id: int) -> bool:
    """Have the worker look at a new edition; whether the queue took the message."""
    return queue_steps(edition_id, Step.objects.filter(edition_id=edition_id).due().count())


def queue_steps(edition_id: int, count: int) -> bool:
    """One message for each step that may begin, so that they run side by side; whether the queue took them."""
    return hint(build_edition_task, _messages(edition_id, count))


def _messages(edition_id: int, count: int) -> Iterator[int]:
    for _ in range(count):
        point("queue-before-hint")
        yield edition_id
        point("queue-after-hint")


@shared_task
def sweep_editions() -> int:
    """Queue again what waits: its message was lost, or its builder died. Returns how many editions."""
    neglected = Step.objects.neglected().values("edition")
    editions = list(Edition.objects.under_way().filter(pk__in=neglected).values_list("pk", flat=True))
    for pk in editions:
        build_edition_task.delay(pk)
    return len(editions)


@shared_task
def sweep_report_files() -> int:
    """Set aside what builds that died left in storage. Returns how many files."""
    return sweep_files()


@shared_task
def check_report_files() -> int:
    """Read every stored file. Returns how many are missing or altered."""
    return len(check_stored_files())


@shared_task
def put_report_files_back(edition_id: int) -> bool:
    """Make the files of an edition again; whether all are what they were."""
    return put_files_back(Edition.objects.get(pk=edition_id))
