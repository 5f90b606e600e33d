"""What is typed is kept word for word until it is saved, and the return itself stays as it is."""

import datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from indicators.definitions.families import get_family
from indicators.definitions.periods import parse_period
from indicators.definitions.values import reported
from indicators.models import AutosavedDraft, Submission
from indicators.returns.drafts import MAX_DRAFT, keep_draft, old_drafts
from indicators.returns.services import save_figures
from partnership.exceptions import NotAllowed
from partnership.models import ReportingYear, User
from review.models import Event
from review.states import ReviewState
from tests.factories.indicators import approved_return
from tests.factories.partnership import UserFactory
from tests.integration.indicators.returns.forms import (
    CSE,
    CSE_FORM,
    CSE_ROW,
    CURRENT,
    PREVIOUS,
    fields_in,
    stored,
    typed,
)
from tests.people import People

pytestmark = pytest.mark.django_db
AUTOSAVE = f"{CSE_FORM}autosave/"
DISCARD = f"{AUTOSAVE}throw-away/"
TAKE_UP = f"{CSE_FORM}?draft=take-up"
OFFER = "You have unsaved changes"


@pytest.fixture
def partner(client: Client, people: People, year: ReportingYear) -> User:
    client.force_login(people.partner_police)
    return people.partner_police


def keep(client: Client, **changes: Any) -> Any:
    return client.post(AUTOSAVE, typed(draft_key="window-1", csrfmiddlewaretoken="secret", form_owner="x", **changes))


def kept() -> AutosavedDraft:
    return AutosavedDraft.objects.get()


def test_unreadable_text_is_kept_word_for_word_and_nothing_else_is(client: Client, partner: User) -> None:
    response = keep(client, **{CURRENT: "ninety ", "confirm__A__b__c": "Right", "answer_3": "Yes", "cell_other": "1"})
    assert response.json()["sentence"].startswith("Kept ")
    assert response["Cache-Control"] == "private, no-store"
    assert kept().data == {
        CURRENT: "ninety ",
        PREVIOUS: "203",
        "note": "",
        "revision": "",
        "draft_key": "window-1",
        "confirm__A__b__c": "Right",
        "answer_3": "Yes",
    }
    assert kept().person == partner
    assert not Submission.objects.exists()


def test_the_same_window_goes_on_with_its_draft(client: Client, partner: User) -> None:
    keep(client)
    before = kept().saved_at
    keep(client, **{CURRENT: "130"})
    assert kept().data[CURRENT] == "130"
    assert kept().saved_at > before


def test_another_window_cannot_wipe_it_out(client: Client, partner: User) -> None:
    keep(client, **{CURRENT: "130"})
    response = client.post(AUTOSAVE, typed(draft_key="window-2"))
    assert response.status_code == 409
    assert "You made other changes to this form" in response.json()["sentence"]
    assert kept().data[CURRENT] == "130"


def test_keeping_does_not_touch_the_return_nor_void_its_approval(
    client: Client, partner: User, year: ReportingYear
) -> None:
    approved_return(CSE, year, partner.organisation)
    before, lines = Submission.objects.values().get(), Event.objects.count()
    assert keep(client, revision="1").status_code == 200
    assert Submission.objects.values().get() == before
    assert Event.objects.count() == lines
    assert stored().state == ReviewState.APPROVED


def test_what_was_kept_is_offered_and_taken_up(client: Client, partner: User) -> None:
    keep(client, **{CURRENT: "ninety", "note": "Long work."})
    response = client.get(CSE_FORM)
    assertContains(response, OFFER)
    assertContains(response, "Restore changes")
    assertContains(response, "Discard changes")
    assert fields_in(response)[CURRENT] == ""
    response = client.get(TAKE_UP)
    assertNotContains(response, OFFER)
    assertContains(response, "They are not saved yet.")
    assertContains(response, "“ninety” is not a number")
    assertContains(response, "Long work.")
    form = fields_in(response)
    assert (form[CURRENT], form["draft_key"]) == ("ninety", "window-1")
    assert client.post(AUTOSAVE, form | {CURRENT: "90"}).status_code == 200, "the window goes on with its draft"
    assertRedirects(client.post(CSE_FORM, form | {CURRENT: "90", "action": "save"}), CSE_FORM)
    assert stored().values()[CSE_ROW, "current"] == reported(90)
    assert not AutosavedDraft.objects.exists()


def test_what_was_kept_is_thrown_away(client: Client, partner: User) -> None:
    keep(client)
    response = client.post(DISCARD, follow=True)
    assertRedirects(response, CSE_FORM)
    assertContains(response, "discarded your changes")
    assertNotContains(response, OFFER)
    assert not AutosavedDraft.objects.exists()


def test_a_draft_is_taken_up_with_the_lock_with_which_it_was_typed(client: Client, partner: User) -> None:
    client.post(CSE_FORM, typed())
    keep(client, **{CURRENT: "140", "revision": "1"})
    other = UserFactory(display_name="Second Officer", organisation=partner.organisation, roles=["partner"])
    cells = {(CSE_ROW, "current"): reported(130), (CSE_ROW, "previous"): reported(203)}
    save_figures(submission=stored(), cells=cells, by=other, revision=1, note="Recounted.")
    response = client.get(TAKE_UP)
    assertContains(response, "has been saved again since")
    assertContains(response, "Saved by the other person: 130")
    assertContains(response, "Saved note: Recounted.")
    form = fields_in(response)
    assert (form["revision"], form[CURRENT]) == ("1", "140")
    assertContains(client.post(CSE_FORM, form | {"action": "save"}), "Someone else saved this return before you")
    assert stored().values()[CSE_ROW, "current"] == reported(130)
    assert AutosavedDraft.objects.exists(), "a conflict loses no draft"


@pytest.mark.parametrize("action", ["save", "submit"])
def test_saving_ends_the_draft(client: Client, partner: User, action: str) -> None:
    keep(client)
    client.post(CSE_FORM, typed(action=action, draft_key="window-1"))
    assert not AutosavedDraft.objects.exists()


def test_saving_one_window_keeps_what_was_typed_in_another(client: Client, partner: User) -> None:
    keep(client, **{CURRENT: "ninety"})
    client.post(CSE_FORM, typed(action="save", draft_key="window-2"))
    assert AutosavedDraft.objects.get().data[CURRENT] == "ninety"


def test_an_error_does_not_end_the_draft(client: Client, partner: User) -> None:
    keep(client, **{CURRENT: "x1"})
    response = client.post(CSE_FORM, typed(draft_key="window-1", **{CURRENT: "x1"}))
    assert fields_in(response)["draft_key"] == "window-1"
    assert AutosavedDraft.objects.exists()


def test_what_is_saved_already_is_not_offered(client: Client, partner: User) -> None:
    client.post(CSE_FORM, typed())
    keep(client, revision="1")
    response = client.get(CSE_FORM)
    assertNotContains(response, OFFER)
    assert fields_in(response)["draft_key"] == "window-1"


@pytest.mark.parametrize("more", [{"note": "New"}, {f"reason_{CSE_ROW}": "Why"}, {"confirm__A__b__c": "Right"}])
def test_a_word_more_than_what_is_saved_is_offered(client: Client, partner: User, more: dict[str, str]) -> None:
    client.post(CSE_FORM, typed())
    keep(client, **{"revision": "1"} | more)
    assertContains(client.get(CSE_FORM), OFFER)


def test_a_draft_is_its_writers_alone(client: Client, partner: User) -> None:
    keep(client)
    client.force_login(UserFactory(organisation=partner.organisation, roles=["partner"]))
    assertNotContains(client.get(CSE_FORM), OFFER)
    assertNotContains(client.get(TAKE_UP), 'value="128"')
    client.post(DISCARD)
    assert AutosavedDraft.objects.exists()


def test_a_draft_of_no_window_breaks_nothing(client: Client, partner: User) -> None:
    client.post(CSE_FORM, typed())
    assert client.post(AUTOSAVE, typed(revision="1", note="\x00")).status_code == 200
    assert kept().data["note"] == ""
    assert fields_in(client.get(CSE_FORM))["draft_key"]


def test_too_much_text_is_refused(client: Client, partner: User) -> None:
    response = keep(client, note="a" * MAX_DRAFT)
    assert response.status_code == 409
    assert "too much text" in response.json()["sentence"]
    assert not AutosavedDraft.objects.exists()


def test_who_is_signed_out_is_told_and_what_waits_at_the_sign_in_stays(client: Client, partner: User) -> None:
    client.logout()
    response = keep(client)
    assert response.status_code == 401
    assert "Sign in again" in response.json()["sentence"]
    assert "kept_post" not in client.session
    assert client.get(AUTOSAVE).status_code == 302


def test_other_organisations_keep_nothing_here(client: Client, people: People, year: ReportingYear) -> None:
    client.force_login(people.partner_council)
    assert keep(client).status_code == 403
    assert client.post(DISCARD).status_code == 403
    client.force_login(people.coordinator)
    assert keep(client).status_code == 403
    family = get_family(CSE)
    with pytest.raises(NotAllowed):
        keep_draft(
            family=family,
            period=parse_period("2022-23"),
            organisation=people.partner_police.organisation,
            by=people.coordinator,
            data={},
        )
    assert not AutosavedDraft.objects.exists()


def test_drafts_are_old_once_nobody_has_taken_them_up(client: Client, partner: User) -> None:
    keep(client)
    saved = AutosavedDraft.objects.get().saved_at
    assert not old_drafts(saved).exists()
    assert old_drafts(saved + datetime.timedelta(seconds=1)).count() == 1
