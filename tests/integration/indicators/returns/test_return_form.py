"""The form in which a partner types figures: whatever goes wrong, nothing that was typed is lost."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from bcssp.example.sources import police_cells
from indicators.definitions.families import get_family
from indicators.definitions.values import ValueState, reported
from indicators.models import Submission
from partnership.models import ReportingYear, User
from review.marks import details_address, details_of
from review.services import move
from review.states import ReviewState
from review.transitions import Verb
from tests.factories.indicators import a_reviewer, approved_return, draft_return, make_areas, submitted_return
from tests.integration.indicators.returns.forms import CSE as SLUG
from tests.integration.indicators.returns.forms import CSE_FORM as FORM
from tests.integration.indicators.returns.forms import CSE_ROW as ROW
from tests.integration.indicators.returns.forms import CURRENT, PREVIOUS, fields_in, page_of, stored, typed
from tests.integration.indicators.returns.forms import RETURNS as LIST
from tests.people import People

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(client: Client, people: People, year: ReportingYear) -> User:
    client.force_login(people.partner_police)
    return people.partner_police


def test_the_list_names_what_is_owed(client: Client, partner: User, year: ReportingYear) -> None:
    approved_return(SLUG, year, partner.organisation)
    sent = submitted_return("missing-children", year, partner.organisation)
    move(obj=sent, verb=Verb.RETURN, by=a_reviewer(), revision=sent.revision, note="Check the repeat children.")
    html = client.get(LIST).content.decode()
    assert html.count('href="/partner/figures/2022-23/') == 4
    for text in ("Approved", "Returned", "Check the repeat children.", "Not started"):
        assert text in html


def test_the_empty_form_has_every_row_and_column(client: Client, partner: User) -> None:
    response = client.get("/partner/figures/2022-23/missing-children/")
    html = response.content.decode()
    assert len(re.findall(r'<input[^>]*id="cell_', html)) == 5 * 2
    assert html.count("<output") == 5 * 2
    assert fields_in(response)["revision"] == ""
    assert 'name="form_owner"' in html
    assertNotContains(response, "revision_note")


def test_a_draft_is_saved_and_shown_again(client: Client, partner: User) -> None:
    response = client.post(FORM, typed(note="Provisional count."), follow=True)
    assertRedirects(response, FORM)
    assertContains(response, "draft saved. You have not submitted it yet.")
    assertContains(response, "Draft</strong>")
    assertContains(response, 'value="128"')
    assertContains(response, "-36.9%")
    assertContains(response, "Provisional count.")
    assert fields_in(response)["revision"] == "1"
    assert stored().state == ReviewState.DRAFT


def test_a_complete_return_is_submitted(client: Client, partner: User) -> None:
    response = client.post(FORM, typed(action="submit"), follow=True)
    assertRedirects(response, LIST)
    assertContains(response, "submitted and waiting for review.")
    assertContains(response, "no return was approved for the year before")
    assert stored().state == ReviewState.SUBMITTED
    assertContains(client.get(FORM), "they need approval again")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ninety", "“ninety” is not a number. Enter digits only, like 95."),
        ("-5", "“-5” is below zero."),
        ("9.5", "Enter a whole number."),
    ],
)
def test_bad_numbers_are_refused_at_their_cell_and_kept(client: Client, partner: User, text: str, says: str) -> None:
    response = client.post(FORM, typed(**{CURRENT: text}, note="My note", illustrative="yes", action="submit"))
    assertContains(response, "Your figures were not saved")
    assertContains(response, f'<a href="#{CURRENT}">')
    assertContains(response, says)
    assertContains(response, f'value="{text}"')
    assertContains(response, 'value="203"')
    assertContains(response, "My note")
    assertContains(response, "checked")
    assertContains(response, 'aria-invalid="true"')
    assertContains(response, "<title>Error:")
    assert not Submission.objects.exists()


def test_a_blank_is_not_a_zero_and_the_draft_is_kept(client: Client, partner: User) -> None:
    response = client.post(FORM, typed(**{PREVIOUS: ""}, action="submit"))
    assertContains(response, "Draft saved. Fix these problems before you submit")
    assertContains(response, "a blank is not a zero")
    assertContains(response, f'<a href="#{PREVIOUS}">')
    assert stored().values() == {(ROW, "current"): reported(128)}
    assert fields_in(response)["revision"] == "1"


def test_rules_are_told_at_their_cells(client: Client, partner: User) -> None:
    cells = police_cells()["missing-children"]
    data = {f"cell_{row}_{column}": str(value.number) for (row, column), value in cells.items()}
    data["cell_number-of-repeat-missing-children_current"] = "96"
    response = client.post("/partner/figures/2022-23/missing-children/", data | {"action": "submit"})
    assertContains(response, "Each repeat missing child is also a missing child: correct one of the two.")
    assertContains(response, 'id="cell_number-of-repeat-missing-children_current_error"')


@pytest.mark.parametrize(
    ("fields", "state", "reason"),
    [
        ({f"state_{ROW}": "nil"}, ValueState.NIL, ""),
        ({f"state_{ROW}": "not_applicable"}, ValueState.NOT_APPLICABLE, ""),
        (
            {f"state_{ROW}": "unable_to_supply", f"reason_{ROW}": "New system"},
            ValueState.UNABLE_TO_SUPPLY,
            "New system",
        ),
        ({"whole_state": "nil"}, ValueState.NIL, ""),
        ({"whole_state": "unable_to_supply", "whole_reason": "Lost"}, ValueState.UNABLE_TO_SUPPLY, "Lost"),
    ],
)
def test_blank_cells_can_be_said_to_mean_something(
    client: Client, partner: User, fields: dict[str, str], state: ValueState, reason: str
) -> None:
    # Six or more beside a zero would be asked about.
    client.post(FORM, typed(**{CURRENT: "5", PREVIOUS: ""}, **fields, action="submit"))
    value = stored().values()[ROW, "previous"]
    assert (value.state, value.reason) == (state, reason)
    assert stored().state == ReviewState.SUBMITTED
    page = client.get(FORM)
    sign = {ValueState.NIL: "0", ValueState.NOT_APPLICABLE: "[z]", ValueState.UNABLE_TO_SUPPLY: "[x]"}[state]
    assert re.search(rf'id="{PREVIOUS}"[^>]*value="{re.escape(sign)}"', page.content.decode())
    assertContains(page, f'name="reason_{ROW}"')
    assertContains(page, reason)


@pytest.mark.parametrize(
    ("fields", "says", "target"),
    [
        (
            {PREVIOUS: "", f"state_{ROW}": "unable_to_supply"},
            "Enter the reason the figure cannot be supplied",
            f"reason_{ROW}",
        ),
        ({PREVIOUS: "", f"state_{ROW}": "nil", f"reason_{ROW}": "x" * 301}, "The reason must be", f"reason_{ROW}"),
        ({f"state_{ROW}": "nil"}, "You entered figures but also said there are none", f"reason_{ROW}"),
        (
            {PREVIOUS: "", "whole_state": "unable_to_supply"},
            "Enter the reason the figures cannot be supplied",
            "whole_reason",
        ),
        ({"whole_reason": "x" * 301}, "The reason must be", "whole_reason"),
    ],
)
def test_a_missing_figure_needs_a_reason(
    client: Client, partner: User, fields: dict[str, str], says: str, target: str
) -> None:
    response = client.post(FORM, typed(**fields))
    assertContains(response, says)
    assertContains(response, f'<a href="#{target}">')
    assert not Submission.objects.exists()


def test_an_unknown_state_leaves_the_cell_blank(client: Client, partner: User) -> None:
    client.post(FORM, typed(**{PREVIOUS: "", f"state_{ROW}": "guessed"}))
    assert (ROW, "previous") not in stored().values()


def test_illustrative_figures_need_a_note(client: Client, partner: User) -> None:
    response = client.post(FORM, typed(illustrative="yes", action="submit"))
    assertContains(response, '<a href="#note">')
    data = typed(illustrative="yes", note="Made up.", action="submit", revision=fields_in(response)["revision"])
    assertRedirects(client.post(FORM, data), LIST)
    assert all(value.illustrative for value in stored().values().values())
    assertContains(client.get(FORM), "checked")


def test_a_changed_return_that_was_approved_needs_approval_again(
    client: Client, partner: User, year: ReportingYear
) -> None:
    approved_return(SLUG, year, partner.organisation)
    opened = page_of(client)["revision"]
    client.post(FORM, typed(**{CURRENT: "129"}, revision=opened))
    assert stored().state == ReviewState.DRAFT
    assert stored().live_revision is not None


def test_a_returned_return_shows_its_reason(client: Client, partner: User, year: ReportingYear) -> None:
    sent = submitted_return(SLUG, year, partner.organisation)
    move(obj=sent, verb=Verb.RETURN, by=a_reviewer(), revision=sent.revision, note="Say where it comes from.")
    assertContains(client.get(FORM), "Reason for return: Say where it comes from.")


def test_totals_and_shares_are_shown_by_the_server(client: Client, people: People, year: ReportingYear) -> None:
    client.force_login(people.partner_council)
    rows = get_family("enquiry-outcomes").rows_on(year.ends_on)
    data = {f"cell_{row.key}_count": text for row, text in zip(rows, ("1,000", "500", "500"), strict=True)}
    response = client.post("/partner/figures/2022-23/enquiry-outcomes/", data | {"action": "save"}, follow=True)
    assertContains(response, "All enquiries with a risk identified")
    assertContains(response, ">2,000</output>")
    assertContains(response, ">50.0%</output>")


def test_rates_have_a_row_for_each_area(client: Client, people: People, year: ReportingYear) -> None:
    make_areas()
    client.force_login(people.partner_council)
    html = client.get("/partner/figures/2022-23/referrals-rate/").content.decode()
    assert html.count('data-column="rate"') == 13
    assert html.count('data-decimals="1"') == 13


def test_grouped_rows_name_their_group(client: Client, people: People, year: ReportingYear) -> None:
    client.force_login(people.partner_council)
    page = client.get("/partner/figures/2022-23/desired-outcomes/")
    assertContains(page, "Were they asked?")


def test_partners_read_which_label_has_still_to_be_checked(client: Client, people: People, year: ReportingYear) -> None:
    client.force_login(people.partner_council)
    page = client.get("/partner/figures/2022-23/contact-sources/")
    assertContains(page, "Label to be checked against the source.")


def test_the_number_of_queries_does_not_grow_with_rows(
    client: Client, people: People, year: ReportingYear, django_assert_max_num_queries: Any
) -> None:
    client.force_login(people.partner_council)
    for family in ("enquiry-outcomes", "assessment-factors"):
        draft_return(family, year, people.partner_council.organisation)
        with django_assert_max_num_queries(14):
            client.get(f"/partner/figures/2022-23/{family}/")


def test_a_note_that_could_identify_somebody_needs_a_reason(client: Client, partner: User) -> None:
    sent = typed(note="Two children were moved.", action="submit")
    page = client.post(FORM, sent)
    assertContains(page, "Draft saved. Fix these problems before you submit")
    assertContains(page, "So few people may be recognised.")
    assertContains(page, "<mark>Two children</mark> were moved.")
    [detail] = details_of(stored())
    address = details_address(stored())
    assertContains(page, f'href="{address}"')

    client.post(address, {detail.key: "They are two of many, and it was in the news."})
    page = client.post(FORM, sent | {"revision": str(stored().revision)}, follow=True)
    assertContains(page, "submitted and waiting for review.")
    client.force_login(a_reviewer())
    item = client.get(f"/admin/review/item/indicators/submission/{stored().pk}/")
    assertContains(item, "The author says: They are two of many, and it was in the news.")
