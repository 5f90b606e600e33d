"""From draft to public: the one door, what an edit voids, and what the database refuses."""

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from partnership.exceptions import DomainError, NotAllowed, StaleRevision, WrongState
from priorities.models import ActionUpdate
from review.audit import verify_trail
from review.models import Event, Reviewable, Revision
from review.services import create, edit, move
from review.states import ReviewState as S
from review.transitions import Verb
from tests.factories.partnership import UserFactory
from tests.integration.review.moves import approve, submit


def test_from_draft_to_public_leaves_one_event_a_step(briefing, cast):
    submit(briefing, cast.coordinator)
    approve(briefing, cast.board_icb)
    assert briefing.live_revision is None
    move(obj=briefing, verb=Verb.PUBLISH, by=cast.coordinator, revision=briefing.revision)
    assert briefing.live_revision.content == briefing.content()
    verbs = list(Event.objects.about(briefing).order_by("sequence").values_list("verb", "source", "target"))
    assert verbs == [
        ("create", "", "draft"),
        ("submit", "draft", "submitted"),
        ("approve", "submitted", "approved"),
        ("publish", "approved", "published"),
    ]
    assert verify_trail() is None


def test_approval_makes_live_what_has_no_step_of_publication(update, cast):
    submit(update, cast.partner_police)
    approve(update, cast.chair)
    assert update.live_revision.content["what_we_did"] == "Visited every school."
    assert list(ActionUpdate.objects.live()) == [update]
    assert list(ActionUpdate.objects.approved()) == [update]


def test_edit_voids_approval_and_readers_keep_what_was_approved(update, cast):
    submit(update, cast.partner_police)
    approve(update, cast.board_icb)
    update.what_we_did = "Visited two schools."
    edit(obj=update, by=cast.partner_police, revision=update.revision)
    assert (update.state, update.approved_by, update.submitted_by) == (S.DRAFT, None, None)
    assert update.live_revision.content["what_we_did"] == "Visited every school."
    assert Event.objects.about(update)[0].note == "Approval removed by this edit."
    with pytest.raises(WrongState):
        approve(update, cast.board_icb)


@pytest.mark.postgres
def test_two_people_saving_at_once_second_is_told_and_first_stays(update, cast):
    colleague = UserFactory(organisation=cast.police, roles=["partner"])
    mine, theirs = ActionUpdate.objects.get(), ActionUpdate.objects.get()
    mine.what_we_did = "Mine"
    edit(obj=mine, by=cast.partner_police, revision=1)
    theirs.what_we_did = "Theirs"
    with pytest.raises(StaleRevision):
        edit(obj=theirs, by=colleague, revision=1)
    assert ActionUpdate.objects.get().what_we_did == "Mine"


def test_double_click_submits_once(update, cast):
    twin = ActionUpdate.objects.get()
    submit(update, cast.partner_police)
    with pytest.raises(WrongState, match="Waiting for review"):
        submit(twin, cast.partner_police)
    assert Event.objects.about(update).filter(verb="submit").count() == 1


def test_reason_is_compulsory_and_kept(update, cast):
    submit(update, cast.partner_police)
    with pytest.raises(DomainError, match="without one"):
        move(obj=update, verb=Verb.RETURN, by=cast.board_icb, note="  ", revision=update.revision)
    move(obj=update, verb=Verb.RETURN, by=cast.board_icb, note="Which schools?", revision=update.revision)
    assert (update.state, update.return_reason) == (S.RETURNED, "Which schools?")
    submit(update, cast.partner_police)
    assert update.return_reason == ""


def test_incomplete_thing_is_not_submitted(make_update, cast):
    draft = make_update(what_we_did="", status="")
    with pytest.raises(DomainError, match=r"Select how far the action has come\. Enter what you did\."):
        submit(draft, cast.partner_police)


def test_rows_changed_behind_the_engine_are_not_approved(update, cast):
    submit(update, cast.partner_police)
    ActionUpdate.objects.filter(pk=update.pk).update(what_we_did="Tampered")
    with pytest.raises(DomainError, match="has changed since it was submitted"):
        approve(update, cast.board_icb)


def test_values_changed_in_memory_count_for_nothing(update, cast):
    submit(update, cast.partner_police)
    update.created_by = update.submitted_by = update.edited_by = cast.chair
    update.organisation = cast.icb
    with pytest.raises(NotAllowed, match="is from your own organisation, The Police"):
        approve(update, cast.board_police)


@pytest.mark.postgres
@pytest.mark.asvs("16.5.3")
def test_database_refuses_an_author_as_approver(update, cast):
    submit(update, cast.partner_police)
    now = update.submitted_at
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionUpdate.objects.filter(pk=update.pk).update(
            state=S.APPROVED, approved_by=cast.partner_police, approved_at=now
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionUpdate.objects.filter(pk=update.pk).update(state=S.APPROVED)
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionUpdate.objects.filter(pk=update.pk).update(approved_at=now)


def test_withdrawn_is_live_no_more_and_stays_withdrawn(update, cast):
    submit(update, cast.partner_police)
    approve(update, cast.board_icb)
    move(obj=update, verb=Verb.WITHDRAW, by=cast.coordinator, note="Wrong action", revision=update.revision)
    assert not ActionUpdate.objects.live().exists()
    with pytest.raises(WrongState):
        edit(obj=update, by=cast.partner_police, revision=update.revision)


def test_nothing_is_published_that_has_no_such_step(update, cast):
    submit(update, cast.partner_police)
    approve(update, cast.board_icb)
    with pytest.raises(WrongState, match="It becomes public when it is approved"):
        move(obj=update, verb=Verb.PUBLISH, by=cast.coordinator, revision=update.revision)


@pytest.mark.asvs("2.3.3")
def test_create_takes_the_writers_organisation_and_saves_all_or_nothing(update, cast):
    ActionUpdate.objects.all().delete()

    def fails(obj):
        raise DomainError("No.")

    draft = ActionUpdate(action=update.action, year=cast.year)
    with pytest.raises(DomainError):
        create(obj=draft, by=cast.partner_police, write=fails)
    assert not ActionUpdate.objects.exists()
    draft = ActionUpdate(action=update.action, year=cast.year)
    assert create(obj=draft, by=cast.partner_police).organisation == cast.police


def test_door_is_not_for_making_and_editing(update, cast):
    with pytest.raises(ValueError, match=r"create\(\) or edit\(\)"):
        move(obj=update, verb=Verb.EDIT, by=cast.partner_police, revision=1)


def test_resubmission_keeps_one_snapshot_a_revision(update, cast):
    submit(update, cast.partner_police)
    move(obj=update, verb=Verb.RETURN, by=cast.board_icb, note="Why?", revision=update.revision)
    submit(update, cast.partner_police)
    assert Revision.objects.count() == 1


def test_what_a_subclass_has_to_say_is_not_made_up(update):
    for method in ("content", "title_for_review", "get_absolute_url", "get_edit_url"):
        with pytest.raises(NotImplementedError):
            getattr(Reviewable, method)(update)
        models = [model for model in apps.get_models() if issubclass(model, Reviewable)]
        assert models
        assert [model for model in models if getattr(model, method) is getattr(Reviewable, method)] == []
    assert Reviewable.problems(update) == []
    assert Reviewable.notes_for_review(update) == []
