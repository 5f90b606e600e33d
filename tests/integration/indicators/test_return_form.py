"""The form in which a partner types figures: whatever goes wrong, nothing that was typed is lost."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from indicators.catalogue import get_family
from indicators.models import Submission
from indicators.services import save_figures
from indicators.sources import police_cells
from indicators.values import Value, ValueState, reported
from indicators.views.submissions import SubmissionEditView
from partnership.models import ReportingYear, User
from partnership.services import close_year
from review.services import move
from review.states import ReviewState
from review.transitions import Verb
from tests.factories.indicators import a_reviewer, approved_return, draft_return, make_areas, submitted_return
from tests.factories.partnership import OrganisationFactory, UserFactory
from tests.people import People

pytestmark = pytest.mark.django_db
SLUG = "child-sexual-exploitation"
ROW = "number-of-child-sexual-exploitation-crimes"
CURRENT, PREVIOUS = f"cell_{ROW}_current", f"cell_{ROW}_previous"
FORM = f"/partner/figures/2022-23/{SLUG}/"
LIST = "/partner/figures/"


@pytest.fixture
def partner(client: Client, people: People, year: ReportingYear) -> User:
    client.force_login(people.partner_police)
    return people.partner_police


def typed(**changes: Any) -> dict[str, Any]:
    return {CURRENT: "128", PREVIOUS: "203", "note": "", "revision": "", "action": "save"} | changes


def revision_in(response: Any) -> str:
    found = re.search(r'name="revision" value="(\d*)"', response.content.decode())
    assert found
    return found[1]


def stored() -> Submission:
    return Submission.objects.get()


def test_the_list_names_what_is_owed(client: Client, partner: User, year: ReportingYear) -> None:
    approved_return(SLUG, year, partner.organisation)
    sent = submitted_return("missing-children", year, partner.organisation)
    move(obj=sent, verb=Verb.RETURN, by=a_reviewer(), revision=sent.revision, note="Check the repeat children.")
    html = client.get(LIST).content.decode()
    assert html.count('href="/partner/figures/2022-23/') == 4
    for text in ("Approved", "Returned", "Check the repeat children.", "Not started"):
        assert text in html


def test_who_owes_nothing_is_told_so(client: Client, people: People, year: ReportingYear) -> None:
    client.force_login(UserFactory(organisation=people.board_icb.organisation, roles=["partner"]))
    assertContains(client.get(LIST), "owes no figures at the moment")


def test_the_empty_form_has_every_row_and_column(client: Client, partner: User) -> None:
    response = client.get("/partner/figures/2022-23/missing-children/")
    html = response.content.decode()
    assert len(re.findall(r'<input[^>]*id="cell_', html)) == 5 * 2
    assert html.count("<output") == 5 * 2
    assert revision_in(response) == ""
    assert 'name="form_owner"' in html
    assertNotContains(response, "revision_note")


def test_a_draft_is_saved_and_shown_again(client: Client, partner: User) -> None:
    response = client.post(FORM, typed(note="Provisional count."), follow=True)
    assertRedirects(response, FORM)
    assertContains(response, "draft saved. It is not submitted yet.")
    assertContains(response, "Draft</strong>")
    assertContains(response, 'value="128"')
    assertContains(response, "-36.9%")
    assertContains(response, "Provisional count.")
    assert revision_in(response) == "1"
    assert stored().state == ReviewState.DRAFT


def test_a_complete_return_is_submitted(client: Client, partner: User) -> None:
    response = client.post(FORM, typed(action="submit"), follow=True)
    assertRedirects(response, LIST)
    assertContains(response, "submitted. It now waits for review.")
    assertContains(response, "no return was approved for the year before")
    assert stored().state == ReviewState.SUBMITTED
    assertContains(client.get(FORM), "they need approval again")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ninety", "“ninety” is not a number. Type digits only, like 95."),
        ("-5", "“-5” is below zero."),
        ("9.5", "Type a whole number."),
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
    assertContains(response, "Your draft is saved, but it cannot be submitted yet")
    assertContains(response, "a blank is not a zero")
    assertContains(response, f'<a href="#{PREVIOUS}">')
    assert stored().values() == {(ROW, "current"): reported(128)}
    assert revision_in(response) == "1"


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
    client.post(FORM, typed(**{PREVIOUS: ""}, **fields, action="submit"))
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
        ({PREVIOUS: "", f"state_{ROW}": "unable_to_supply"}, "Say why the figure cannot be supplied", f"reason_{ROW}"),
        ({PREVIOUS: "", f"state_{ROW}": "nil", f"reason_{ROW}": "x" * 301}, "The reason is too long", f"reason_{ROW}"),
        ({f"state_{ROW}": "nil"}, "You gave figures and also said that there are none", f"reason_{ROW}"),
        ({PREVIOUS: "", "whole_state": "unable_to_supply"}, "Say why the figures cannot be supplied", "whole_reason"),
        ({"whole_reason": "x" * 301}, "The reason is too long", "whole_reason"),
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
    data = typed(illustrative="yes", note="Made up.", action="submit", revision=revision_in(response))
    assertRedirects(client.post(FORM, data), LIST)
    assert all(value.illustrative for value in stored().values().values())
    assertContains(client.get(FORM), "checked")


def test_two_people_at_once_the_second_sees_what_the_first_saved_and_keeps_theirs(
    client: Client, partner: User
) -> None:
    client.post(FORM, typed())
    opened = revision_in(client.get(FORM))
    other = UserFactory(display_name="Second Officer", organisation=partner.organisation, roles=["partner"])
    cells = {(ROW, "current"): reported(130), (ROW, "previous"): reported(203)}
    save_figures(submission=stored(), cells=cells, by=other, revision=1, note="Recounted.")
    response = client.post(FORM, typed(**{CURRENT: "140"}, revision=opened, note="Mine."))
    for text in (
        "Somebody else saved this return first",
        "Second Officer saved at",
        "Saved by the other person: 130",
        'value="140"',
        "Mine.",
        "Their note: Recounted.",
    ):
        assertContains(response, text)
    assertContains(response, "Saved by the other person", count=1)
    assert stored().values()[ROW, "current"] == reported(130)
    assertRedirects(client.post(FORM, typed(**{CURRENT: "140"}, revision=revision_in(response))), FORM)
    assert stored().values()[ROW, "current"] == reported(140)


def test_two_people_begin_at_once(client: Client, partner: User, year: ReportingYear) -> None:
    assert revision_in(client.get(FORM)) == ""
    draft_return(SLUG, year, partner.organisation, {(ROW, "current"): reported(1)})
    response = client.post(FORM, typed())
    assertContains(response, "Somebody else saved this return first")
    assertContains(response, "Saved by the other person: blank")
    assert stored().values() == {(ROW, "current"): reported(1)}


def test_the_very_same_figures_at_the_very_same_moment(
    client: Client, partner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(FORM, typed())
    answers = iter([None])
    real = SubmissionEditView._stored
    monkeypatch.setattr(SubmissionEditView, "_stored", lambda view: next(answers, real(view)))
    response = client.post(FORM, typed(), follow=True)
    assertRedirects(response, LIST)
    assertContains(response, "these figures are saved already")
    assert Submission.objects.count() == 1


def test_the_very_same_moment(client: Client, partner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    client.post(FORM, typed())
    answers = iter([None])
    real = SubmissionEditView._stored
    monkeypatch.setattr(SubmissionEditView, "_stored", lambda view: next(answers, real(view)))
    response = client.post(FORM, typed(**{CURRENT: "5"}))
    assertContains(response, "has already begun this return")
    assert stored().values()[ROW, "current"] == reported(128)


def test_an_error_keeps_the_lock_that_the_form_was_opened_with(client: Client, partner: User) -> None:
    client.post(FORM, typed())
    save_figures(submission=stored(), cells={}, by=partner, revision=1)
    response = client.post(FORM, typed(**{CURRENT: "x"}, revision="1"))
    assert revision_in(response) == "1"
    assertContains(client.post(FORM, typed(**{CURRENT: "9"}, revision="1")), "Somebody else saved this return first")


@pytest.mark.parametrize("revision", ["x", "٣", "-1", "9" * 30])
def test_a_forged_lock_never_matches(client: Client, partner: User, revision: str) -> None:
    client.post(FORM, typed())
    response = client.post(FORM, typed(**{CURRENT: "9"}, revision=revision))
    assertContains(response, "Somebody else saved this return first")


def test_a_double_click_is_answered_clearly(client: Client, partner: User) -> None:
    client.post(FORM, typed(action="submit"))
    response = client.post(FORM, typed(action="submit"), follow=True)
    assertRedirects(response, LIST)
    assertContains(response, "nothing has changed. The return is waiting for review.")
    assert Submission.objects.count() == 1


def test_a_double_click_on_save_is_answered_clearly(client: Client, partner: User) -> None:
    client.post(FORM, typed())
    assertRedirects(client.post(FORM, typed()), FORM)
    assert stored().revision == 1


def test_two_submits_at_the_very_same_moment(
    client: Client, partner: User, year: ReportingYear, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(FORM, typed())
    real = Submission.find_problems

    def while_the_other_click_goes_through(self: Submission) -> Any:
        monkeypatch.setattr(Submission, "find_problems", real)
        move(obj=Submission.objects.get(pk=self.pk), verb=Verb.SUBMIT, by=partner, revision=self.revision)
        return real(self)

    monkeypatch.setattr(Submission, "find_problems", while_the_other_click_goes_through)
    response = client.post(FORM, typed(action="submit", revision="1"))
    assertContains(response, "is now “Waiting for review”")
    assert stored().state == ReviewState.SUBMITTED


def test_a_changed_return_that_was_approved_needs_approval_again(
    client: Client, partner: User, year: ReportingYear
) -> None:
    approved_return(SLUG, year, partner.organisation)
    opened = revision_in(client.get(FORM))
    client.post(FORM, typed(**{CURRENT: "129"}, revision=opened))
    assert stored().state == ReviewState.DRAFT
    assert stored().live_revision is not None


def test_a_returned_return_shows_its_reason(client: Client, partner: User, year: ReportingYear) -> None:
    sent = submitted_return(SLUG, year, partner.organisation)
    move(obj=sent, verb=Verb.RETURN, by=a_reviewer(), revision=sent.revision, note="Say where it comes from.")
    assertContains(client.get(FORM), "Returned with this reason: Say where it comes from.")


def test_a_closed_year_takes_nothing_and_keeps_what_was_typed(
    client: Client, people: People, partner: User, year: ReportingYear
) -> None:
    close_year(year=year, by=people.coordinator)
    page = client.get(FORM)
    assertContains(page, "This year is closed")
    assertNotContains(page, "Save draft")
    response = client.post(FORM, typed())
    assertContains(response, "The year 2022-23 is closed: it takes no more figures.")
    assertContains(response, 'value="128"')
    assert not Submission.objects.exists()


def test_an_expired_session_loses_nothing(client: Client, partner: User) -> None:
    owner = re.search(r'name="form_owner" value="([^"]+)"', client.get(FORM).content.decode())
    assert owner
    client.logout()
    response = client.post(FORM, typed(**{CURRENT: "abc"}, form_owner=owner[1], note="Long work."))
    assert response.status_code == 302
    assert "/account/login/" in response.headers["Location"]
    session = client.session
    kept = session["kept_post"]
    client.force_login(partner)
    session = client.session
    session["kept_post"] = kept
    session.save()
    page = client.get(FORM)
    assertContains(page, 'value="abc"')
    assertContains(page, "Long work.")
    assertContains(page, "Your session had expired")
    assert not Submission.objects.exists()


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


def test_rates_without_their_areas_say_what_is_missing(client: Client, people: People, year: ReportingYear) -> None:
    client.force_login(people.partner_council)
    response = client.get("/partner/figures/2022-23/referrals-rate/")
    assertContains(response, "The areas to compare with are not loaded yet", status_code=403)


def test_grouped_rows_name_their_group(client: Client, people: People, year: ReportingYear) -> None:
    client.force_login(people.partner_council)
    page = client.get("/partner/figures/2022-23/desired-outcomes/")
    assertContains(page, "Were they asked?")
    assertContains(page, "Label to be checked against the source.")


@pytest.mark.parametrize("address", ["/partner/figures/2022-23/weather/", f"/partner/figures/1999-00/{SLUG}/"])
def test_unknown_returns_are_not_found(client: Client, partner: User, address: str) -> None:
    assert client.get(address).status_code == 404


def test_another_suppliers_form_is_refused(client: Client, people: People, year: ReportingYear) -> None:
    client.force_login(people.partner_council)
    assert client.get(FORM).status_code == 403
    assert client.post(FORM, typed()).status_code == 403
    client.force_login(UserFactory(organisation=None, roles=["partner"]))
    assert client.get(FORM).status_code == 403


@pytest.mark.parametrize("name", ["board_police", "coordinator", "chair", "scrutineer"])
def test_only_partners_open_the_form(client: Client, people: People, year: ReportingYear, name: str) -> None:
    client.force_login(people[name])
    assert client.get(FORM).status_code == 403
    assert client.get(LIST).status_code == 403


def test_each_organisation_of_a_kind_sees_its_own_return(client: Client, partner: User, year: ReportingYear) -> None:
    other = OrganisationFactory(kind="police", name="Another Force")
    draft_return(SLUG, year, other, {(ROW, "current"): Value(ValueState.REPORTED, reported(77777).number)})
    assertNotContains(client.get(FORM), "77777")


def test_the_number_of_queries_does_not_grow_with_rows(
    client: Client, people: People, year: ReportingYear, django_assert_max_num_queries: Any
) -> None:
    client.force_login(people.partner_council)
    for family in ("enquiry-outcomes", "assessment-factors"):
        draft_return(family, year, people.partner_council.organisation)
        with django_assert_max_num_queries(14):
            client.get(f"/partner/figures/2022-23/{family}/")
