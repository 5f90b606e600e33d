"""What the portal holds of closed years, return by return. A constant number of queries."""

from dataclasses import dataclass

from indicators.definitions.families import Family
from indicators.definitions.periods import Frequency, Period, periods_of_year
from indicators.returns.models.submission import Submission
from indicators.rounds.models.returns import ReturnTemplate
from partnership.models import ReportingYear
from review.notifications import sent_url
from review.states import ReviewState


@dataclass(frozen=True)
class ClosedCell:
    """One family in one period; `submission` is None where nothing came."""

    family: Family
    period: Period
    submission: Submission | None

    @property
    def is_collected(self) -> bool:
        """Whether the family was counted at the time."""
        return self.family.in_effect(self.period.ends_on)

    @property
    def sent_itself(self) -> bool:
        """Whether the organisation sent it, or began to, so that nothing is loaded over it."""
        return self.submission is not None and not self.submission.backfill_reason

    @property
    def review_url(self) -> str:
        """Where it is read; empty where nothing was submitted."""
        return sent_url(self.submission)


@dataclass(frozen=True)
class ClosedReturn:
    """One return in a closed year: a line for each family, a cell for each period."""

    template: ReturnTemplate
    periods: tuple[Period, ...]
    lines: list[tuple[Family, list[ClosedCell]]]

    @property
    def loadable(self) -> list[tuple[Period, bool]]:
        """Each period, and whether anything of it was counted at the time."""
        collected = {cell.period for _family, cells in self.lines for cell in cells if cell.is_collected}
        return [(period, period in collected) for period in self.periods]


def closed_returns(year: ReportingYear, templates: list[ReturnTemplate]) -> list[ClosedReturn]:
    """What came of these returns for the year, in the order in which they are given."""
    rows = Submission.objects.filter(year=year, organisation__in={one.organisation_id for one in templates})
    found = {
        (one.organisation_id, one.family_slug, one.period): one for one in rows.exclude(state=ReviewState.WITHDRAWN)
    }
    return [_closed_return(template, year, found) for template in templates]


def _closed_return(
    template: ReturnTemplate, year: ReportingYear, found: dict[tuple[int, str, str], Submission]
) -> ClosedReturn:
    periods = periods_of_year(Frequency(template.frequency), year.slug)
    lines = [
        (
            family,
            [
                ClosedCell(family, period, found.get((template.organisation_id, family.slug, period.slug)))
                for period in periods
            ],
        )
        for family in template.families
    ]
    return ClosedReturn(template, periods, lines)
