"""Verbs of the report in plain words. Each takes an actor; review, audit trail and locks are those of the review."""

from collections.abc import Iterable

from partnership.models import User
from reports.contributions.models.plain import EasyRead, EasyReadLine, PlainSummary
from reports.contributions.record_services import save_record


def save_plain_summary(*, summary: PlainSummary, by: User, revision: int = 0) -> PlainSummary:
    """Save a draft of the summary. Raises `ClosedYear`, `NotAllowed` or `StaleRevision`, with a sentence."""
    return save_record(summary, by, revision, lambda stored: None)


def save_easy_read(*, version: EasyRead, lines: Iterable[tuple[str, str]], by: User, revision: int = 0) -> EasyRead:
    """Save a draft of the Easy Read version with its lines (picture, text), in their order."""
    entries = list(lines)

    def write(stored: EasyRead) -> None:
        stored.lines.all().delete()
        EasyReadLine.objects.bulk_create(
            EasyReadLine(version=stored, number=number, picture=picture, text=text)
            for number, (picture, text) in enumerate(entries, start=1)
        )

    return save_record(version, by, revision, write)
