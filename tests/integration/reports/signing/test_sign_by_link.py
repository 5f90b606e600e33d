"""Signing without an account: the link, the code, and everything that must not open them."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from learning.services import withdraw_consent
from partnership.exceptions import DomainError, NotAllowed
from partnership.models import Seat, User
from reports.models import Edition, Signature, SigningLink, SigningPart, SigningWay
from reports.signing.links import find_link, revoke_link, send_code, sign_by_link
from reports.signing.services import sign_edition
from reports.signing.validity import signatures_hold
from review.models import Event, Notification
from review.notifications import enqueue_to_address, send_owed
from tests.factories.editions import ready_with_a_story
from tests.factories.signing import code_of, copy_of, token_of

pytestmark = pytest.mark.usefixtures("nothing_demanded", "own_storage", "no_typesetting")
HEALTH = SigningPart.HEALTH
HOUR = datetime.timedelta(hours=1)


def make_once(cast):
    return ready_with_a_story(cast)


@pytest.fixture
def story(made):
    return made["story"]


@pytest.fixture
def page(link):
    return reverse("reports:sign-by-link", args=[token_of(link)])


def press(address, **data):
    """Send a form as a browser without cookies does, with Django's own check for forged requests switched on."""
    return Client(enforce_csrf_checks=True).post(address, data)


@pytest.mark.asvs("6.5.1")
def test_link_and_code_sign_once(link, page, ready, client):
    answer = client.get(page)
    words = answer.content.decode()
    assert "For A director of nursing to sign, in the seat “Health seat, Strategic Board”" in words
    assert "t…@phone.example" in words
    assert press(page, send_code="1").status_code == 302
    link.refresh_from_db()
    code = code_of(link)
    assert press(page, code=f" {code[:3]} {code[3:]} ", agreed="on").status_code == 302
    signature = Signature.objects.get()
    assert (signature.part, signature.way, signature.signed_by) == (HEALTH, SigningWay.LINK, None)
    assert (signature.signer_name, signature.signer_email) == ("A director of nursing", "director@health.example")
    assert [line for line in signatures_hold(ready) if "does not hold" in line] == []
    again = client.get(page)
    assert again.status_code == 410
    assert "A director of nursing signed the Annual report 2022-23, edition 1" in again.content.decode()
    assert press(page, code=code, agreed="on").status_code == 410
    assert client.get(f"{page}report/").status_code == 410
    assert Signature.objects.count() == 1
    line = Event.objects.about(ready).filter(verb="sign report").get()
    assert (line.actor, line.data["way"], line.data["email"]) == (None, "link", "director@health.example")


@pytest.mark.asvs("14.2.1")
def test_pages_keep_their_address_to_themselves_and_read_no_session(page, client):
    for address in (page, f"{page}report/", f"{page}annual-report.pdf", "/sign/never-sent/"):
        answer = client.get(address)
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")


def test_report_is_read_by_the_link_alone(page, client, story, cast):
    assert story.title in client.get(f"{page}report/").content.decode()
    assert client.get(f"{page}annual-report.pdf").content == b"%PDF-"
    withdraw_consent(case_study=story, by=cast.partner_council, note="The family asked")
    assert client.get(f"{page}report/").status_code == 410


@pytest.mark.asvs("14.2.4")
def test_only_hashes_are_kept_and_the_messages_lose_their_words_once_sent(link, mailoutbox):
    token = token_of(link)
    send_code(link=link)
    code = code_of(link)
    kept = SigningLink.objects.values().get()
    assert token not in str(kept)
    assert code not in (kept["code_hash"], kept["token_hash"])
    assert find_link(token) == link
    message = Notification.objects.get(key=f"sign-code:{link.pk}:1")
    assert message.words == "This message contains a secret, so only its recipient can see it."
    send_owed()
    assert {tuple(mail.to) for mail in mailoutbox} >= {("director@health.example",), ("text@phone.example",)}
    assert any(code in mail.body for mail in mailoutbox)
    assert not Notification.objects.filter(is_secret=True).exclude(body="").exists()
    plain = enqueue_to_address("one@example.org", key="plain", subject="Words", body="They stay.")
    send_owed()
    plain.refresh_from_db()
    assert plain.words == plain.body == "They stay."


def test_chair_and_board_of_the_organisation_hear_which_addresses_were_chosen(link, cast):
    told = Notification.objects.filter(key__startswith=f"sign-link:{link.pk}:told:")
    assert {message.recipient for message in told} == {cast.chair, cast.board_icb}
    assert "director@health.example" in told[0].body
    assert "text@phone.example" in told[0].body


# Codes


@pytest.mark.asvs("6.6.3")
def test_code_that_is_wrong_five_times_holds_no_more(link, page, client):
    press(page, send_code="1")
    link.refresh_from_db()
    code = code_of(link)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for left in (4, 3, 2):
        assert f"You can try {left} more times" in press(page, code=wrong, agreed="on").content.decode()
    assert "You can try 1 more time." in press(page, code=wrong, agreed="on").content.decode()
    assert "has expired after 5 attempts" in press(page, code=wrong, agreed="on").content.decode()
    assert "no valid code" in press(page, code=code, agreed="on").content.decode()
    assert not Signature.objects.exists()
    SigningLink.objects.update(code_sent_at=timezone.now() - HOUR)
    press(page, send_code="1")
    link.refresh_from_db()
    sign_by_link(link=link, code=code_of(link))
    assert Signature.objects.exists()


@pytest.mark.asvs("6.6.2")
def test_code_holds_fifteen_minutes_and_for_its_own_link(link, ready, cast, invite):
    with pytest.raises(DomainError, match="no valid code"):
        sign_by_link(link=link, code="000000")
    send_code(link=link)
    code = code_of(link)
    SigningLink.objects.update(code_sent_at=timezone.now() - datetime.timedelta(minutes=15, seconds=1))
    with pytest.raises(DomainError, match="no valid code"):
        sign_by_link(link=link, code=code)
    other = invite(edition=copy_of(ready), email="director@health.example")
    send_code(link=other)
    if code != code_of(other):
        with pytest.raises(DomainError, match="This code is not correct"):
            sign_by_link(link=other, code=code)


def test_codes_are_sent_a_minute_apart_and_ten_in_all(link, page):
    send_code(link=link)
    assert "We sent a code less than a minute ago" in press(page, send_code="1").content.decode()
    SigningLink.objects.update(code_sent_at=timezone.now() - HOUR, codes_sent=10)
    link.refresh_from_db()
    with pytest.raises(DomainError, match="Ask the coordinator for a new link"):
        send_code(link=link)


@pytest.mark.postgres
def test_two_who_ask_for_a_code_at_once_get_one(link):
    stale = find_link(token_of(link))
    send_code(link=link)
    with pytest.raises(DomainError, match="requested a moment ago"):
        send_code(link=stale)


def test_link_that_is_used_while_the_code_is_checked_signs_once(link, monkeypatch):
    send_code(link=link)

    def used_meanwhile(one, two):
        SigningLink.objects.update(used_at=timezone.now())
        return True

    monkeypatch.setattr("reports.signing.links.constant_time_compare", used_meanwhile)
    with pytest.raises(DomainError, match="used or cancelled a moment ago"):
        sign_by_link(link=link, code="000000")
    assert not Signature.objects.exists()


# What closes a link


def test_link_that_ran_out_was_taken_back_or_never_sent_opens_nothing(link, page, client, cast):
    SigningLink.objects.update(requested_at=timezone.now() - 9 * 24 * HOUR, expires_at=timezone.now() - HOUR)
    for address in (page, f"{page}report/", f"{page}annual-report.pdf"):
        assert client.get(address).status_code == 410
    assert "This link expired on" in client.get(page).content.decode()
    link.refresh_from_db()
    with pytest.raises(DomainError, match="expired"):
        send_code(link=link)
    with pytest.raises(NotAllowed):
        revoke_link(link=link, by=cast.chair)
    revoke_link(link=link, by=cast.coordinator)
    assert "was cancelled" in client.get(page).content.decode()
    with pytest.raises(DomainError, match="already"):
        revoke_link(link=link, by=cast.coordinator)
    assert client.get("/sign/never-sent/").status_code == 404


def test_seat_that_ended_yesterday_or_is_somebody_elses_now_signs_nothing(link, seat, page, client, cast):
    seats = Seat.objects.filter(pk=seat.pk)
    seats.update(ends_on=timezone.localdate() - datetime.timedelta(days=1))
    assert "its term has ended, or it is vacant" in client.get(page).content.decode()
    seats.update(ends_on=None, holder=cast.board_icb)
    assert "Someone else now holds the seat" in client.get(page).content.decode()
    link.refresh_from_db()
    with pytest.raises(DomainError, match="Someone else"):
        sign_by_link(link=link, code="000000")


def test_link_of_a_seat_whose_account_was_closed_signs_nothing(link, seat, page, client, invite, cast):
    Seat.objects.filter(pk=seat.pk).update(holder=cast.board_icb)
    SigningLink.objects.update(email=cast.board_icb.email)
    assert client.get(page).status_code == 200
    User.objects.filter(pk=cast.board_icb.pk).update(is_active=False)
    assert client.get(page).status_code == 410
    SigningLink.objects.update(revoked_at=timezone.now(), revoked_by=cast.coordinator)
    with pytest.raises(DomainError, match="Say who holds the seat first"):
        invite(seat=Seat.objects.get(pk=seat.pk))


def test_link_signs_its_own_edition_and_none_that_is_not_ready(link, page, ready, client):
    newer = copy_of(ready)
    send_code(link=link)
    signature = sign_by_link(link=link, code=code_of(link))
    assert signature.edition == ready
    assert not newer.signatures.exists()
    SigningLink.objects.update(used_at=None)
    Edition.objects.filter(pk=ready.pk).update(state="building")
    assert "no longer waiting for signatures" in client.get(page).content.decode()


@pytest.mark.postgres
def test_part_that_was_signed_meanwhile_is_not_signed_by_the_link(link, ready, seat, cast):
    send_code(link=link)
    Seat.objects.filter(pk=seat.pk).update(deputy=cast.board_icb)
    sign_edition(edition=ready, part=HEALTH, by=cast.board_icb)
    Seat.objects.filter(pk=seat.pk).update(deputy=None)
    with pytest.raises(DomainError, match="has already signed this edition"):
        sign_by_link(link=link, code=code_of(link))
    link.refresh_from_db()
    assert link.used_at is None
