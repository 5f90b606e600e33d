"""Signing with an account: who may, in which order, bound to what, and what publication asks of it."""

import datetime
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from partnership.exceptions import DomainError, NotAllowed, WrongState
from partnership.models import Group, Seat
from reports.build.run import build_edition
from reports.build.services import begin_edition
from reports.editions.storage import path_of
from reports.models import Edition, EditionState, Signature, SigningPart, SigningWay
from reports.publishing.services import publish_edition
from reports.signing.progress import signing_progress
from reports.signing.seats import entitlements
from reports.signing.services import ask_to_sign, sign_edition
from reports.signing.validity import faults, missing_parts, signatures_hold, signatures_of
from review.models import Event, Notification
from tests.factories.partnership import SeatFactory
from tests.factories.signing import copy_of, publish_signed, sign_everything, signer

pytestmark = pytest.mark.usefixtures("nothing_demanded", "own_storage")
LOCAL, HEALTH, POLICE, CHAIR = SigningPart
YESTERDAY = datetime.timedelta(days=1)


def make_once(cast):
    return {"ready": build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)}


@pytest.fixture
def ready(made):
    return made["ready"]


def seat(part):
    return Seat.objects.get(title=f"{part.label} seat")


def sign(edition, part, cast):
    return sign_edition(edition=edition, part=part, by=signer(part, cast))


# Who, when, what


def test_three_partners_and_then_the_chair_sign_and_only_then_it_is_published(ready, cast):
    with pytest.raises(DomainError, match="not signed by: local authority, health, police, independent chair"):
        publish_edition(edition=ready, by=cast.chair)
    for part in (POLICE, LOCAL):
        sign(ready, part, cast)
    with pytest.raises(DomainError, match=r"after the three safeguarding partners\. Not yet signed: health"):
        sign(ready, CHAIR, cast)
    sign(ready, HEALTH, cast)
    assert missing_parts(ready) == [CHAIR]
    with pytest.raises(DomainError, match="not signed by: independent chair"):
        publish_edition(edition=ready, by=cast.chair)
    sign(ready, CHAIR, cast)
    assert publish_edition(edition=ready, by=cast.chair).state == EditionState.PUBLISHED


def test_signature_is_bound_to_record_files_seat_and_words(ready, cast):
    signature = sign(ready, HEALTH, cast)
    assert signature.sha256 == ready.sha256
    assert signature.files == dict(ready.files.values_list("kind", "sha256"))
    assert (signature.signed_by, signature.signer_name) == (cast.board_icb, str(cast.board_icb))
    assert (signature.organisation, signature.seat_label) == (cast.icb, "Health seat, Strategic Board")
    assert ready.sha256 in signature.statement
    assert f"on behalf of {cast.icb}" in signature.statement
    line = Event.objects.about(ready).filter(verb="sign report").get()
    assert line.actor == cast.board_icb
    expected = {"part": "health", "edition": 1, "sha256": ready.sha256, "partner": str(cast.icb), "way": "account"}
    assert expected.items() <= line.data.items()
    assert str(signature) == f"Health: {cast.board_icb}"


def test_nobody_signs_without_a_seat_or_for_another(ready, cast):
    for person in (cast.coordinator, cast.partner_police, cast.scrutineer, cast.board_police):
        with pytest.raises(NotAllowed, match="You do not hold a seat that signs for “Health” today"):
            sign_edition(edition=ready, part=HEALTH, by=person)
    assert not Signature.objects.exists()


def test_deputy_signs_in_the_holders_place_and_says_so(ready, cast):
    Seat.objects.filter(pk=seat(POLICE).pk).update(deputy=cast.partner_police)
    signature = sign_edition(edition=ready, part=POLICE, by=cast.partner_police)
    assert signature.seat_label == "Police seat, Strategic Board (as deputy)"


@pytest.mark.parametrize(
    "change",
    [
        {"ends_on": timezone.localdate() - YESTERDAY},
        {"starts_on": timezone.localdate() + YESTERDAY},
        {"holder": None, "is_vacant": True},
        {"organisation": None},
    ],
)
def test_seat_that_is_not_theirs_today_signs_nothing(ready, cast, change):
    Seat.objects.filter(pk=seat(HEALTH).pk).update(**change)
    with pytest.raises(NotAllowed):
        sign(ready, HEALTH, cast)


def test_seat_in_a_subgroup_or_of_another_body_signs_nothing(ready, cast):
    Group.objects.update(kind="subgroup")
    with pytest.raises(NotAllowed):
        sign(ready, HEALTH, cast)
    Group.objects.update(kind="board")
    cast.icb.is_statutory_partner = False
    cast.icb.save()
    with pytest.raises(NotAllowed):
        sign(ready, HEALTH, cast)


def test_closed_account_and_one_that_moved_sign_nothing(cast):
    today = timezone.localdate()
    assert [held.part for held in entitlements(cast.board_icb, today)] == [HEALTH]
    cast.board_icb.organisation = cast.police
    assert entitlements(cast.board_icb, today) == []
    cast.board_icb.organisation, cast.board_icb.is_active = cast.icb, False
    assert entitlements(cast.board_icb, today) == []


def test_part_signs_once_and_nobody_for_two_partners(ready, cast):
    sign(ready, HEALTH, cast)
    with pytest.raises(DomainError, match="“Health” has already signed this edition"):
        sign(ready, HEALTH, cast)
    # Somebody whom two partners' seats name.
    cast.board_icb.organisation = cast.police
    cast.board_icb.save()
    Seat.objects.filter(pk=seat(POLICE).pk).update(holder=cast.board_icb)
    with pytest.raises(DomainError, match="You can only sign it once"):
        sign_edition(edition=ready, part=POLICE, by=cast.board_icb)
    # Nor under another address of the same account.
    cast.board_icb.email = "another@example.org"
    cast.board_icb.save()
    with pytest.raises(DomainError, match="You can only sign it once"):
        sign_edition(edition=ready, part=POLICE, by=cast.board_icb)


@pytest.mark.postgres
def test_two_who_sign_for_one_part_at_once_sign_once(ready, cast, monkeypatch):
    sign(ready, HEALTH, cast)
    SeatFactory(group=seat(HEALTH).group, organisation=cast.icb, holder=cast.board_council, title="Second")
    cast.board_council.organisation = cast.icb
    cast.board_council.save()
    monkeypatch.setattr("reports.signing.services.check_turn", lambda edition, part: None)
    with pytest.raises(DomainError, match="Someone else signed for “Health” a moment ago"):
        sign_edition(edition=ready, part=HEALTH, by=cast.board_council)


def test_only_a_ready_edition_is_signed(cast):
    queued = begin_edition(year=cast.year, by=cast.coordinator)
    with pytest.raises(WrongState, match="You can only sign an edition that is ready"):
        sign(queued, HEALTH, cast)


def test_what_cannot_be_published_is_not_signed(ready, cast):
    file = ready.files.get(kind="pdf")
    path_of(file.sha256, file.ending).write_bytes(b"changed")
    with pytest.raises(
        DomainError, match=r"cannot sign this edition until its problems are fixed\. .* was changed in storage"
    ):
        sign(ready, HEALTH, cast)


# What voids a signature


def test_rebuilt_edition_begins_without_signatures(ready, cast):
    sign_everything(ready, cast)
    newer = build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)
    assert newer.sha256 == ready.sha256, "the same content, and all the same another edition"
    assert signatures_of(newer) == {}
    with pytest.raises(DomainError, match="not signed by: local authority"):
        publish_edition(edition=newer, by=cast.chair)


def test_signature_under_other_content_does_not_hold(ready, cast):
    sign_everything(ready, cast)
    assert signatures_hold(ready) == []
    Signature.objects.filter(part=POLICE).update(files={"pdf": "0" * 64})
    (sentence,) = signatures_hold(ready)
    assert f"{cast.board_police} (police) is not valid: it was for different content" in sentence
    with pytest.raises(DomainError, match="Build the report again and get it signed again"):
        publish_edition(edition=ready, by=cast.chair)
    ready.sha256 = "f" * 64
    assert set(faults(ready, signatures_of(ready))) == set(SigningPart)


def test_seat_whose_term_turns_out_to_have_ended_before_voids_the_signature(ready, cast):
    sign_everything(ready, cast)
    Seat.objects.filter(pk=seat(HEALTH).pk).update(ends_on=timezone.localdate() - YESTERDAY)
    (sentence,) = signatures_hold(ready)
    assert "the term of the seat “Health seat, Strategic Board” did not cover the day of signing" in sentence
    Seat.objects.filter(pk=seat(HEALTH).pk).update(ends_on=timezone.localdate())
    assert signatures_hold(ready) == [], "the last day counts"


def test_signature_that_the_trail_does_not_know_does_not_hold(ready, cast):
    sign_everything(ready, cast)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE review_event SET verb = 'forged' WHERE verb = 'sign report'")
    assert [line.count("it is not recorded in the audit trail") for line in signatures_hold(ready)] == [1] * 4


def test_chair_before_a_partner_does_not_hold(ready, cast):
    sign_everything(ready, cast)
    Signature.objects.filter(part=CHAIR).update(signed_at=timezone.now() - YESTERDAY)
    (sentence,) = signatures_hold(ready)
    assert "before every safeguarding partner had signed" in sentence


def test_published_edition_is_signed_no_more(ready, cast):
    publish_signed(ready, cast)
    with pytest.raises(WrongState):
        sign(ready, HEALTH, cast)


# Asking


def test_coordinator_asks_and_reminds_once_a_day(ready, cast):
    with pytest.raises(NotAllowed):
        ask_to_sign(edition=ready, part=HEALTH, by=cast.board_icb)
    assert ask_to_sign(edition=ready, part=HEALTH, by=cast.coordinator) == [cast.board_icb]
    message = Notification.objects.get(recipient=cast.board_icb, key__startswith="sign:")
    assert message.subject == f"Please sign the {ready}"
    assert f"/partner/reports/{ready.pk}/sign/" in message.body
    with pytest.raises(DomainError, match="You have already asked"):
        ask_to_sign(edition=ready, part=HEALTH, by=cast.coordinator)
    assert next(line.asked_at for line in signing_progress(ready) if line.part == HEALTH)


def test_second_time_it_is_a_reminder(ready, cast, monkeypatch):
    ask_to_sign(edition=ready, part=HEALTH, by=cast.coordinator)
    tomorrow = timezone.localdate() + YESTERDAY
    later = SimpleNamespace(localdate=lambda at=None: timezone.localdate(at) if at else tomorrow)
    monkeypatch.setattr("reports.signing.services.timezone", later)
    ask_to_sign(edition=ready, part=HEALTH, by=cast.coordinator)
    newest = Notification.objects.filter(recipient=cast.board_icb, key__startswith="sign:").order_by("-pk")[0]
    assert newest.subject == f"Reminder: please sign the {ready}"


def test_chair_is_not_asked_before_the_partners_and_told_when_it_is_the_turn(ready, cast):
    with pytest.raises(DomainError, match="signs after the three"):
        ask_to_sign(edition=ready, part=CHAIR, by=cast.coordinator)
    for part in (LOCAL, HEALTH, POLICE):
        assert not Notification.objects.filter(recipient=cast.chair, key__startswith="sign:").exists()
        sign(ready, part, cast)
    assert Notification.objects.get(recipient=cast.chair, key__startswith="sign:").subject.startswith("Your turn")


def test_where_nobody_has_an_account_it_says_what_to_do(ready, cast):
    Seat.objects.filter(pk=seat(HEALTH).pk).update(holder=None)
    with pytest.raises(DomainError, match="Fill the seat under Seats, or send a signing link"):
        ask_to_sign(edition=ready, part=HEALTH, by=cast.coordinator)
    line = next(line for line in signing_progress(ready) if line.part == HEALTH)
    assert line.seats == ["Health seat, Strategic Board: someone without an account"]


# The database


@pytest.mark.postgres
def test_database_refuses_what_is_no_signature(ready, cast):
    signature = sign(ready, HEALTH, cast)
    mine = Signature.objects.filter(pk=signature.pk)
    wrongs = [
        {"part": "nobody"},
        {"signed_by": None},
        {"way": SigningWay.LINK},
        {"organisation": None},
        {"part": CHAIR},
        {"sha256": "short"},
        {"statement": ""},
        {"signer_name": ""},
        {"signer_email": ""},
    ]
    for wrong in wrongs:
        with pytest.raises(IntegrityError), transaction.atomic():
            mine.update(**wrong)
    other = sign(ready, POLICE, cast)
    for wrong in ({"part": HEALTH}, {"signer_email": signature.signer_email.upper()}, {"signed_by": cast.board_icb}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Signature.objects.filter(pk=other.pk).update(**wrong)
    assert sign(copy_of(ready), HEALTH, cast).edition != ready, "another edition is signed by the same people"
    assert Edition.objects.count() == 2
