"""Each cell of the form says what it is: a number, nil, not supplied, not applicable, provisional."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from indicators.definitions.values import Value, ValueState, reported
from indicators.models import ReturnFamily, ReturnRound, ReturnTemplate, Submission
from partnership.models import ReportingYear, User
from review.states import ReviewState
from tests.factories.indicators import draft_return
from tests.integration.indicators.returns.forms import (
    CSE,
    CSE_FORM,
    CSE_ROW,
    CURRENT,
    MISSING_FORM,
    PREVIOUS,
    RETURNS,
    fields_in,
    page_of,
    stored,
    typed,
)
from tests.people import People

pytestmark = pytest.mark.django_db
UNABLE, NOT_APPLICABLE = ValueState.UNABLE_TO_SUPPLY, ValueState.NOT_APPLICABLE


@pytest.fixture
def partner(client: Client, people: People, year: ReportingYear) -> User:
    client.force_login(people.partner_police)
    return people.partner_police


@pytest.mark.parametrize(
    ("text", "more", "value"),
    [
        ("nil", {}, reported(0)),
        ("[z]", {}, Value(NOT_APPLICABLE)),
        ("[x] New system", {}, Value(UNABLE, reason="New system")),
        ("x", {f"reason_{CSE_ROW}": "Of the row"}, Value(UNABLE, reason="Of the row")),
        ("x", {"whole_reason": "Of everything"}, Value(UNABLE, reason="Of everything")),
        ("x Its own", {f"reason_{CSE_ROW}": "Of the row"}, Value(UNABLE, reason="Its own")),
        ("128 [p]", {}, replace(reported(128), provisional=True)),
        ("128", {f"provisional_{CSE_ROW}": "yes"}, replace(reported(128), provisional=True)),
        ("128", {"provisional": "yes"}, replace(reported(128), provisional=True)),
        ("", {f"state_{CSE_ROW}": "not_applicable"}, Value(NOT_APPLICABLE)),
    ],
)
def test_a_cell_says_what_it_is_and_says_the_same_when_it_is_opened_and_saved_again(
    client: Client, partner: User, text: str, more: dict[str, str], value: Value
) -> None:
    assertRedirects(client.post(CSE_FORM, typed(**{CURRENT: text}, **more)), CSE_FORM)
    assert stored().values()[CSE_ROW, "current"] == value
    again = page_of(client) | {"action": "save"}
    assertRedirects(client.post(CSE_FORM, again), CSE_FORM)
    assert stored().values()[CSE_ROW, "current"] == value
    assert stored().revision == 1, "nothing had changed"


def test_two_cells_of_a_row_keep_their_own_states_reasons_and_marks(client: Client, partner: User) -> None:
    cells = {
        (CSE_ROW, "current"): Value(UNABLE, reason="First reason"),
        (CSE_ROW, "previous"): Value(UNABLE, reason="Second reason"),
    }
    draft_return(CSE, ReportingYear.objects.get(), partner.organisation, cells)
    form = page_of(client)
    assert (form[CURRENT], form[PREVIOUS]) == ("[x]", "[x] Second reason")
    client.post(CSE_FORM, form | {"action": "submit"})
    assert stored().state == ReviewState.SUBMITTED
    assert stored().values() == cells


def test_one_provisional_figure_among_others_is_marked_in_its_cell(client: Client, partner: User) -> None:
    client.post(CSE_FORM, typed(**{CURRENT: "128 [p]"}))
    form = page_of(client)
    assert (form[CURRENT], form[PREVIOUS]) == ("128 [p]", "203")
    assert "provisional" not in form
    client.post(CSE_FORM, form | {"provisional": "yes", "action": "save"})
    form = page_of(client)
    assert (form[CURRENT], form["provisional"]) == ("128", "yes")


def test_a_row_of_provisional_figures_is_ticked(client: Client, partner: User) -> None:
    row = "number-of-missing-children"
    cells: dict[str, Any] = {f"cell_{row}_current": "90", f"cell_{row}_previous": "95", f"provisional_{row}": "yes"}
    other = {"cell_number-of-missing-children-reports_current": "300"}
    client.post(MISSING_FORM, cells | other | {"action": "save"})
    form = page_of(client, MISSING_FORM)
    assert form[f"provisional_{row}"] == "yes"
    assert form[f"cell_{row}_current"] == "90"
    assert form["cell_number-of-missing-children-reports_current"] == "300"
    assert "provisional" not in form


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("36.9%", "is a percentage, but this column needs a number"),
        ("*", "hides the figure. Enter the true number"),
        ("-", "could mean several things"),
        ("[x] " + "a" * 301, "The reason must be"),
    ],
)
def test_what_is_not_clear_is_refused_at_its_cell_and_kept(client: Client, partner: User, text: str, says: str) -> None:
    response = client.post(CSE_FORM, typed(**{CURRENT: text}))
    assertContains(response, says)
    assertContains(response, f'<a href="#{CURRENT}">')
    assert fields_in(response)[CURRENT] == text
    assert not Submission.objects.exists()


def test_a_figure_that_is_not_supplied_needs_its_reason(client: Client, partner: User) -> None:
    response = client.post(CSE_FORM, typed(**{CURRENT: "[x]"}))
    assertContains(response, "Enter the reason the figure cannot be supplied")
    assertContains(response, f'<a href="#reason_{CSE_ROW}">')
    assert fields_in(response)[CURRENT] == "[x]"


def test_what_is_said_of_a_rows_blanks_may_be_said_in_its_cells_too(client: Client, partner: User) -> None:
    data = typed(**{CURRENT: "x", PREVIOUS: "203", f"state_{CSE_ROW}": "unable_to_supply", f"reason_{CSE_ROW}": "Lost"})
    assertRedirects(client.post(CSE_FORM, data), CSE_FORM)
    assert stored().values()[CSE_ROW, "current"] == Value(UNABLE, reason="Lost")


def test_the_form_says_that_a_blank_is_never_a_zero(client: Client, partner: User) -> None:
    response = client.get(CSE_FORM)
    assertContains(response, "A blank is never a zero.")
    assertContains(response, "2 cells are still blank.")
    client.post(CSE_FORM, typed(**{CURRENT: ""}))
    assertContains(client.get(CSE_FORM), "1 cell is still blank.")


def a_round(organisation: Any, year: ReportingYear, **dates: str) -> ReturnRound:
    template = ReturnTemplate.objects.create(
        slug="police-year", title="Police", organisation=organisation, frequency="year"
    )
    ReturnFamily.objects.create(template=template, family_slug=CSE)
    spread = {"opens_on": "2023-04-01", "due_on": "2023-05-12", "closes_on": "2123-06-23"} | dates
    return ReturnRound.objects.create(
        template=template, period="2022-23", year=year, starts_on="2022-04-01", ends_on="2023-03-31", **spread
    )


def test_a_late_return_says_so(client: Client, partner: User, year: ReportingYear) -> None:
    a_round(partner.organisation, year)
    response = client.get(CSE_FORM)
    assertContains(response, "Due 12 May 2023.")
    assertContains(response, "Overdue")
    assertRedirects(client.post(CSE_FORM, typed(action="submit")), RETURNS)
    response = client.get(CSE_FORM)
    assertContains(response, "Late</strong>")
    assertContains(response, "First sent on")
    assertNotContains(response, "Overdue")


def test_a_return_in_time_is_not_late(client: Client, partner: User, year: ReportingYear) -> None:
    a_round(partner.organisation, year, due_on="2123-05-12")
    assertNotContains(client.get(CSE_FORM), "Overdue")
    client.post(CSE_FORM, typed(action="submit"))
    assertNotContains(client.get(CSE_FORM), "Late</strong>")


def test_a_return_in_the_calendar_leads_to_its_spreadsheet(client: Client, partner: User, year: ReportingYear) -> None:
    assertNotContains(client.get(CSE_FORM), "spreadsheet?")
    found = a_round(partner.organisation, year)
    response = client.get(CSE_FORM)
    for name, more in (("return-template", ["xlsx"]), ("return-template", ["csv"]), ("upload-create", [])):
        address = reverse(f"indicators:{name}", args=["2022-23", found.template.slug, *more])
        assertContains(response, f'href="{address}"')
        assert client.get(address).status_code == 200


def test_a_round_that_is_over_says_so_before_anything_is_typed(
    client: Client, partner: User, year: ReportingYear
) -> None:
    a_round(partner.organisation, year, closes_on="2023-06-23")
    response = client.get(CSE_FORM)
    assertContains(response, "This return is not open")
    assertContains(response, "closed for changes on 23 June 2023")
    assertNotContains(response, "Save draft")
    assertNotContains(response, "data-autosave=")
    assertContains(client.post(CSE_FORM, typed()), 'value="128"')
    assert not Submission.objects.exists()


def test_enter_in_a_field_saves_and_does_not_submit(client: Client, partner: User) -> None:
    html = client.get(CSE_FORM).content.decode()
    buttons = [part for part in html.split("<form")[-1].split(">") if 'type="submit"' in part]
    assert 'value="save"' in buttons[0], "the first button is the one that Enter presses"


def test_numbers_are_stored_as_they_were_typed(client: Client, partner: User) -> None:
    client.post(CSE_FORM, typed(**{CURRENT: "\ufeff1,048"}))
    assert stored().values()[CSE_ROW, "current"].number == Decimal(1048)
