"""What was approved before stands beside the inputs, and what changed since is said below them."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from indicators.definitions.families import get_family
from indicators.definitions.periods import Frequency, parse_period
from indicators.definitions.values import Value, reported
from indicators.models import ReturnRound, ReturnTemplate, Submission
from indicators.returns.earlier import frequency_of, history_of, sent_version
from indicators.returns.services import start_submission, submit_figures
from partnership.models import ReportingYear, User
from review.services import move
from review.transitions import Verb
from tests.factories.indicators import a_reviewer, approve, approved_return, draft_return, submitted_return
from tests.factories.partnership import OrganisationFactory, ReportingYearFactory
from tests.integration.indicators.returns.forms import CSE, CSE_FORM, CSE_ROW, CURRENT, PREVIOUS, page_of, typed
from tests.people import People

pytestmark = pytest.mark.django_db
RISK = "enquiry-outcomes"


@pytest.fixture
def partner(client: Client, people: People, year: ReportingYear) -> User:
    client.force_login(people.partner_police)
    return people.partner_police


def cse(current: int, previous: int) -> dict[tuple[str, str], Value]:
    return {(CSE_ROW, "current"): reported(current), (CSE_ROW, "previous"): reported(previous)}


@pytest.fixture
def last_year(partner: User) -> Submission:
    return approved_return(CSE, ReportingYearFactory(slug="2021-22"), partner.organisation, cse(1116, 1000))


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_last_years_figures_stand_beside_the_inputs(client: Client, last_year: Submission) -> None:
    html = text_of(client.get(CSE_FORM))
    assert html.count("2021-22: 1,116") == 2, "the previous window repeats the current one of a year before"
    assert f'aria-describedby="cell_{CSE_ROW}_current_earlier"' in html
    assert html.count('<b data-before="1116"></b>') == 2
    assert "approved figure for 2021-22 is shown below each box" in html


def test_the_difference_is_worked_out_by_the_server_too(client: Client, last_year: Submission) -> None:
    response = client.post(CSE_FORM, typed(**{CURRENT: "1,128", PREVIOUS: "1116"}), follow=True)
    html = text_of(response)
    assert '<b data-before="1116">+12</b>' in html
    assert '<b data-before="1116">same</b>' in html
    assertContains(response, "Figures that differ from the approved figures")
    section = html.split('id="changes_heading"')[1].split("</section>")[0]
    assert section.count("<tr") == 2, "the heading and the one figure that differs"
    assert ">1,128<" in section.replace(" ", "")
    assert ">+12<" in section.replace(" ", "")


def test_nothing_differs(client: Client, last_year: Submission) -> None:
    response = client.post(CSE_FORM, typed(**{CURRENT: "1116", PREVIOUS: "1116"}), follow=True)
    assertContains(response, "No figures differ from those approved before.")


def test_without_an_approved_period_nothing_is_beside(client: Client, partner: User, year: ReportingYear) -> None:
    submitted_return(CSE, ReportingYearFactory(slug="2021-22"), partner.organisation, cse(1116, 1000))
    approved_return(CSE, ReportingYear.objects.get(slug="2021-22"), OrganisationFactory(kind="police"), cse(7, 7))
    response = client.get(CSE_FORM)
    assertNotContains(response, "data-before")
    assertContains(response, "There are no approved figures for the previous period")


def approved_quarter(slug: str, year: ReportingYear, organisation: Any, number: int) -> None:
    family, period = get_family(RISK), parse_period(slug)
    cells = {(row.key, "count"): reported(number) for row in family.rows_on(period.ends_on)}
    by = User.objects.get(email="partner.council@example.org")
    draft = start_submission(family=family, year=year, period=period, organisation=organisation, by=by, cells=cells)
    approve(submit_figures(submission=draft, by=by, revision=draft.revision))


def test_a_quarter_stands_beside_two_periods(client: Client, people: People, year: ReportingYear) -> None:
    council = people.partner_council.organisation
    approved_quarter("2022-23-q1", year, council, 10)
    approved_quarter("2021-22-q2", ReportingYearFactory(slug="2021-22"), council, 30)
    client.force_login(people.partner_council)
    html = text_of(client.get(f"/partner/figures/2022-23-q2/{RISK}/"))
    assert html.count("April to June 2022: 10") == 3
    assert html.count("July to September 2021: 30") == 3
    assert "April to June 2022 and July to September 2021" in html
    assert "July to September 2022</span>" in html


@pytest.mark.parametrize(
    ("slug", "frequency"),
    [
        ("2022-23", Frequency.YEAR),
        ("2022-23-q1", Frequency.QUARTER),
        ("2022-23-m01", Frequency.MONTH),
        ("2022-23-to-june", Frequency.ROLLING),
    ],
)
def test_how_often_a_return_is_sent_follows_from_its_period(slug: str, frequency: Frequency) -> None:
    assert frequency_of(parse_period(slug), None) is frequency


def test_a_round_says_that_a_year_is_the_last_of_its_rolling_windows(partner: User, year: ReportingYear) -> None:
    template = ReturnTemplate(slug="rolling", title="R", organisation=partner.organisation, frequency="rolling")
    assert frequency_of(parse_period("2022-23"), ReturnRound(template=template)) is Frequency.ROLLING
    assert frequency_of(parse_period("2022-23-q1"), ReturnRound(template=template)) is Frequency.QUARTER


def test_history_takes_one_query(last_year: Submission, django_assert_num_queries: Any, people: People) -> None:
    with django_assert_num_queries(1):
        history = history_of(get_family(CSE), parse_period("2022-23"), last_year.organisation_id, Frequency.YEAR)
    assert history.last is history.year_before
    assert history.last is not None
    assert history.last.label == "2021-22"


def test_what_changed_since_the_return_came_back(client: Client, partner: User, year: ReportingYear) -> None:
    sent = submitted_return(CSE, year, partner.organisation, cse(128, 203), note="First count.")
    move(obj=sent, verb=Verb.RETURN, by=a_reviewer(), revision=sent.revision, note="Count again.")
    assertContains(client.get(CSE_FORM), "Nothing has changed since the version that was returned on")
    form = page_of(client)
    changes = {CURRENT: "130 [p]", "note": "Second count.", "action": "save"}
    response = client.post(CSE_FORM, form | changes, follow=True)
    assertContains(response, "Changes since the version that was returned on")
    assertContains(response, "130 [p]")
    assertContains(response, "The note has changed since you sent it.")
    found = text_of(response).split("Changes since the version")[-1].split("</section>")[0]
    assert ">128<" in found.replace(" ", "")
    assert ">+2<" in found.replace(" ", "")


def test_a_return_that_was_never_sent_has_no_version(partner: User, year: ReportingYear) -> None:
    draft = draft_return(CSE, year, partner.organisation, cse(1, 2))
    assert sent_version(draft) is None


def test_the_newest_version_counts(client: Client, partner: User, year: ReportingYear) -> None:
    first = submitted_return(CSE, year, partner.organisation, cse(128, 203))
    form = page_of(client)
    client.post(CSE_FORM, form | {CURRENT: "140", "note": "", "action": "submit"})
    version = sent_version(first)
    assert version is not None
    assert version.snapshot.figures[CSE_ROW, "current"] == replace(reported(140))
    assertContains(client.get(CSE_FORM), "Nothing has changed since the version that was sent on")
