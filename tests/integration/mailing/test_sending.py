"""Sending to subscribers: what each of them gets, and what happens to what does not arrive."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from learning.models import CaseStudy, Newsletter
from learning.services import Item, withdraw_consent
from mailing import sending
from mailing.announcing import announce
from mailing.bounces import read_bounce
from mailing.issues import progress, schedule, stop_sending
from mailing.links import my_link
from mailing.models import Delivery, DeliveryState, Mailing, MailingState, Subscriber
from mailing.models.subscriber import RecordKind
from mailing.post import is_hard
from mailing.sending import RESTS, begin_due, message_id, send_some
from mailing.subscribing import end
from mailing.tasks import send_mailings
from partnership.exceptions import DomainError, WrongState
from review.services import move
from review.transitions import Verb
from tests.factories.learning import ThemeFactory, draft_briefing, draft_case_study, draft_newsletter, publish
from tests.factories.mailing import active_subscriber
from tests.mailing.server import Mailboxes, mail_server
from tests.stages import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def boxes(settings: Settings) -> Iterator[Mailboxes]:
    """A real mail server."""
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield server


@pytest.fixture
def story(cast: Cast) -> CaseStudy:
    return publish(draft_case_study(cast.year, cast.partner_police), cast.board_icb, cast.coordinator)


@pytest.fixture
def issue(cast: Cast, story: CaseStudy) -> Newsletter:
    draft = draft_newsletter(
        cast.year,
        cast.coordinator,
        [Item("A story <b>to</b> read", "See https://example.org/a_b_c.", case_study=story)],
        title="Spring & summer",
        introduction="2023. A year of change.\n\n.A line with a dot.",
    )
    return publish(draft, cast.board_icb, cast.coordinator)


def sent(mailing: Mailing) -> dict[str, int]:
    mailing.refresh_from_db()
    return {name: count for name, count in vars(progress(mailing)).items() if count and name != "total"}


def test_each_reader_gets_one_email_with_links_of_their_own(issue: Newsletter, boxes: Mailboxes, cast: Cast) -> None:
    reader, other = active_subscriber("a@example.org"), active_subscriber("b@example.org")
    active_subscriber("figures@example.org", ["figures"])
    mailing = schedule(issue, at=None, by=cast.coordinator)
    assert [send_some(), send_some()] == [2, 0]
    assert sorted(boxes.readers) == ["a@example.org", "b@example.org"]
    mailing.refresh_from_db()
    assert mailing.state == MailingState.SENT
    email = boxes.message(boxes.readers.index("a@example.org"))
    link = my_link("unsubscribe", reader)
    assert email["To"] == "a@example.org"
    assert email["Subject"] == "Spring & summer"
    assert email["List-Unsubscribe"].strip() == f"<{link}>"
    assert email["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(r".+ <subscribers\.[^>]+>", email["List-Id"])
    assert email["Auto-Submitted"] == "auto-generated"
    text, html = (part.get_content() for part in email.iter_parts())
    for words in (text, html):
        assert link in words
        assert my_link("preferences", reader) in words
        assert my_link("unsubscribe", other) not in words
        assert "2023. A year of change." in words
        assert ".A line with a dot." in words
        assert "https://example.org/a_b_c" in words
        assert "/learning/case-studies/a-plan-that-held/" in words
    assert "A story <b>to</b> read" in text
    assert "A story &lt;b&gt;to&lt;/b&gt; read" in html
    assert "SPOTLIGHT" in text
    # Nothing that tracks: no picture, no script, and no address but those of the links themselves.
    assert not re.search(r"<(img|script|link|iframe)|\ssrc=|url\(", html)
    assert '<html lang="en">' in html


def test_an_issue_waits_for_its_time_and_is_sent_once(issue: Newsletter, boxes: Mailboxes, cast: Cast) -> None:
    active_subscriber()
    later = timezone.now() + datetime.timedelta(hours=2)
    with pytest.raises(DomainError, match="later time"):
        schedule(issue, at=timezone.now() - datetime.timedelta(minutes=1), by=cast.coordinator)
    mailing = schedule(issue, at=later, by=cast.coordinator)
    assert send_some() == 0
    stop_sending(issue, by=cast.coordinator)
    begin_due(later)
    assert not Delivery.objects.exists()
    # It was called off before anybody had it.
    schedule(issue, at=later, by=cast.coordinator)
    begin_due(later)
    assert send_some() == 1
    mailing.refresh_from_db()
    assert mailing.state == MailingState.SENT
    with pytest.raises(WrongState, match="each issue once"):
        schedule(issue, at=None, by=cast.coordinator)
    with pytest.raises(WrongState, match="Nothing is being sent"):
        stop_sending(issue, by=cast.coordinator)


def test_what_is_withdrawn_is_not_sent(issue: Newsletter, story: CaseStudy, boxes: Mailboxes, cast: Cast) -> None:
    for name in "ab":
        active_subscriber(f"{name}@example.org")
    mailing = schedule(issue, at=None, by=cast.coordinator)
    begin_due()
    withdraw_consent(case_study=story, by=cast.coordinator, note="Taken back.")
    row = Delivery.objects.earliest("pk")
    Delivery.objects.exclude(pk=row.pk).update(due_at=timezone.now() + datetime.timedelta(hours=1))
    assert send_some() == 1
    assert b"a-plan-that-held" not in boxes.arrived[0][1]
    assert b"a_b_c" not in boxes.arrived[0][1], "nor what the item said about it"
    issue.refresh_from_db()
    move(obj=issue, verb=Verb.WITHDRAW, by=cast.coordinator, note="A mistake.", revision=issue.revision)
    Delivery.objects.filter(state=DeliveryState.WAITING).update(due_at=timezone.now())
    assert send_some() == 0
    mailing.refresh_from_db()
    assert (mailing.state, mailing.stop_reason) == (MailingState.STOPPED, "It is no longer published.")


def test_who_unsubscribed_meanwhile_gets_nothing(issue: Newsletter, boxes: Mailboxes, cast: Cast) -> None:
    reader = active_subscriber()
    mailing = schedule(issue, at=None, by=cast.coordinator)
    begin_due()
    end(reader, RecordKind.UNSUBSCRIBED)
    assert send_some() == 0
    assert sent(mailing) == {"unwanted": 1}
    assert boxes.arrived == []


def test_an_address_that_does_not_exist_ends_its_subscription(issue: Newsletter, boxes: Mailboxes, cast: Cast) -> None:
    for name in ("gone", "full", "busy", "fine"):
        active_subscriber(f"{name}@example.org")
    boxes.answers |= {
        "gone@example.org": "550 5.1.1 No such user",
        "full@example.org": "552 5.2.2 Mailbox full",
        "busy@example.org": "451 4.3.0 Try later",
    }
    mailing = schedule(issue, at=None, by=cast.coordinator)
    assert send_some() == 1
    assert sent(mailing) == {"sent": 1, "waiting": 1, "refused": 1, "failed": 1}
    assert set(Subscriber.objects.active().values_list("address", flat=True)) == {
        "busy@example.org",
        "fine@example.org",
        "full@example.org",
    }
    assert Subscriber.objects.get(address="gone@example.org").records.last().kind == RecordKind.BOUNCED
    # What may pass is tried again after a rest, and given up in the end.
    for _ in RESTS:
        assert send_some() == 0
        Delivery.objects.filter(state=DeliveryState.WAITING).update(due_at=timezone.now())
    send_some()
    assert sent(mailing) == {"sent": 1, "refused": 1, "failed": 2}
    assert mailing.state == MailingState.SENT


def test_an_answer_after_the_dot_counts(issue: Newsletter, boxes: Mailboxes, cast: Cast) -> None:
    active_subscriber()
    boxes.endings.append("452 4.3.1 No room")
    mailing = schedule(issue, at=None, by=cast.coordinator)
    assert send_some() == 0
    Delivery.objects.update(due_at=timezone.now())
    assert send_some() == 1
    assert sent(mailing) == {"sent": 1}
    assert boxes.readers == ["reader@example.org"]


def test_who_lost_the_row_sends_nothing(
    issue: Newsletter, boxes: Mailboxes, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    active_subscriber()
    mailing = schedule(issue, at=None, by=cast.coordinator)
    real = sending.message

    def message(row: Delivery, *args: Any) -> Any:
        # Meanwhile its lease ran out, and another worker has it.
        Delivery.objects.filter(pk=row.pk).update(attempts=row.attempts + 2)
        return real(row, *args)

    monkeypatch.setattr(sending, "message", message)
    assert send_some() == 0
    assert boxes.arrived == []
    assert sent(mailing) == {"waiting": 1}


def test_a_server_that_is_away_uses_up_no_attempt(
    issue: Newsletter, boxes: Mailboxes, cast: Cast, settings: Any
) -> None:
    active_subscriber()
    schedule(issue, at=None, by=cast.coordinator)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert send_some() == 0
    assert Delivery.objects.get().failures == 0
    settings.EMAIL_PORT = port
    assert send_some() == 1


def test_no_more_go_out_in_a_minute_than_was_agreed(
    issue: Newsletter, boxes: Mailboxes, cast: Cast, settings: Settings
) -> None:
    settings.EMAILS_A_MINUTE = 2
    for number in range(3):
        active_subscriber(f"r{number}@example.org")
    schedule(issue, at=None, by=cast.coordinator)
    assert [send_some(), send_some()] == [2, 0]
    Delivery.objects.update(ended_at=timezone.now() - datetime.timedelta(minutes=2))
    assert send_some() == 1


BOUNCE = """From: MAILER-DAEMON@example.org
To: bounces@example.org
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It was not delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; reader@example.org
Action: {action}
Status: {status}

--b
Content-Type: text/rfc822-headers

Message-ID: {number}
--b--
"""


@pytest.mark.parametrize(
    ("action", "status", "is_forged", "ends"),
    [
        ("failed", "5.1.1", False, True),
        ("failed", "5.2.2", False, False),
        ("delayed", "4.4.1", False, False),
        ("failed", "5.1.1", True, False),
    ],
)
def test_what_comes_back_ends_a_subscription_if_it_is_ours(
    issue: Newsletter, cast: Cast, tmp_path: Any, action: str, status: str, is_forged: bool, ends: bool
) -> None:
    reader = active_subscriber()
    schedule(issue, at=None, by=cast.coordinator)
    assert send_some() == 1
    number = message_id(Delivery.objects.get())
    raw = BOUNCE.format(action=action, status=status, number=number.replace(".", ".0", 1) if is_forged else number)
    folder = tmp_path / "mailbox"
    folder.write_text(f"From MAILER-DAEMON Mon Nov 30 10:00:00 2026\n{raw}\n")
    call_command("read_bounces", str(folder))
    reader.refresh_from_db()
    assert (reader.state == "ended") is ends
    assert not read_bounce(b"Subject: Out of office\n\nBack on Monday.")


def test_hard_answers_are_told_from_others() -> None:
    assert is_hard(550, "No such user here")
    assert is_hard(550, "5.1.1 unknown")
    assert is_hard(554, "5.1.10 null MX")
    assert not is_hard(550, "5.7.1 blocked by policy")
    assert not is_hard(554, "rejected as spam")


def test_briefings_go_to_who_chose_their_theme_and_only_as_news(cast: Cast, mailoutbox: list[Any]) -> None:
    theme = ThemeFactory(slug="domestic-abuse", title="Domestic abuse")
    active_subscriber("all@example.org", ["briefings"])
    active_subscriber("theme@example.org", ["briefings:domestic-abuse", "briefings"])
    active_subscriber("other@example.org", ["briefings:neglect"])
    draft = draft_briefing(cast.year, cast.coordinator, theme=theme, title="What to ask")
    publish(draft, cast.board_icb, cast.coordinator)
    assert announce(timezone.now() + datetime.timedelta(days=3)) == 0
    assert send_mailings() == 2
    assert send_mailings() == 0
    assert sorted(email.to[0] for email in mailoutbox) == ["all@example.org", "theme@example.org"]
    assert mailoutbox[0].subject == "New briefing: What to ask"
    assert "/learning/briefings/what-to-ask/" in mailoutbox[0].body


def test_an_editor_looks_at_it_sends_it_and_sees_how_far_it_is(
    issue: Newsletter, cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    active_subscriber()
    client.force_login(cast.coordinator)
    address = f"/partner/newsletters/{issue.pk}/send/"
    assert "1 person will get it." in client.get(address).content.decode()
    email = client.get(f"/partner/newsletters/{issue.pk}/email.html")
    assert "sha256-" in email["Content-Security-Policy"]
    assert "unsafe" not in email["Content-Security-Policy"]
    assert "Spring & summer" in client.get(f"/partner/newsletters/{issue.pk}/email.txt").content.decode()
    assert client.get(f"{address}progress/").status_code == 404
    monkeypatch.setattr("partnership.confirming.did_recently_reauthenticate", lambda request: True)
    assert "Enter the date to send it" in client.post(address, {"when": "later"}).content.decode()
    page = client.post(address, {"when": "now"}, follow=True).content.decode()
    assert "It starts within a minute" in page
    send_some()
    page = " ".join(client.get(address).content.decode().split())
    assert "1 of 1 emails done: sent" in page
    assert client.get(f"{address}progress/").json() == {
        "done": 1,
        "total": 1,
        "label": "sent",
        "seconds_left": None,
        "ended": True,
    }
    assert "Nothing is being sent." in client.post(f"{address}stop/", follow=True).content.decode()
