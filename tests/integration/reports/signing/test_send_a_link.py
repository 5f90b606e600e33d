"""Sending a link to sign: who may, to whose addresses, and one at a time."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from partnership.exceptions import DomainError, NotAllowed
from partnership.models import Seat, User
from reports.models import SigningLink, SigningPart
from reports.signing.links import find_link, revoke_link, trouble_with
from reports.signing.progress import signing_progress
from reports.signing.services import ask_to_sign
from review.models import Notification
from tests.factories.editions import ready_with_a_story
from tests.factories.signing import token_of

pytestmark = pytest.mark.usefixtures("nothing_demanded", "own_storage", "no_typesetting")
HEALTH = SigningPart.HEALTH
HOUR = datetime.timedelta(hours=1)


def make_once(cast):
    return ready_with_a_story(cast)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"code_email": "Director@Health.example"}, "a different address from the link"),
        ({"email": "coordinator@example.org"}, "belongs to the account of someone"),
        ({"code_email": "coordinator@example.org"}, "belongs to the account of someone"),
    ],
)
def test_addresses_are_the_signers_own(invite, changed, words):
    with pytest.raises(DomainError, match=words):
        invite(**changed)


def test_seat_of_somebody_with_an_account_is_written_to_at_that_account(invite, seat, cast):
    Seat.objects.filter(pk=seat.pk).update(holder=cast.board_icb)
    filled = Seat.objects.get(pk=seat.pk)
    with pytest.raises(DomainError, match=r"Send the link to board\.icb@example\.org"):
        invite(seat=filled)
    assert invite(seat=filled, email="board.icb@example.org").part == HEALTH


def test_case_of_an_account_neither_opens_it_to_others_nor_bars_its_owner(invite, seat, cast):
    User.objects.filter(pk=cast.coordinator.pk).update(email="Coordinator@Example.org")
    for field in ("email", "code_email"):
        with pytest.raises(DomainError, match="belongs to the account of someone"):
            invite(**{field: "coordinator@example.org"})
    Seat.objects.filter(pk=seat.pk).update(holder=cast.board_icb)
    User.objects.filter(pk=cast.board_icb.pk).update(email="Board.ICB@Example.org")
    sent = invite(
        seat=Seat.objects.get(pk=seat.pk), email="board.ICB@example.org", code_email="board.icb@phone.example"
    )
    assert trouble_with(find_link(token_of(sent))) is None


def test_seat_that_signs_nothing_and_people_who_may_not_ask_send_no_link(invite, seat, cast):
    with pytest.raises(NotAllowed):
        invite(by=cast.chair)
    Seat.objects.filter(pk=seat.pk).update(is_vacant=True)
    with pytest.raises(DomainError, match="No one can sign in this seat today"):
        invite()


def test_one_link_is_open_at_a_time_and_one_that_ran_out_makes_room(link, invite, ready):
    with pytest.raises(DomainError, match="Cancel it before you send another"):
        invite()
    assert next(line.link for line in signing_progress(ready) if line.part == HEALTH) == link
    SigningLink.objects.update(requested_at=timezone.now() - 9 * 24 * HOUR, expires_at=timezone.now() - HOUR)
    assert invite() != link
    link.refresh_from_db()
    assert link.revoked_at is not None


def test_link_is_no_message_to_those_with_an_account_and_counts_as_asking_until_it_is_taken_back(
    link, ready, seat, cast
):
    def asked_at():
        return next(line.asked_at for line in signing_progress(ready) if line.part == HEALTH)

    assert asked_at() is not None
    revoke_link(link=link, by=cast.coordinator)
    assert asked_at() is None
    Seat.objects.filter(pk=seat.pk).update(holder=cast.board_icb)
    assert ask_to_sign(edition=ready, part=HEALTH, by=cast.coordinator) == [cast.board_icb]
    assert Notification.objects.get(recipient=cast.board_icb, key__startswith="sign:").subject.startswith("Please sign")
    assert asked_at() is not None
    with pytest.raises(DomainError, match="You have already asked"):
        ask_to_sign(edition=ready, part=HEALTH, by=cast.coordinator)


@pytest.mark.postgres
def test_database_refuses_what_is_no_link(link):
    now = timezone.now()
    assert str(link) == "Link for A director of nursing, Health"
    wrongs = [
        {"part": "nobody"},
        {"code_email": "DIRECTOR@health.example"},
        {"expires_at": now - 9 * 24 * HOUR},
        {"revoked_at": now},
        {"revoked_at": now, "revoked_by": link.requested_by, "used_at": now},
        {"code_sent_at": now},
        {"code_hash": "short", "code_sent_at": now},
        {"tries": 6},
    ]
    for wrong in wrongs:
        with pytest.raises(IntegrityError), transaction.atomic():
            SigningLink.objects.update(**wrong)


@pytest.mark.postgres
def test_error_that_nobody_thought_of_is_handed_on(invite, monkeypatch):
    monkeypatch.setattr("reports.signing.links.LIFE", -HOUR)
    with pytest.raises(IntegrityError):
        invite()
