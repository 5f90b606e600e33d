"""Verbs of the report in plain words. Each takes an actor; review, audit trail and locks are those of the review."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from partnership.exceptions import ClosedYear
from partnership.models import User
from reports.contributions.models.plain import EasyRead, EasyReadLine, PlainSummary
from reports.contributions.models.record import YearRecord
from review.services import create, edit

Y = TypeVar("Y", bound=YearRecord)


def save_plain_summary(*, summary: PlainSummary, by: User, revision: int = 0) -> PlainSummary:
    """Save a draft of the summary. Raises `ClosedYear`, `NotAllowed` or `StaleRevision`, with a sentence."""
    return _save(summary, by, revision, lambda stored: None)


def save_easy_read(*, version: EasyRead, lines: Iterable[tuple[str, str]], by: User, revision: int = 0) -> EasyRead:
    """Save a draft of the Easy Read version with its lines (picture, text), in their order."""
    entries = list(lines)

    def write(stored: EasyRead) -> None:
        stored.lines.all().delete()
        EasyReadLine.objects.bulk_create(
            EasyReadLine(version=stored, number=number, picture=picture, text=text)
            for number, (picture, text) in enumerate(entries, start=1)
        )

    return _save(version, by, revision, write)


def _save(record: Y, by: User, revision: int, write: Callable[[Y], None]) -> Y:
    if record.year.is_closed:
        raise ClosedYear(
            f"The year {record.year.label} is closed, so we did not save your changes. Approved text stays in its "
            "report."
        )
    if record.pk is None:
        return create(obj=record, by=by, write=write)
    return edit(obj=record, by=by, revision=revision, write=write)
