"""From the form to the last email: what a subscriber can rely on."""

import datetime
import re
from html import unescape

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from mailing.links import my_link, token_of
from mailing.models import ConsentRecord, Subscriber, Suppression
from mailing.models.subscriber import RecordKind, SubscriberState
from mailing.subscribing import KEPT_AFTERWARDS, LETTERS_A_DAY, forget, hash_of
from mailing.topics import agreement
from partnership.models import User
from review.models import Event, Notification
from review.notifications import send_owed
from review.reading import READING
from tests.factories.learning import ThemeFactory, draft_newsletter, publish
from tests.factories.mailing import active_subscriber, asked
from tests.stages import Cast

pytestmark = pytest.mark.django_db
SUBSCRIBE = "/newsletters/subscribe/"
READER = "Reader@Example.org"


def enter(client: Client, address: str = READER, **changes: object) -> str:
    """Send the form; the address of the next page."""
    sent = {"address": address, "topics": ["newsletter"], "agrees": "on"} | changes
    cache.clear()
    response = client.post(SUBSCRIBE, sent)
    return response["Location"] if response.status_code == 302 else response.content.decode()


def letters() -> list[str]:
    """The bodies of what went out since it was last asked."""
    send_owed()
    found = [str(message.body) for message in mail.outbox]
    mail.outbox.clear()
    return found


def path_in(letter: str) -> str:
    """The path of the link in a letter."""
    found = re.search(r"https?://[^/\s]+(/newsletters/\S+)", letter)
    assert found, letter
    return found[1]


def test_subscribing_takes_a_letter_and_a_button(client: Client) -> None:
    ThemeFactory(slug="domestic-abuse", title="Domestic abuse")
    page = unescape(client.get(SUBSCRIBE).content.decode())
    assert "checked" not in page
    assert agreement() in page
    assert enter(client, themes=["briefings:domestic-abuse"]) == f"{SUBSCRIBE}check-your-email/"
    (letter,) = letters()
    assert "- Newsletter\n- Briefings about domestic abuse" in letter
    link = path_in(letter)
    # A program that follows every link in a mail subscribes nobody.
    assert "reader@example.org" in client.get(link).content.decode()
    assert not Subscriber.objects.active().exists()
    assert "You are subscribed" in client.post(link).content.decode()
    subscriber = Subscriber.objects.active().get()
    assert [choice.topic for choice in subscriber.choices.all()] == ["briefings:domestic-abuse", "newsletter"]
    kept = ConsentRecord.objects.get(kind=RecordKind.CONFIRMED)
    assert kept.wording == f"{agreement()}\nSelected: Newsletter; Briefings about domestic abuse."
    # The letter's words, with the key in them, are not kept.
    assert Notification.objects.get().body == ""


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"agrees": ""}, "Select the box to agree that we email you"),
        ({"topics": []}, "Select what you want to get emails about"),
        ({"address": ""}, "Enter your email address"),
        ({"topics": ["everything"]}, "everything"),
    ],
)
def test_the_form_says_what_is_missing(client: Client, changes: dict[str, object], says: str) -> None:
    assert says in enter(client, **changes)
    assert not Subscriber.objects.exists()


def test_no_answer_tells_whether_an_address_is_known(client: Client) -> None:
    active_subscriber("known@example.org")
    asked("waits@example.org")
    subscriber = active_subscriber("erased@example.org")
    client.post(f"/newsletters/preferences/{token_of(subscriber)}/erase/")
    answers = {name: enter(client, f"{name}@example.org") for name in ("known", "waits", "erased", "new")}
    assert set(answers.values()) == {f"{SUBSCRIBE}check-your-email/"}
    assert [str(owed.address) for owed in Notification.objects.order_by("pk")] == [
        "known@example.org",
        "waits@example.org",
        "new@example.org",
    ]


def test_who_is_subscribed_is_told_and_nothing_changes(client: Client) -> None:
    subscriber = active_subscriber("reader@example.org")
    enter(client, topics=["report"])
    (letter,) = letters()
    assert "You are already subscribed" in letter
    assert path_in(letter) == f"/newsletters/preferences/{token_of(subscriber)}/"
    assert [choice.topic for choice in subscriber.choices.all()] == ["newsletter"]


@pytest.mark.asvs("2.4.1")
def test_a_mailbox_gets_few_letters_a_day_and_a_network_few_forms(client: Client) -> None:
    for _ in range(LETTERS_A_DAY + 2):
        enter(client)
    assert len(letters()) == LETTERS_A_DAY
    sent = {"topics": ["newsletter"], "agrees": "on"}
    cache.clear()
    answers = [client.post(SUBSCRIBE, sent | {"address": f"a{number}@example.org"}) for number in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert "Wait an hour" in answers[-1].content.decode()


def test_one_click_ends_it_and_looking_does_not(client: Client) -> None:
    subscriber = active_subscriber()
    link = my_link("unsubscribe", subscriber)
    page = client.get(link)
    assert "Unsubscribe from everything" in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    assert Subscriber.objects.active().exists()
    # As a mail program does it: RFC 8058, without a cookie or a form token.
    strict = Client(enforce_csrf_checks=True)
    for _ in range(2):
        answer = strict.post(link, {"List-Unsubscribe": "One-Click"})
        assert "You are unsubscribed" in answer.content.decode()
    subscriber.refresh_from_db()
    assert subscriber.state == SubscriberState.ENDED
    assert not subscriber.choices.exists()
    kinds = [line.kind for line in subscriber.records.all()]
    assert kinds == [RecordKind.ASKED, RecordKind.CONFIRMED, RecordKind.UNSUBSCRIBED]


def test_an_old_letter_brings_nobody_back_and_a_new_one_does(client: Client) -> None:
    enter(client)
    (first,) = letters()
    client.post(path_in(first))
    client.post(my_link("unsubscribe", Subscriber.objects.get()))
    client.post(path_in(first))
    assert not Subscriber.objects.active().exists()
    enter(client, topics=["figures"])
    (second,) = letters()
    client.post(path_in(second))
    assert [choice.topic for choice in Subscriber.objects.active().get().choices.all()] == ["figures"]


def test_choices_change_by_link_and_none_is_the_end(client: Client) -> None:
    subscriber = active_subscriber(topics=["newsletter", "report"])
    link = my_link("preferences", subscriber)
    assert client.get(link).content.decode().count(" checked") == 2
    assert "Your choices have been saved" in client.post(link, {"topics": ["report"]}).content.decode()
    assert [choice.topic for choice in subscriber.choices.all()] == ["report"]
    client.post(link, {"topics": ["report"]})
    assert subscriber.records.filter(kind=RecordKind.CHANGED).count() == 1
    assert "You are unsubscribed" in client.post(link, {}).content.decode()
    assert "subscribe again" in client.post(link, {"topics": ["report"]}).content.decode()


def test_the_record_can_be_taken_away_as_a_file(client: Client) -> None:
    subscriber = active_subscriber()
    kept = client.get(f"/newsletters/preferences/{token_of(subscriber)}/consent-record.json").json()
    assert kept["address"] == "reader@example.org"
    assert [line["what"] for line in kept["record"]] == ["Asked to subscribe", "Confirmed by the link in our email"]
    assert agreement() in kept["record"][1]["wording"]


def test_erasing_leaves_a_hash_alone(client: Client) -> None:
    enter(client, "reader@example.org")
    (letter,) = letters()
    client.post(path_in(letter))
    token = token_of(Subscriber.objects.get())
    client.post(f"/newsletters/preferences/{token}/erase/")
    assert not Subscriber.objects.exists()
    assert not ConsentRecord.objects.exists()
    assert not Notification.objects.exists()
    assert Suppression.objects.get().address_hash == hash_of(" READER@example.org")
    # What is said to who comes back by an old link.
    assert client.get(f"/newsletters/unsubscribe/{token}/").status_code == 410
    assert client.get("/newsletters/unsubscribe/made-up/").status_code == 404
    assert client.get(path_in(letter)).status_code == 404
    assert client.post(path_in(letter)).status_code == 404


def wish(client: Client, by: User, address: str, what: str) -> str:
    client.force_login(by)
    sent = {"address": address, "wish": what}
    return " ".join(client.post("/partner/subscribers/address/", sent, follow=True).content.decode().split())


def test_the_coordinator_erases_and_allows_again_for_the_owner(client: Client, cast: Cast) -> None:
    active_subscriber("gone@example.org")
    assert "Everything about this address has been deleted." in wish(
        client, cast.coordinator, "gone@example.org", "erase"
    )
    assert not Subscriber.objects.exists()
    assert "Its owner can now subscribe again." in wish(client, cast.coordinator, "Gone@example.org", "allow")
    assert "was not erased" in wish(client, cast.coordinator, "gone@example.org", "allow")
    changes = Event.objects.exclude(verb__in=READING).order_by("pk")
    told = [(str(line.verb), line.object_label) for line in changes][-2:]
    assert [verb for verb, _ in told] == ["erase subscriber", "allow address"]
    assert not any("gone@" in label for _, label in told)


def test_who_never_confirmed_is_forgotten_after_a_week_and_who_ended_it_after_a_year() -> None:
    now = timezone.now()
    asked("waits@example.org")
    ended = active_subscriber("ended@example.org")
    active_subscriber("stays@example.org")
    Subscriber.objects.filter(pk=ended.pk).update(state=SubscriberState.ENDED, ended_at=now)
    assert forget(now + datetime.timedelta(days=6)) == 0
    assert forget(now + datetime.timedelta(days=8)) == 1
    assert forget(now + KEPT_AFTERWARDS + datetime.timedelta(days=1)) == 1
    assert Subscriber.objects.get().address == "stays@example.org"


def test_staff_see_how_many_get_what(client: Client, cast: Cast) -> None:
    active_subscriber("a@example.org", ["newsletter", "report"])
    active_subscriber("b@example.org")
    asked("c@example.org")
    client.force_login(cast.coordinator)
    page = " ".join(client.get("/partner/subscribers/").content.decode().split())
    assert "2 people get our emails. 1 still has to confirm." in page
    assert "Newsletter, Annual report" in page


def test_a_newsletter_never_takes_the_address_of_the_form(client: Client, cast: Cast) -> None:
    issue = publish(draft_newsletter(cast.year, cast.coordinator, title="Subscribe"), cast.board_icb, cast.coordinator)
    assert issue.slug != "subscribe"
