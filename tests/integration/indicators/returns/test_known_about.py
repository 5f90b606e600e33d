"""What a return is checked against: approved returns of before, other partners' ends, estimates of children."""

import datetime
from typing import Any

import pytest

from indicators.definitions.families import get_family
from indicators.definitions.periods import parse_period
from indicators.definitions.values import Value, ValueState, reported
from indicators.models import Area, PopulationEstimate, Submission
from indicators.returns.models.submission import known_about
from indicators.returns.services import save_figures, start_submission, submit_figures
from partnership.models import Organisation, ReportingYear
from tests.factories.indicators import (
    approve,
    approved_return,
    draft_return,
    example_cells,
    make_areas,
    partner_of,
    submitted_return,
)
from tests.factories.partnership import OrganisationFactory, ReportingYearFactory
from tests.people import People

pytestmark = pytest.mark.django_db
SLUG, ROW = "child-sexual-exploitation", "number-of-child-sexual-exploitation-crimes"
SENT = "referrals-to-social-care"
YEAR = parse_period("2023-24")


def crimes(current: int, previous: int) -> dict[tuple[str, str], Value]:
    return {(ROW, "current"): reported(current), (ROW, "previous"): reported(previous)}


@pytest.fixture
def police(people: People) -> Organisation:
    found = people.partner_police.organisation
    assert found is not None
    return found


@pytest.fixture
def council(people: People) -> Organisation:
    found = people.partner_council.organisation
    assert found is not None
    return found


def history(police: Organisation, *numbers: int) -> None:
    """A chain of approved years up to 2021-22, each holding on to the year before."""
    first = 2022 - len(numbers)
    for index, number in enumerate(numbers):
        start = first + index
        year = ReportingYearFactory(slug=f"{start}-{(start + 1) % 100:02d}")
        approved_return(SLUG, year, police, crimes(number, numbers[max(index - 1, 0)]))


def test_history_is_what_was_approved_oldest_first(police: Organisation, year: ReportingYear) -> None:
    history(police, 4, 6, 5)
    draft = draft_return(SLUG, ReportingYearFactory(slug="2023-24"), police)
    known = known_about(draft.family, parse_period("2022-23"), police.pk)
    assert [(one.period.slug, one.figures[ROW, "current"].number) for one in known.history] == [
        ("2019-20", 4),
        ("2020-21", 6),
        ("2021-22", 5),
    ]
    assert known.earlier is not None
    assert known.earlier[ROW, "current"].number == 5


def test_an_unusual_count_asks_for_a_comment(police: Organisation, year: ReportingYear) -> None:
    history(police, 4, 6, 5, 3)
    (problem,) = draft_return(SLUG, year, police, crimes(60, 3)).open_confirmations()
    assert problem.code == "OUTLIER-1"
    assert "unusual: 60; between 0 and" in problem.sentence


def test_what_was_approved_counts_and_not_what_is_worked_on(police: Organisation, year: ReportingYear) -> None:
    history(police, 4)
    before = Submission.objects.get()
    save_figures(submission=before, cells=crimes(99, 4), by=partner_of(police), revision=before.revision)
    known = known_about(get_family(SLUG), parse_period("2022-23"), police.pk)
    assert known.earlier == crimes(4, 4)


def test_other_organisations_have_a_history_of_their_own(police: Organisation, year: ReportingYear) -> None:
    history(police, 4)
    other = OrganisationFactory(slug="other-police", name="The Other Police", kind="police")
    assert not known_about(get_family(SLUG), parse_period("2022-23"), other.pk).history


def test_the_queries_do_not_grow_with_the_history(
    police: Organisation, year: ReportingYear, django_assert_num_queries: Any
) -> None:
    history(police, 4, 6, 5, 3)
    with django_assert_num_queries(1):
        known_about(get_family(SLUG), parse_period("2022-23"), police.pk)


def received(council: Organisation, number: int) -> Submission:
    year = ReportingYear.objects.get(slug="2023-24")
    cells = example_cells(get_family("contact-sources"), year) | {("6", "count"): reported(number)}
    return draft_return("contact-sources", year, council, cells)


def sent_by(police: Organisation, value: Value) -> Submission:
    year = ReportingYear.objects.get(slug="2023-24")
    rows = {"children-contacts-sent": value, "adult-concerns-sent": reported(3)}
    cells = {(row, column): one for row, one in rows.items() for column in ("current", "previous")}
    return submitted_return(SENT, year, police, cells)


def test_police_and_council_are_held_against_each_other_once_one_is_approved(
    police: Organisation, council: Organisation
) -> None:
    ReportingYearFactory(slug="2023-24")
    waiting = sent_by(police, reported(600))
    draft = received(council, 100)
    assert draft.open_confirmations() == []
    approve(waiting)
    assert [problem.code for problem in draft.open_confirmations()] == ["ACROSS-1"]
    assert received_again(draft, 590) == []


def received_again(draft: Submission, number: int) -> list[Any]:
    cells = draft.values() | {("6", "count"): reported(number)}
    by = partner_of(draft.organisation)
    return save_figures(submission=draft, cells=cells, by=by, revision=draft.revision).open_confirmations()


def test_two_forces_are_added_up_and_one_without_a_figure_silences_the_rule(
    police: Organisation, council: Organisation
) -> None:
    ReportingYearFactory(slug="2023-24")
    second = OrganisationFactory(slug="other-police", name="The Other Police", kind="police")
    approve(sent_by(police, reported(300)))
    approve(sent_by(second, reported(290)))
    known = known_about(get_family("contact-sources"), YEAR, council.pk)
    assert known.others[SENT]["children-contacts-sent", "current"].number == 590
    third = OrganisationFactory(slug="third-police", name="The Third Police", kind="police")
    approve(sent_by(third, Value(ValueState.UNABLE_TO_SUPPLY, reason="lost")))
    known = known_about(get_family("contact-sources"), YEAR, council.pk)
    assert known.others[SENT]["children-contacts-sent", "current"].number is None


def test_rates_are_held_against_estimates_of_the_year(council: Organisation, year: ReportingYear) -> None:
    make_areas()
    draft = draft_return("referrals-rate", year, council)
    own = Area.objects.get(slug="bath-and-north-east-somerset")
    estimate = {"area": own, "age_band": "0-17", "source": "Office for National Statistics"}
    day = datetime.date
    PopulationEstimate.objects.create(reference_date=day(2021, 6, 30), vintage=day(2022, 6, 1), persons=1, **estimate)
    assert not [problem for problem in draft.find_problems() if problem.code == "RATE-3"]
    PopulationEstimate.objects.create(
        reference_date=day(2022, 6, 30), vintage=day(2023, 6, 1), persons=20_000, **estimate
    )
    (wrong,) = [problem for problem in draft.find_problems() if problem.code == "RATE-3"]
    assert (wrong.row, wrong.stops, wrong.confirm) == (own.slug, False, True)
    values = draft.values()
    count, rate = (values[own.slug, column].number for column in ("count", "rate"))
    assert count is not None
    assert rate is not None
    PopulationEstimate.objects.create(
        reference_date=day(2022, 6, 30), vintage=day(2024, 7, 1), persons=round(count / rate * 10_000), **estimate
    )
    assert not [problem for problem in draft.find_problems() if problem.code == "RATE-3"]


def test_a_rolling_return_knows_the_window_a_year_before(police: Organisation, year: ReportingYear) -> None:
    ReportingYearFactory(slug="2021-22")
    family = get_family(SLUG)

    def rolling(slug: str, cells: dict[tuple[str, str], Value]) -> Submission:
        period = parse_period(slug)
        return start_submission(
            family=family,
            year=ReportingYear.objects.get(slug=period.year_slug),
            period=period,
            organisation=police,
            by=partner_of(police),
            cells=cells,
        )

    first = rolling("2021-22-to-june", crimes(7, 8))
    approve(submit_figures(submission=first, by=partner_of(police), revision=first.revision))
    draft = rolling("2022-23-to-june", crimes(9, 8))
    assert [problem.code for problem in draft.find_problems()] == ["HISTORY-1"]


def test_two_returns_of_one_organisation_are_held_against_each_other(
    council: Organisation, year: ReportingYear
) -> None:
    """A draft counts as well: both are worked on at the same time."""
    summary = example_cells(get_family("adult-safeguarding-summary"), year)
    summary |= {("section-42-concluded", column): reported(431) for column in ("current", "previous")}
    draft = draft_return("adult-safeguarding-summary", year, council, summary)
    assert not [problem for problem in draft.find_problems() if problem.code.startswith("BETWEEN")]
    draft_return("section-42-outcomes", year, council)
    assert [problem.code for problem in draft.find_problems() if problem.stops] == ["BETWEEN-1"]


def test_another_organisations_return_is_no_part_of_it(council: Organisation, year: ReportingYear) -> None:
    other = OrganisationFactory(slug="other-council", name="The Other Council", kind="local_authority")
    draft_return("section-42-outcomes", year, other)
    known = known_about(get_family("adult-safeguarding-summary"), parse_period("2022-23"), council.pk)
    assert known.siblings == {}


def test_a_year_is_held_against_its_quarters_and_the_last_one_is_among_them(council: Organisation) -> None:
    family, year, by = get_family("enquiry-outcomes"), ReportingYearFactory(slug="2023-24"), partner_of(council)
    for number in range(1, 5):
        cells = {(row.key, "count"): reported(30 + number) for row in family.rows_on(YEAR.ends_on)}
        period = parse_period(f"2023-24-q{number}")
        draft = start_submission(
            family=family, year=year, organisation=council, by=by, cells=cells, note="", period=period
        )
        approve(submit_figures(submission=draft, by=by, revision=draft.revision))
    found = known_about(family, YEAR, council.pk)
    assert [one.period.part for one in found.within] == ["q1", "q2", "q3", "q4"]
    assert [one.period.part for one in found.history] == ["q1", "q2", "q3"]
    assert known_about(family, parse_period("2023-24-q4"), council.pk).within == []
