"""Who submitted and who approved the figures of a released table, as the audit trail tells it."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from indicators.definitions.periods import parse_period
from indicators.models import ReleaseTable, Submission
from reports.content import Origin
from reports.provenance.labels import public_words
from review.models import Event
from review.transitions import Verb


@dataclass(frozen=True)
class Deed:
    """One line of the trail: who did it, as the trail calls them, and on which day."""

    label: str
    on: datetime.date


@dataclass(frozen=True)
class ReturnOrigin:
    """A return that a table was made from. A deed that the trail does not tell of is None."""

    period: str
    submission: int
    revision: int
    sha256: str
    submitted: Deed | None
    approved: Deed | None

    def as_public(self) -> Origin:
        """By role and organisation; names are for staff."""
        return Origin(
            period=parse_period(self.period).label,
            submitted=_words(self.submitted),
            submitted_on=_day(self.submitted),
            approved=_words(self.approved),
            approved_on=_day(self.approved),
        )


def origins_of(tables: Sequence[ReleaseTable]) -> dict[int, tuple[ReturnOrigin, ...]]:
    """The returns behind each table (by its key), oldest period first. Three queries, however many tables there are."""
    wanted = {int(source["submission"]) for table in tables for source in table.sources}
    if not wanted:
        return {}
    periods = dict(Submission.objects.filter(pk__in=wanted).values_list("pk", "period"))
    deeds = _events_of(wanted)
    return {table.pk: tuple(_origins(table.sources, periods, deeds)) for table in tables}


def _events_of(submissions: Iterable[int]) -> Mapping[tuple[int, str], list[Event]]:
    """What was submitted and approved, by return and verb, oldest first."""
    kind = ContentType.objects.get_for_model(Submission)
    lines = Event.objects.filter(
        content_type=kind, object_id__in=submissions, verb__in=[Verb.SUBMIT, Verb.APPROVE]
    ).order_by("sequence")
    found: dict[tuple[int, str], list[Event]] = defaultdict(list)
    for line in lines:
        assert line.object_id is not None, "lines were requested by subject"
        found[line.object_id, line.verb].append(line)
    return found


def _origins(
    sources: Sequence[Mapping[str, Any]],
    periods: Mapping[int, str],
    deeds: Mapping[tuple[int, str], Sequence[Event]],
) -> Iterable[ReturnOrigin]:
    for source in sorted(sources, key=lambda one: parse_period(periods[one["submission"]]).ends_on):
        submission, revision = source["submission"], source["revision"]
        yield ReturnOrigin(
            period=periods[submission],
            submission=submission,
            revision=revision,
            sha256=source["sha256"],
            submitted=_last(deeds.get((submission, Verb.SUBMIT), ()), revision),
            approved=_last(deeds.get((submission, Verb.APPROVE), ()), revision),
        )


def _last(lines: Sequence[Event], revision: int) -> Deed | None:
    """The last deed on this very revision: a return that was sent back and sent again unchanged has two."""
    of_revision = [line for line in lines if line.revision == revision]
    if not of_revision:
        return None
    line = of_revision[-1]
    return Deed(line.actor_label, timezone.localdate(line.at))


def _words(deed: Deed | None) -> str:
    return public_words(deed.label) if deed else ""


def _day(deed: Deed | None) -> str:
    return deed.on.isoformat() if deed else ""
