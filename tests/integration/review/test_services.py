"""The one door: who may do what, in which state, and what it leaves behind."""

import itertools
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.apps import apps
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from partnership.exceptions import DomainError, NotAllowed, StaleRevision, WrongState
from partnership.models import User
from priorities.models import ActionUpdate
from priorities.services import save_action_update
from review.audit import verify_trail
from review.models import ChainHead, Event, Notification, Reviewable, Revision
from review.models.event import AppendOnlyError
from review.notifications import notify_decision, send_owed
from review.policies import allowed_verbs
from review.services import create, edit, move, record
from review.states import ReviewState as S
from review.tasks import send_notifications
from review.transitions import Verb
from tests.factories.partnership import UserFactory

PEOPLE = [
    "partner_council",
    "partner_police",
    "board_council",
    "board_icb",
    "board_police",
    "coordinator",
    "chair",
    "scrutineer",
]


def submit(item, by):
    return move(obj=item, verb=Verb.SUBMIT, by=by, revision=item.revision)


def approve(item, by):
    return move(obj=item, verb=Verb.APPROVE, by=by, revision=item.revision)


# What each person may do to a thing of the police (verbs in order of the table), by state; everything else is refused.
MAY = {
    (S.DRAFT, "partner_police"): {Verb.EDIT, Verb.SUBMIT, Verb.WITHDRAW},
    (S.SUBMITTED, "partner_police"): {Verb.EDIT, Verb.WITHDRAW},
    (S.RETURNED, "partner_police"): {Verb.EDIT, Verb.SUBMIT, Verb.WITHDRAW},
    (S.APPROVED, "partner_police"): {Verb.EDIT, Verb.WITHDRAW},
    (S.SUBMITTED, "board_council"): {Verb.APPROVE, Verb.RETURN},
    (S.SUBMITTED, "board_icb"): {Verb.APPROVE, Verb.RETURN},
    (S.SUBMITTED, "chair"): {Verb.APPROVE, Verb.RETURN, Verb.WITHDRAW},
    **{
        (state, who): {Verb.WITHDRAW} for state in (S.DRAFT, S.RETURNED, S.APPROVED) for who in ("chair", "coordinator")
    },
    (S.SUBMITTED, "coordinator"): {Verb.WITHDRAW},
}


def in_state(update, state, cast):
    """Walk the real way to a state."""
    if state is S.WITHDRAWN:
        return move(obj=update, verb=Verb.WITHDRAW, by=cast.partner_police, note="Mistake", revision=update.revision)
    if state is not S.DRAFT:
        submit(update, cast.partner_police)
    if state is S.RETURNED:
        move(obj=update, verb=Verb.RETURN, by=cast.board_icb, note="Say more", revision=update.revision)
    if state is S.APPROVED:
        approve(update, cast.board_icb)
    return update


@pytest.mark.parametrize("state", [S.DRAFT, S.SUBMITTED, S.RETURNED, S.APPROVED, S.WITHDRAWN])
def test_each_person_may_do_exactly_this(state, update, cast):
    in_state(update, state, cast)
    assert update.state == state
    for who in PEOPLE:
        assert set(allowed_verbs(getattr(cast, who), update)) == MAY.get((state, who), set()), who


@pytest.mark.parametrize(
    ("state", "who", "verb"),
    [
        (state, who, verb)
        for state, who, verb in itertools.product(
            [S.DRAFT, S.SUBMITTED, S.APPROVED], PEOPLE, [Verb.SUBMIT, Verb.APPROVE, Verb.RETURN, Verb.PUBLISH]
        )
        if verb not in MAY.get((state, who), set())
    ],
)
def test_every_other_move_is_refused_and_changes_nothing(state, who, verb, update, cast):
    in_state(update, state, cast)
    before = ActionUpdate.objects.values().get(pk=update.pk), Event.objects.count()
    with pytest.raises((NotAllowed, WrongState)):
        move(obj=update, verb=verb, by=getattr(cast, who), note="because", revision=update.revision)
    assert (ActionUpdate.objects.values().get(pk=update.pk), Event.objects.count()) == before


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
    assert Event.objects.about(update)[0].note == "Approval voided by this edit."
    with pytest.raises(WrongState):
        approve(update, cast.board_icb)


def test_reviewer_who_read_an_older_revision_cannot_approve_the_newer(update, cast):
    submit(update, cast.partner_police)
    read = update.revision
    update.what_we_did = "Something else."
    edit(obj=update, by=cast.partner_police, revision=update.revision)
    submit(update, cast.partner_police)
    with pytest.raises(StaleRevision, match="changed this progress update after you opened it"):
        move(obj=update, verb=Verb.APPROVE, by=cast.board_icb, revision=read)
    assert ActionUpdate.objects.get().state == S.SUBMITTED


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
    with pytest.raises(DomainError, match="without a reason"):
        move(obj=update, verb=Verb.RETURN, by=cast.board_icb, note="  ", revision=update.revision)
    move(obj=update, verb=Verb.RETURN, by=cast.board_icb, note="Which schools?", revision=update.revision)
    assert (update.state, update.return_reason) == (S.RETURNED, "Which schools?")
    submit(update, cast.partner_police)
    assert update.return_reason == ""


def test_incomplete_thing_is_not_submitted(make_update, cast):
    draft = make_update(what_we_did="", status="")
    with pytest.raises(DomainError, match=r"Choose how far the action has come\. Say what was done\."):
        submit(draft, cast.partner_police)


def test_who_once_wrote_it_stays_barred_after_others_edited_and_they_moved(update, cast):
    writer = cast.partner_police
    colleague = UserFactory(organisation=cast.police, roles=["partner"])
    edit(obj=update, by=colleague, revision=update.revision)
    submit(update, colleague)
    ActionUpdate.objects.filter(pk=update.pk).update(created_by=colleague)
    User.objects.filter(pk=writer.pk).update(organisation=cast.icb)
    writer.role_grants.create(role="board_member")
    with pytest.raises(NotAllowed, match="You worked on this progress update yourself"):
        approve(update, User.objects.get(pk=writer.pk))


def test_rows_changed_behind_the_engine_are_not_approved(update, cast):
    submit(update, cast.partner_police)
    ActionUpdate.objects.filter(pk=update.pk).update(what_we_did="Tampered")
    with pytest.raises(DomainError, match="no longer says what was submitted"):
        approve(update, cast.board_icb)


def test_values_changed_in_memory_count_for_nothing(update, cast):
    submit(update, cast.partner_police)
    update.created_by = update.submitted_by = update.edited_by = cast.chair
    update.organisation = cast.icb
    with pytest.raises(NotAllowed, match="comes from your own organisation, The Police"):
        approve(update, cast.board_police)


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
    with pytest.raises(WrongState, match="its approval makes it public"):
        move(obj=update, verb=Verb.PUBLISH, by=cast.coordinator, revision=update.revision)


def test_partner_sees_and_starts_only_their_own_organisations_work(update, cast, briefing):
    assert not ActionUpdate.objects.visible_to(cast.partner_council).exists()
    assert ActionUpdate.objects.visible_to(cast.partner_police).count() == 1
    assert ActionUpdate.objects.visible_to(cast.scrutineer).count() == 1
    assert not ActionUpdate.objects.visible_to(UserFactory(organisation=cast.police)).exists()
    assert not ActionUpdate.objects.visible_to(UserFactory(organisation=None, roles=["partner"])).exists()
    with pytest.raises(NotAllowed):
        save_action_update(
            update=ActionUpdate(action=update.action, year=cast.year, organisation=cast.police), by=cast.partner_council
        )


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


# Who is told


def told(prefix):
    found = Notification.objects.filter(key__startswith=prefix).order_by("recipient__email")
    return list(found.values_list("recipient__email", flat=True))


def test_those_without_conflict_are_asked_and_the_submitter_hears_the_decision(update, cast):
    submit(update, cast.partner_police)
    assert told("waiting") == ["board.council@example.org", "board.icb@example.org"]
    move(obj=update, verb=Verb.RETURN, by=cast.board_icb, note="Which schools?", revision=update.revision)
    message = Notification.objects.get(key__startswith="return")
    assert message.recipient == cast.partner_police
    assert "The reason: Which schools?" in message.body


def test_all_board_members_conflicted_goes_to_the_chair_who_is_told_why(update, cast):
    User.objects.filter(pk__in=[cast.board_council.pk, cast.board_icb.pk]).update(organisation=cast.police)
    submit(update, cast.partner_police)
    assert told("waiting") == ["chair@example.org"]
    assert "So it comes to you as independent chair" in Notification.objects.get().body
    assert approve(update, cast.chair).state == S.APPROVED


def test_nobody_left_to_decide_tells_the_coordinator(update, cast):
    for person in (cast.board_council, cast.board_icb, cast.board_police, cast.chair):
        User.objects.filter(pk=person.pk).update(is_active=False)
    submit(update, cast.partner_police)
    assert told("") == ["coordinator@example.org"]
    assert "Name another board member or chair" in Notification.objects.get().body


def test_who_lost_their_account_gets_no_mail_that_was_owed(update, cast):
    submit(update, cast.partner_police)
    User.objects.update(is_active=False)
    assert send_owed() == 0


def test_owed_messages_go_out_once(update, cast):
    submit(update, cast.partner_police)
    assert send_owed() == 2
    assert send_notifications() == 0
    assert sorted(message.to[0] for message in mail.outbox) == ["board.council@example.org", "board.icb@example.org"]
    assert "/admin/review/item/priorities/actionupdate/" in mail.outbox[0].body


def test_message_that_fails_stays_owed_and_holds_up_no_other(update, cast):
    submit(update, cast.partner_police)
    real = mail.EmailMessage.send
    refused = []

    def send(message, *args, **kwargs):
        if not refused:
            refused.append(message.to)
            raise ConnectionRefusedError("mail server is away")
        return real(message, *args, **kwargs)

    with patch.object(mail.EmailMessage, "send", send):
        assert send_owed() == 1
    assert send_owed() == 0
    assert send_owed(timezone.now() + timedelta(minutes=1)) == 1
    assert sorted(message.to[0] for message in mail.outbox) == ["board.council@example.org", "board.icb@example.org"]


def test_title_with_a_line_break_is_told_in_one_line(make_update, cast):
    update = make_update()
    update.action.title = "Action\r\nBcc: everyone@example.org"
    update.action.save()
    submit(update, cast.partner_police)
    assert send_owed() == 2
    assert "Action Bcc: everyone@example.org" in mail.outbox[0].subject


def test_message_that_no_mail_can_carry_holds_up_no_other(update, cast):
    submit(update, cast.partner_police)
    first = Notification.objects.order_by("pk")[0]
    Notification.objects.filter(pk=first.pk).update(subject="Two\nlines")
    assert send_owed() == 1
    assert Notification.objects.unsent().get() == first


def test_message_that_somebody_else_sends_meanwhile_is_not_sent_twice(update, cast):
    submit(update, cast.partner_police)
    real = mail.EmailMessage.send

    def send(message, *args, **kwargs):
        Notification.objects.update(sent_at=update.submitted_at)
        return real(message, *args, **kwargs)

    with patch.object(mail.EmailMessage, "send", send):
        assert send_owed() == 1
    assert len(mail.outbox) == 1


def test_decision_on_what_nobody_submitted_tells_nobody(update, cast):
    notify_decision(update, Verb.APPROVE, cast.board_icb, "")
    assert not Notification.objects.exists()


def test_who_writes_and_reviews_is_told_that_it_is_their_own(update, cast):
    cast.partner_police.role_grants.create(role="board_member")
    both = User.objects.get(pk=cast.partner_police.pk)
    submit(update, both)
    with pytest.raises(NotAllowed, match="You wrote or submitted this progress update"):
        approve(update, both)


def test_what_a_subclass_has_to_say_is_not_made_up(update):
    for method in ("content", "title_for_review", "get_absolute_url", "get_edit_url"):
        with pytest.raises(NotImplementedError):
            getattr(Reviewable, method)(update)
        models = [model for model in apps.get_models() if issubclass(model, Reviewable)]
        assert models
        assert [model for model in models if getattr(model, method) is getattr(Reviewable, method)] == []
    assert Reviewable.problems(update) == []
    assert Reviewable.notes_for_review(update) == []


# The trail


def test_trail_is_only_added_to_and_a_change_behind_it_is_found(update, cast):
    event = record(verb="look", by=None, note="by the portal itself")
    assert event.actor_label == "the portal"
    with pytest.raises(AppendOnlyError):
        event.save()
    with pytest.raises(AppendOnlyError):
        event.delete()
    with pytest.raises(AppendOnlyError):
        Event.objects.all().delete()
    with pytest.raises(AppendOnlyError):
        Event.objects.update(note="forged")
    assert verify_trail() is None
    super(type(Event.objects.all()), Event.objects.filter(pk=event.pk)).update(note="forged")
    assert "was changed after it was written" in verify_trail()


def test_cut_end_of_the_trail_is_found(update, cast):
    last = Event.objects.order_by("-sequence")[:1]
    super(type(Event.objects.all()), Event.objects.filter(pk=last[0].pk)).delete()
    assert verify_trail() == "The last lines of the trail are missing: its head points further than the lines go."


def test_empty_trail_holds(db):
    assert verify_trail() is None


def test_words_for_people(update, cast):
    submit(update, cast.partner_police)
    assert str(Revision.objects.get()) == "revision 1"
    assert str(ChainHead.objects.get()) == f"head at {Event.objects.count()}"
    assert str(Event.objects.first()).endswith("submit Action 1 (2022-23)")
    assert str(Notification.objects.first()).startswith("For your decision")
