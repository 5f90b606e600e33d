"""How briefings were used, as it is told: approved records of briefings that can be read, counted and in words."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from learning.models import Briefing, BriefingUse
from partnership.models import ReportingYear

# Fewer people than this are not counted in print, as with answers to evaluations.
FEWEST = 5


@dataclass(frozen=True)
class Uses:
    """Some records of use of one briefing, by the content that was approved, in the order of their days."""

    title: str
    slug: str
    records: tuple[dict[str, Any], ...]
    # Whether some of it belongs to a year that was made up to show the portal.
    is_illustrative: bool = False

    @property
    def agencies(self) -> int:
        """How many organisations used it."""
        return len({row["organisation"] for row in self.records})

    @property
    def people(self) -> int:
        """How many people there were, over all times: who came twice is counted twice."""
        return sum(row["people"] for row in self.records)

    @property
    def in_words(self) -> str:
        """Used 3 times by 2 agencies, with 62 people."""
        times, agencies = len(self.records), self.agencies
        told = "once" if times == 1 else f"{times} times"
        by = "1 agency" if agencies == 1 else f"{agencies} agencies"
        return f"Used {told} by {by}, with {people_in_words(self.people)}."


def people_in_words(count: int) -> str:
    """A number of people; a small one is not told."""
    return f"{count:,} people" if count >= FEWEST else f"fewer than {FEWEST} people"


def uses_in(year: ReportingYear) -> list[Uses]:
    """What was used in the days of a year, by briefing, the oldest briefing first. One query."""
    first, last = year.starts_on.isoformat(), year.ends_on.isoformat()
    in_year = {"live_revision__content__used_on__gte": first, "live_revision__content__used_on__lte": last}
    return _by_briefing(BriefingUse.objects.told().filter(**in_year))


def uses_of(briefing: Briefing) -> Uses | None:
    """What is told of one briefing; None where nothing is. Two queries."""
    found = next(iter(_by_briefing(BriefingUse.objects.told().filter(briefing=briefing))), None)
    if found is None:
        return None
    made_up = list(ReportingYear.objects.filter(is_illustrative=True).values_list("starts_on", "ends_on"))
    days = [datetime.date.fromisoformat(row["used_on"]) for row in found.records]
    return replace(found, is_illustrative=any(first <= one <= last for one in days for first, last in made_up))


def _by_briefing(rows: Any) -> list[Uses]:
    ordered = rows.select_related("briefing", "briefing__live_revision").order_by(
        "briefing_id", "live_revision__content__used_on", "pk"
    )
    found: dict[int, list[BriefingUse]] = {}
    for row in ordered:
        found.setdefault(row.briefing_id, []).append(row)
    return [_uses(records) for records in found.values()]


def _uses(records: Iterable[BriefingUse]) -> Uses:
    rows = list(records)
    briefing = rows[0].briefing
    return Uses(briefing.lasting_title(), str(briefing.slug), tuple(_told(row) for row in rows))


def _told(row: BriefingUse) -> dict[str, Any]:
    """The record as it was approved, with its hash and the day on which it was written."""
    assert row.live_revision is not None, "only approved records have a live revision"
    return {
        **row.live_revision.content,
        "sha256": row.live_revision.sha256,
        "revised_on": timezone.localdate(row.live_revision.created_at).isoformat(),
    }
