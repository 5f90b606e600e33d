"""Reading: which returns an organisation owes, and where each stands. What is owed comes from the rounds."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone

from deadlines.return_status import Owed, Sent
from deadlines.steps import Dates
from indicators.definitions.families import Family
from indicators.definitions.periods import Period, parse_period
from indicators.definitions.values import ValueState
from indicators.returns.models.figure import Figure
from indicators.returns.models.submission import Submission
from indicators.rounds.asked import asked_without_round
from indicators.rounds.models.returns import ReturnRound
from indicators.rounds.queries import rounds_with_families
from partnership.models import Organisation, ReportingYear
from review.states import ReviewState

NOT_STARTED = "Not started"
Key = tuple[int, str, str]


@dataclass(frozen=True)
class OwedReturn(Owed):
    """One family that an organisation owes for a period. Without a round it has no dates."""

    family: Family
    period: Period
    year: ReportingYear
    round: ReturnRound | None
    submission: Submission | None

    @property
    def url(self) -> str:
        """Where the partner sends it."""
        return reverse_form(self.period, self.family)


def reverse_form(period: Period, family: Family) -> str:
    """The address of the form, which needs no round."""
    return Submission(period=period.slug, family_slug=family.slug).get_edit_url()


def dates_of(one: ReturnRound) -> Dates:
    """The round's three dates."""
    return Dates(one.opens_on, one.due_on, one.closes_on)


def _submissions(organisations: Iterable[int], periods: Iterable[str]) -> dict[Key, Submission]:
    """What was begun, by organisation, period and family; each knows whether it has figures and whether all are nil."""
    figures = Figure.objects.filter(submission=OuterRef("pk"))
    rows = (
        Submission.objects.filter(organisation__in=set(organisations), period__in=set(periods))
        .exclude(state=ReviewState.WITHDRAWN)
        .annotate(
            has_figures=Exists(figures),
            has_more_than_nil=Exists(figures.exclude(state=ValueState.NIL.value)),
        )
    )
    return {(row.organisation_id, row.period, row.family_slug): row for row in rows}


def _sent(submission: Submission | None) -> Sent | None:
    if submission is None:
        return None
    return Sent(
        state=submission.state,
        was_sent=submission.first_sent_at is not None,
        late=submission.late,
        nil=submission.has_figures and not submission.has_more_than_nil,  # type: ignore[attr-defined]
    )


def owed_of_rounds(
    rounds: Sequence[ReturnRound], today: datetime.date, *, nothing: str = "Not sent"
) -> dict[int, list[OwedReturn]]:
    """What is owed in each of the rounds, by the round's key: one query for what was begun.

    A family that is not collected on a round's last day is not owed in it.
    """
    begun = _submissions((one.template.organisation_id for one in rounds), (one.period for one in rounds))
    found: dict[int, list[OwedReturn]] = {}
    for one in rounds:
        found[one.pk] = []
        for family in one.template.families:
            if family.in_effect(one.ends_on):
                submission = begun.get((one.template.organisation_id, one.period, family.slug))
                stands = today, nothing, _sent(submission), dates_of(one)
                found[one.pk].append(OwedReturn(*stands, family, one.window, one.year, one, submission))
    return found


def due_returns(organisation: Organisation | None, years: Iterable[ReportingYear]) -> list[OwedReturn]:
    """What the organisation owes for those of the years that are open, in order of the due dates within each year.

    For a year without a round of the organisation it is what its returns hold, without dates. Six queries at most.
    """
    if organisation is None:
        return []
    open_years = [year for year in years if not year.is_closed]
    today = timezone.localdate()
    rounds = list(rounds_with_families().in_use().filter(template__organisation=organisation, year__in=open_years))
    owed = owed_of_rounds(rounds, today, nothing=NOT_STARTED)
    planned = {one.year_id for one in rounds}
    unplanned = _without_rounds(organisation, [year for year in open_years if year.pk not in planned], today)
    found: list[OwedReturn] = []
    for year in open_years:
        found += [one for key in rounds if key.year_id == year.pk for one in owed[key.pk]]
        found += [one for one in unplanned if one.year == year]
    return found


def _without_rounds(
    organisation: Organisation, years: Sequence[ReportingYear], today: datetime.date
) -> list[OwedReturn]:
    if not years:
        return []
    begun = _submissions([organisation.pk], [year.slug for year in years])
    asked = asked_without_round(organisation)
    found = []
    for year in years:
        for family in asked:
            if family.in_effect(year.ends_on):
                submission = begun.get((organisation.pk, year.slug, family.slug))
                stands = today, NOT_STARTED, _sent(submission), None
                found.append(OwedReturn(*stands, family, parse_period(year.slug), year, None, submission))
    return found
