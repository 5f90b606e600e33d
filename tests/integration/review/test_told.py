"""Who is told of a submission and of a decision, and that each mail goes out once."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core import mail
from django.utils import timezone

from partnership.models import User
from review.models import Notification
from review.notifications import notify_decision, send_owed
from review.services import move
from review.states import ReviewState as S
from review.tasks import send_notifications
from review.transitions import Verb
from tests.integration.review.moves import approve, submit


def told(prefix):
    found = Notification.objects.filter(key__startswith=prefix).order_by("recipient__email")
    return list(found.values_list("recipient__email", flat=True))


def test_those_without_conflict_are_asked_and_the_submitter_hears_the_decision(update, cast):
    submit(update, cast.partner_police)
    assert told("waiting") == ["board.council@example.org", "board.icb@example.org"]
    move(obj=update, verb=Verb.RETURN, by=cast.board_icb, note="Which schools?", revision=update.revision)
    message = Notification.objects.get(key__startswith="return")
    assert message.recipient == cast.partner_police
    assert "Reason: Which schools?" in message.body


def test_all_board_members_conflicted_goes_to_the_chair_who_is_told_why(update, cast):
    User.objects.filter(pk__in=[cast.board_council.pk, cast.board_icb.pk]).update(organisation=cast.police)
    submit(update, cast.partner_police)
    assert told("waiting") == ["chair@example.org"]
    assert "So we are asking you as independent chair" in Notification.objects.get().body
    assert approve(update, cast.chair).state == S.APPROVED


def test_nobody_left_to_decide_tells_the_coordinator(update, cast):
    for person in (cast.board_council, cast.board_icb, cast.board_police, cast.chair):
        User.objects.filter(pk=person.pk).update(is_active=False)
    submit(update, cast.partner_police)
    assert told("") == ["coordinator@example.org"]
    assert "Appoint another board member or a chair" in Notification.objects.get().body


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


@pytest.mark.asvs("1.3.11")
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


@pytest.mark.postgres
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
