"""The window before is what was approved a year ago: the form asks where it is not, and takes declared revisions."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from indicators.definitions.values import Value, ValueState, reported
from indicators.models import Submission
from indicators.returns.grid.questions import finding_name
from partnership.models import ReportingYear, User
from review.models import Revision
from review.states import ReviewState
from tests.factories.indicators import approved_return
from tests.factories.partnership import ReportingYearFactory
from tests.integration.indicators.returns.forms import CSE as SLUG
from tests.integration.indicators.returns.forms import CSE_FORM as FORM
from tests.integration.indicators.returns.forms import CSE_ROW as ROW
from tests.integration.indicators.returns.forms import PREVIOUS, page_of, typed
from tests.integration.indicators.returns.forms import RETURNS as LIST
from tests.people import People

pytestmark = pytest.mark.django_db
LOST = Value(ValueState.UNABLE_TO_SUPPLY, reason="Not counted then")


@pytest.fixture
def partner(client: Client, people: People, year: ReportingYear) -> User:
    client.force_login(people.partner_police)
    return people.partner_police


def this_year() -> Submission:
    return Submission.objects.get(year__slug="2022-23")


@pytest.fixture
def last_year(partner: User) -> Submission:
    return approved_return(SLUG, ReportingYearFactory(slug="2021-22"), partner.organisation)


def test_a_window_that_differs_from_last_year_is_refused_with_both_numbers(
    client: Client, last_year: Submission
) -> None:
    response = client.post(FORM, typed(action="submit"))
    assertContains(response, "you entered 203, but 128 was approved last year")
    assertContains(response, "tick “Last year")
    assert Submission.objects.get(year__slug="2022-23").state == ReviewState.DRAFT


def test_a_revision_is_declared_with_its_reason(client: Client, last_year: Submission) -> None:
    response = client.post(FORM, typed(revised="yes", action="submit"))
    assertContains(response, "Enter the reason last year&#x27;s figures were revised")
    assertContains(response, 'href="#revision_note"')
    data = typed(revised="yes", revision_note="Two crimes reclassified", action="submit")
    assertRedirects(client.post(FORM, data), LIST)
    values = Submission.objects.get(year__slug="2022-23").values()
    assert values[ROW, "previous"] == replace(reported(203), revised=True, reason="Two crimes reclassified")
    assert not values[ROW, "current"].revised
    assertContains(client.get(FORM), "Two crimes reclassified")


def test_a_matching_window_passes_without_a_word(client: Client, last_year: Submission) -> None:
    response = client.post(FORM, typed(**{PREVIOUS: "128"}, action="submit"), follow=True)
    assertRedirects(response, LIST)
    assertNotContains(response, "no return was approved")


@pytest.fixture
def last_year_without_a_number(partner: User) -> Submission:
    cells = {(ROW, "current"): LOST, (ROW, "previous"): reported(90)}
    return approved_return(SLUG, ReportingYearFactory(slug="2021-22"), partner.organisation, cells)


def test_a_figure_that_vanishes_asks_for_a_comment_which_the_reviewer_reads(
    client: Client, last_year: Submission
) -> None:
    gone = typed(**{PREVIOUS: "[x] No record is kept"}, action="submit")
    response = client.post(FORM, gone)
    assertContains(response, "128 was approved last year, but the figure is now given as “not able to supply”")
    name = finding_name(("HISTORY-3", ROW, "previous"))
    assertContains(response, f'name="{name}"')
    assert this_year().state == ReviewState.DRAFT
    sent = gone | {"revision": page_of(client)["revision"], name: "The old system was switched off."}
    assertRedirects(client.post(FORM, sent), LIST)
    submission = this_year()
    assert submission.state == ReviewState.SUBMITTED
    assert submission.values()[ROW, "previous"] == Value(ValueState.UNABLE_TO_SUPPLY, reason="No record is kept")
    content = Revision.objects.latest("pk").content
    assert content["confirmations"]["HISTORY-3"][ROW]["previous"]["comment"] == "The old system was switched off."


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("[x] No record", Value(ValueState.UNABLE_TO_SUPPLY, reason="No record", revised=True)),
        ("[z]", Value(ValueState.NOT_APPLICABLE, reason="Moved elsewhere", revised=True)),
    ],
)
def test_a_figure_that_vanishes_may_be_declared_as_revised(
    client: Client, last_year: Submission, text: str, value: Value
) -> None:
    data = typed(**{PREVIOUS: text}, revised="yes", revision_note="Moved elsewhere", action="submit")
    assertRedirects(client.post(FORM, data), LIST)
    assert this_year().state == ReviewState.SUBMITTED
    assert this_year().values()[ROW, "previous"] == value
    again = page_of(client)
    assert again["revision_note"] == value.reason
    assert client.post(FORM, again | {"action": "submit"}, follow=True).redirect_chain[-1][0] == LIST
    assert this_year().values()[ROW, "previous"] == value, "opening and sending it again changes nothing"
    assert this_year().revision == 1


def test_a_figure_where_none_was_approved_is_declared_as_revised(
    client: Client, last_year_without_a_number: Submission
) -> None:
    response = client.post(FORM, typed(action="submit"))
    assertContains(response, "you entered 203, but “not able to supply” was approved last year")
    assert this_year().state == ReviewState.DRAFT
    data = typed(revised="yes", revision_note="Counted since", action="submit", revision="1")
    assertRedirects(client.post(FORM, data), LIST)
    assert this_year().values()[ROW, "previous"] == replace(reported(203), revised=True, reason="Counted since")


def test_nothing_is_asked_where_both_are_without_a_number(
    client: Client, last_year_without_a_number: Submission
) -> None:
    data = typed(**{PREVIOUS: "[x] Still not counted"}, revised="yes", revision_note="Recount", action="submit")
    assertRedirects(client.post(FORM, data), LIST)
    assert not this_year().values()[ROW, "previous"].revised


def test_a_note_is_that_of_a_revised_number_before_that_of_one_that_is_gone(client: Client, partner: User) -> None:
    form = "/partner/figures/2022-23/missing-children/"
    approved_return("missing-children", ReportingYearFactory(slug="2021-22"), partner.organisation)
    keys = {"number-of-missing-children": "[x] No record", "number-of-missing-children-reports": "200"}
    names = {f"cell_{row}_previous": text for row, text in keys.items()}
    data: dict[str, Any] = names | {"revised": "yes", "revision_note": "Recounted", "action": "save"}
    client.post(form, data)
    page = page_of(client, form)
    assert page["revision_note"] == "Recounted"
    client.post(form, page | {"cell_number-of-missing-children_previous": "94", "action": "save"})
    values = this_year().values()
    assert values["number-of-missing-children", "previous"] == replace(reported(94), revised=True, reason="Recounted")
