"""The form page of every reviewed thing: nothing that was typed is lost, and nobody overwrites unseen."""

from http import HTTPStatus
from typing import Any
from unittest.mock import patch

import pytest
from django import forms
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from learning.models import Briefing, CaseStudy
from partnership.mixins import form_owner_token
from priorities.forms import ActionUpdateForm
from priorities.models import Action, ActionUpdate
from priorities.services import save_action_update
from review.editing import ReviewableFormMixin, ReviewableWithdrawMixin, differences
from review.models import Event
from review.services import move
from review.states import ReviewState
from review.transitions import Verb
from tests.factories.learning import approve, draft_briefing, draft_case_study
from tests.factories.priorities import FULL_UPDATE, ActionFactory, draft_update
from tests.stages import Cast

ADDRESS = "/partner/progress/2022-23/ask-adults/"


@pytest.fixture
def action(cast: Cast) -> Action:
    made: Action = ActionFactory(slug="ask-adults", owner=cast.police)
    return made


@pytest.fixture
def partner(client: Client, cast: Cast) -> Client:
    client.force_login(cast.partner_police)
    return client


def post(client: Client, revision: int, button: str, **fields: Any) -> Any:
    data = {**FULL_UPDATE, "on_hold_reason": "", "revision": revision, button: "1", **fields}
    return client.post(ADDRESS, data, follow=True)


def test_page_carries_revision_and_owner_of_the_form(partner: Client, action: Action, cast: Cast) -> None:
    draft_update(action, cast.year, cast.partner_police)
    text = partner.get(ADDRESS).content.decode()

    assert '<input type="hidden" name="revision" value="1" />' in text
    assert f'name="form_owner" value="{form_owner_token(cast.partner_police).split(":")[0]}' in text


def test_edit_counts_the_revision_up(partner: Client, action: Action, cast: Cast) -> None:
    draft_update(action, cast.year, cast.partner_police)

    post(partner, 1, "save", what_we_did="More")

    update = ActionUpdate.objects.get()
    assert (update.revision, update.what_we_did) == (2, "More")


def test_stale_revision_keeps_what_was_typed_beside_the_other_version(
    partner: Client, action: Action, cast: Cast
) -> None:
    update = draft_update(action, cast.year, cast.partner_police)
    update.what_we_did, update.status = "What a colleague wrote", "under_way"
    save_action_update(update=update, by=cast.partner_police, revision=1)

    text = post(partner, 1, "save", what_we_did="What I wrote").content.decode()

    assert "Your changes are not saved yet." in text
    assert "Your version and theirs" in text
    assert text.count("What a colleague wrote") == 1
    assert text.count("What I wrote") == 2
    assert ">Under way<" in text.replace("\n", "")
    assert '<input type="hidden" name="revision" value="2" />' in text
    assert ActionUpdate.objects.get().what_we_did == "What a colleague wrote"

    assert "Draft saved" in post(partner, 2, "save", what_we_did="What we agreed").content.decode()
    assert ActionUpdate.objects.get().what_we_did == "What we agreed"


@pytest.mark.every_case_counts
@pytest.mark.parametrize(("button", "state"), [("save", "draft"), ("submit", "submitted")])
def test_double_click_does_it_once_and_says_that_it_is_done(
    partner: Client, action: Action, button: str, state: str
) -> None:
    first = post(partner, 0, button)
    second = post(partner, 0, button)

    assert first.redirect_chain == second.redirect_chain
    assert ActionUpdate.objects.get().state == state
    assert list(Event.objects.order_by("sequence").values_list("verb", flat=True)) == (
        ["create"] if button == "save" else ["create", "submit"]
    )


def test_save_then_submit_of_the_same_text_submits_it(partner: Client, action: Action) -> None:
    """The page was opened twice, saved in one and submitted in the other: nothing differs, so it goes."""
    post(partner, 0, "save")
    post(partner, 0, "submit")

    assert ActionUpdate.objects.get().state == ReviewState.SUBMITTED


def test_late_draft_does_not_take_back_a_submission_of_the_same_text(partner: Client, action: Action) -> None:
    post(partner, 0, "submit")
    text = post(partner, 0, "save").content.decode()

    assert "saved this progress update after you opened it" in text
    assert ActionUpdate.objects.get().state == ReviewState.SUBMITTED


@pytest.mark.postgres
def test_two_people_who_submit_at_once_make_one_update(partner: Client, action: Action, cast: Cast) -> None:
    """The other one's update appears between the look and the save."""
    real = ActionUpdateForm.is_valid

    def late(form: ActionUpdateForm) -> bool:
        draft_update(action, cast.year, cast.partner_police, what_we_did="The other one's text")
        return real(form)

    with patch.object(ActionUpdateForm, "is_valid", late):
        text = post(partner, 0, "submit", what_we_did="My text").content.decode()

    assert "Your version and theirs" in text
    assert "The other one&#x27;s text" in text
    assert ActionUpdate.objects.get().what_we_did == "The other one's text"


@pytest.mark.postgres
def test_error_of_the_database_that_is_no_race_is_not_hidden(partner: Client, action: Action) -> None:
    with (
        patch("priorities.views.progress.save_action_update", side_effect=IntegrityError("broken")),
        pytest.raises(IntegrityError, match="broken"),
    ):
        post(partner, 0, "save")


def test_submission_that_is_not_complete_is_saved_and_says_what_is_missing(partner: Client, action: Action) -> None:
    text = post(partner, 0, "submit", what_we_did="", impact_note="").content.decode()

    assert "Draft saved. To submit it, fix the problems" in text
    assert '<a href="#id_what_we_did">Enter what you did.</a>' in text
    assert '<a href="#id_impact_note">Enter what difference it made.' in text
    assert text.count("Enter what you did.") == 2, "once in the summary, once beside its field"
    assert '<input type="hidden" name="revision" value="1" />' in text
    assert ActionUpdate.objects.get().state == ReviewState.DRAFT

    post(partner, 1, "submit")
    assert ActionUpdate.objects.get().state == ReviewState.SUBMITTED


@pytest.mark.postgres
def test_submission_that_loses_a_race_after_the_save_says_so(partner: Client, action: Action, cast: Cast) -> None:
    """Complete and saved, but withdrawn by somebody else before it could be submitted."""
    real = save_action_update

    def then_withdrawn(**kwargs: Any) -> ActionUpdate:
        saved = real(**kwargs)
        moved = ActionUpdate.objects.get(pk=saved.pk)
        move(obj=moved, verb=Verb.WITHDRAW, by=cast.partner_police, note="Mistake", revision=moved.revision)
        return saved

    with patch("priorities.views.progress.save_action_update", then_withdrawn):
        text = post(partner, 0, "submit").content.decode()

    assert "is now “Withdrawn”" in text


@pytest.mark.parametrize("revision", ["", "x", "-1", "²", "99999999999999999999"])
@pytest.mark.asvs("15.3.5")
def test_nonsense_for_a_revision_overwrites_nothing(partner: Client, action: Action, cast: Cast, revision: str) -> None:
    draft_update(action, cast.year, cast.partner_police)

    data = {**FULL_UPDATE, "revision": revision, "save": "1", "what_we_did": "Overwritten"}
    assert partner.post(ADDRESS, data).status_code == 200
    assert ActionUpdate.objects.get().what_we_did == FULL_UPDATE["what_we_did"]


def test_expired_session_loses_nothing(client: Client, action: Action, cast: Cast) -> None:
    data = {**FULL_UPDATE, "what_we_did": "Typed for an hour", "revision": "0", "save": "1"}
    away = client.post(ADDRESS, {**data, "form_owner": form_owner_token(cast.partner_police)})
    assert away.status_code == 302
    session = client.session
    kept = session["kept_post"]
    client.force_login(cast.partner_police)
    session = client.session
    session["kept_post"] = kept
    session.save()

    text = client.get(ADDRESS).content.decode()

    assert "Typed for an hour" in text
    assert "Your session expired" in text
    assert not ActionUpdate.objects.exists()
    assert "Typed for an hour" not in client.get(ADDRESS).content.decode()


def test_withdrawn_thing_is_read_only(partner: Client, action: Action, cast: Cast) -> None:
    on_hold = {"status": "on_hold", "on_hold_reason": "The post is vacant."}
    update = draft_update(action, cast.year, cast.partner_police, **on_hold)
    move(obj=update, verb=Verb.WITHDRAW, by=cast.partner_police, note="Mistake", revision=1)

    text = partner.get(ADDRESS).content.decode()

    assert "Submit for review" not in text
    assert FULL_UPDATE["what_we_did"] in text
    assert "Why it is on hold: The post is vacant." in " ".join(text.split())
    assert "cannot be edited" in post(partner, 1, "save").content.decode()


def test_publish_button_appears_after_approval_for_who_publishes(client: Client, cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)
    address = story.get_edit_url()
    client.force_login(cast.coordinator)
    assert 'name="publish"' not in client.get(address).content.decode()
    move(obj=story, verb=Verb.SUBMIT, by=cast.partner_police, revision=1)
    approve(story, cast.board_icb)

    page = client.get(address).content.decode()
    assert 'name="publish"' in page
    assert 'name="submit"' not in page

    done = client.post(address, {"publish": "1", "revision": "1"}, follow=True)
    assert "has been published." in done.content.decode()
    assert CaseStudy.objects.get().state == ReviewState.PUBLISHED

    again = client.post(address, {"publish": "1", "revision": "1"}, follow=True)
    assert "so it cannot be published" in again.content.decode()


def test_writer_without_the_permission_publishes_nothing(client: Client, cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)
    move(obj=story, verb=Verb.SUBMIT, by=cast.partner_police, revision=1)
    approve(story, cast.board_icb)
    client.force_login(cast.partner_police)

    page = client.post(story.get_edit_url(), {"publish": "1", "revision": "1"}, follow=True).content.decode()

    assert "You cannot publish this case study" in page
    assert CaseStudy.objects.get().state == ReviewState.APPROVED


def test_who_only_publishes_cannot_write(client: Client, cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)
    client.force_login(cast.coordinator)
    data = {"title": "Mine now", "year": cast.year.pk, "revision": "1", "save": "1"}

    step = client.post(reverse("learning:case-study-step", args=[story.pk, "about"]), data)
    page = client.post(story.get_edit_url(), {"submit": "1", "revision": "1"}).content.decode()

    assert step.status_code == HTTPStatus.FORBIDDEN
    assert "You cannot submit this case study" in page
    assert CaseStudy.objects.get().title == "A plan that held"
    assert CaseStudy.objects.get().state == ReviewState.DRAFT


def test_withdrawal_asks_for_a_reason(client: Client, cast: Cast) -> None:
    briefing = draft_briefing(cast.year, cast.coordinator)
    client.force_login(cast.coordinator)
    address = f"/partner/briefings/{briefing.pk}/withdraw/"

    assert "Withdraw this briefing?" in client.get(address).content.decode()
    assert "Enter the reason for withdrawing it" in client.post(address, {"note": " "}).content.decode()
    assert Briefing.objects.get().state == ReviewState.DRAFT

    done = client.post(address, {"note": "Out of date"}, follow=True)
    assert done.redirect_chain == [("/partner/briefings/", 302)]
    assert "It is no longer shown to anyone." in done.content.decode()
    assert Briefing.objects.get().state == ReviewState.WITHDRAWN

    assert "so it cannot be withdrawn" in client.post(address, {"note": "Again"}).content.decode()


def test_board_opens_no_writers_page(client: Client, action: Action, cast: Cast) -> None:
    briefing = draft_briefing(cast.year, cast.coordinator)
    client.force_login(cast.board_icb)

    for address in (ADDRESS, f"/partner/briefings/{briefing.pk}/", f"/partner/briefings/{briefing.pk}/withdraw/"):
        assert client.get(address).status_code == 403


class Everything(forms.Form):
    """A field of each kind."""

    text = forms.CharField(required=False)
    tick = forms.BooleanField(label="Ticked", required=False)
    choice = forms.ChoiceField(choices=[("a", "First"), ("b", "Second")], required=False)
    many = forms.MultipleChoiceField(choices=[("a", "First"), ("b", "Second")], required=False)
    day = forms.DateField(required=False)


def test_differences_are_told_in_the_words_of_the_form() -> None:
    mine = Everything({"text": "A\r\nB", "choice": "a", "many": ["b", "a"], "day": "2023-03-31", "tick": "on"})
    assert mine.is_valid()

    same = Everything(initial={"text": "A\nB", "choice": "a", "many": ["a", "b"], "day": "2023-03-31", "tick": True})
    assert differences(mine, same) == []

    other = Everything(initial={"text": None, "choice": "b", "many": ["a"], "tick": False})
    assert [(row.label, row.mine, row.theirs) for row in differences(mine, other)] == [
        ("Text", "A\nB", "(empty)"),
        ("Ticked", "Yes", "No"),
        ("Choice", "First", "Second"),
        ("Many", "Second, First", "First"),
        ("Day", "31 March 2023", "(empty)"),
    ]


class WithOneMore(Everything):
    """The form of somebody who added a row."""

    more = forms.CharField(required=False)


def test_field_that_one_of_two_versions_lacks_is_told_as_empty_there() -> None:
    mine, shorter = WithOneMore({"more": "Mine"}), Everything({})
    assert mine.is_valid()
    assert shorter.is_valid()

    assert [(row.label, row.mine, row.theirs) for row in differences(mine, Everything())] == [
        ("More", "Mine", "(empty)")
    ]
    theirs = WithOneMore(initial={"more": "Theirs"})
    assert [(row.label, row.mine, row.theirs) for row in differences(shorter, theirs)] == [
        ("More", "(empty)", "Theirs")
    ]


@pytest.mark.parametrize(
    ("mixin", "methods"),
    [
        (ReviewableFormMixin, {"get_item", "get_list_url", "save"}),
        (ReviewableWithdrawMixin, {"get_item", "get_list_url"}),
    ],
)
def test_a_view_has_to_say_what_it_works_on_and_how_it_saves(mixin: Any, methods: set[str]) -> None:
    assert mixin.__abstractmethods__ == methods
    with pytest.raises(TypeError, match="abstract"):
        mixin()
