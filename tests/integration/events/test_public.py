"""What readers are shown of events, from the draft to the day after."""

import datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from events.models import Event
from events.services import cancel_event, save_event
from finding.search import Asked, search
from finding.themes import theme_of
from partnership.exceptions import DomainError, NotAllowed, WrongState
from publication.linked import linked
from review.models import Event as Line
from review.services import move
from review.transitions import Verb
from tests.factories.events import at, draft_event, published_event
from tests.factories.learning import ThemeFactory, approve, publish
from tests.stages import Cast

ATOM = "{http://www.w3.org/2005/Atom}"


def words(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def places_that_tell(client: Client) -> dict[str, str]:
    return {
        address: words(client, address)
        for address in ("/events/", "/events/calendar.ics", "/feeds/events.atom", "/sitemap.xml", "/search/?q=asking")
    }


def test_an_event_is_read_once_it_is_published_and_no_word_of_it_before(client: Client, cast: Cast) -> None:
    theme = ThemeFactory(slug="domestic-abuse", title="Domestic abuse")
    draft = draft_event(cast.year, cast.partner_police, theme=theme)
    move(obj=draft, verb=Verb.SUBMIT, by=cast.partner_police, revision=draft.revision)
    approve(draft, cast.board_icb)
    for address, text in places_that_tell(client).items():
        # The search repeats what was asked.
        assert "asking-about-abuse" not in text, address
        assert "Asking about abuse" not in text, address
    assert client.get("/events/asking-about-abuse/").status_code == 404

    event = move(obj=draft, verb=Verb.PUBLISH, by=cast.coordinator, revision=draft.revision)

    for address, text in places_that_tell(client).items():
        assert "asking-about-abuse" in text, address
    page = words(client, event.get_absolute_url())
    day = timezone.localdate() + datetime.timedelta(days=30)
    assert f"{day:%A} {day.day} {day:%B %Y}, 10:00 to 11:30" in page
    assert "everyone who works with adults" in page
    found = theme_of("domestic-abuse")
    assert found is not None
    assert [part.heading for part in found[1]] == ["Events and courses"]
    assert [one.title for one in linked() if one.kind == "Event"] == ["Asking about abuse"]
    assert [hit.entry.title for hit in search(Asked(query="abuse", kind="event")).hits] == ["Asking about abuse"]


def test_what_a_host_changes_is_read_when_it_is_published_again(client: Client, cast: Cast) -> None:
    event = published_event(cast)
    before = words(client, "/events/calendar.ics")
    day = timezone.localdate() + datetime.timedelta(days=40)
    event.title, event.starts_at, event.ends_at = "Asking again", at(day, 14), at(day, 15)
    event = save_event(event=event, by=cast.partner_police, revision=event.revision)
    assert words(client, "/events/calendar.ics") == before
    assert "Asking again" not in words(client, "/events/")

    publish(event, cast.board_icb, cast.coordinator)

    after = words(client, "/events/calendar.ics")
    uid = f"UID:event-{event.key.hex}@"
    assert uid in before
    assert uid in after
    assert int(after.split("SEQUENCE:")[1].split()[0]) > int(before.split("SEQUENCE:")[1].split()[0])
    assert f"DTSTART:{at(day, 14).astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}" in after
    assert event.get_absolute_url() == "/events/asking-about-abuse/"
    assert f"{day:%A} {day.day} {day:%B %Y}, 14:00 to 15:00" in words(client, "/events/")


def test_a_cancelled_event_stays_and_says_why(client: Client, cast: Cast) -> None:
    event = published_event(cast)
    cancel_event(event=event, by=cast.partner_police, reason="The trainer is ill.")

    assert "This event is cancelled: The trainer is ill." in words(client, event.get_absolute_url())
    assert "Cancelled" in words(client, "/events/")
    assert "STATUS:CANCELLED" in words(client, "/events/calendar.ics")
    entry = ET.fromstring(client.get("/feeds/events.atom").content).find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == "Cancelled: Asking about abuse"
    assert [one for one in linked() if one.kind == "Event"] == []
    assert Line.objects.about(event).filter(verb="cancel event", note="The trainer is ill.").count() == 1
    with pytest.raises(WrongState, match="already been cancelled"):
        cancel_event(event=event, by=cast.partner_police, reason="Again.")


def test_a_withdrawn_event_leaves_no_word_but_is_struck_out_in_calendars(client: Client, cast: Cast) -> None:
    event = published_event(cast)
    move(obj=event, verb=Verb.WITHDRAW, by=cast.coordinator, note="Wrong text", revision=event.revision)

    for address, text in places_that_tell(client).items():
        assert "asking-about-abuse" not in text, address
        assert "Asking about abuse" not in text, address
    calendar = words(client, "/events/calendar.ics")
    assert f"UID:event-{event.key.hex}@" in calendar
    assert "STATUS:CANCELLED SUMMARY:Cancelled event" in calendar
    assert client.get("/events/asking-about-abuse/").status_code == 404
    assert client.get("/events/asking-about-abuse/event.ics").status_code == 404


def test_only_what_is_still_to_come_can_be_cancelled_by_its_host(cast: Cast) -> None:
    event = published_event(cast)
    with pytest.raises(NotAllowed):
        cancel_event(event=event, by=cast.partner_council, reason="No.")
    with pytest.raises(DomainError, match="Enter why"):
        cancel_event(event=event, by=cast.partner_police, reason=" ")
    with pytest.raises(DomainError, match="email"):
        cancel_event(event=event, by=cast.partner_police, reason="Ask jo.bloggs@example.com instead.")
    with pytest.raises(WrongState, match="not published"):
        cancel_event(event=draft_event(cast.year, cast.partner_police), by=cast.partner_police, reason="No.")
    Event.objects.update(public_starts_at=timezone.now() - datetime.timedelta(days=2), public_ends_at=timezone.now())
    with pytest.raises(WrongState, match="over"):
        cancel_event(event=event, by=cast.coordinator, reason="No.")


def test_past_events_are_a_list_of_their_own(client: Client, cast: Cast) -> None:
    published_event(cast, in_days=-3, title="What was")
    published_event(cast, title="What comes")
    coming, past = words(client, "/events/"), words(client, "/events/past/")
    assert ("What comes" in coming, "What was" in coming) == (True, False)
    assert ("What comes" in past, "What was" in past) == (False, True)
    assert "This event is over." in words(client, "/events/what-was/")


def test_the_lists_ask_the_same_of_the_database_however_long_they_are(
    client: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    published_event(cast, title="One")
    with django_assert_num_queries(2):
        client.get("/events/")
    with django_assert_num_queries(2):
        client.get("/events/calendar.ics")
    published_event(cast, title="Two")
    with django_assert_num_queries(2):
        client.get("/events/")
    with django_assert_num_queries(2):
        client.get("/events/calendar.ics")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"audience": ""}, "Say who it is for."),
        ({"is_online": False}, "Enter where it is held"),
        ({"booking_closes_on": datetime.date(2099, 1, 1)}, "must not be after the event"),
        ({"starts_at": None, "ends_at": None}, "Enter when it starts."),
    ],
)
def test_what_is_missing_stops_a_submission(cast: Cast, fields: dict[str, Any], sentence: str) -> None:
    draft = draft_event(cast.year, cast.partner_police, **fields)
    with pytest.raises(DomainError, match=sentence):
        move(obj=draft, verb=Verb.SUBMIT, by=cast.partner_police, revision=draft.revision)


def test_an_event_belongs_to_the_year_in_which_it_takes_place(cast: Cast) -> None:
    assert not draft_event(cast.year, cast.partner_police).problems()
    day = cast.year.starts_on - datetime.timedelta(days=30)
    before = type(cast.year).objects.filter(starts_on__lte=day, ends_on__gte=day).first()
    draft = draft_event(cast.year, cast.partner_police, starts_at=at(day, 10), ends_at=at(day, 11))
    assert draft.problems() == ([f"It takes place in {before.label}. Select that year."] if before else [])
