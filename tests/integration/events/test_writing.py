"""An event is written in steps, and each step leaves what others asked as it is."""

import uuid

from django.test import Client
from django.utils import timezone

from events.forms import STEPS
from events.models import Event
from review.states import ReviewState
from tests.stages import Cast

NEW = "/partner/events/new/"
DAY = {"day-day": "5", "day-month": "10", "day-year": "2022", "from_time": "09:30", "until_time": "12:00"}
ANSWERS = {
    "about": {"title": "Asking about abuse", "sort": "webinar", "description": "How to ask.", "audience": "Everyone"},
    "when": DAY,
    "where": {"is_online": "on", "places": "30"},
    "found": {},
}


def test_the_steps_of_an_event_keep_each_others_answers(client: Client, cast: Cast) -> None:
    client.force_login(cast.partner_police)
    first = {**ANSWERS["about"], "year": cast.year.pk, "key": str(uuid.uuid4()), "revision": "0"}
    assert client.post(NEW, first).status_code == 302
    event = Event.objects.get()
    before = client.get(event.get_edit_url()).context["open_problems"]
    assert ("Enter when it starts.", f"{event.get_edit_url()}steps/when/?to_check=1") in before

    for step in STEPS[1:]:
        event.refresh_from_db()
        address = f"{event.get_edit_url()}steps/{step.key}/"
        sent = client.post(address, {**ANSWERS[step.key], "revision": event.revision})
        assert sent.status_code == 302, sent.context["form"].errors

    event.refresh_from_db()
    assert timezone.localtime(event.starts_at).isoformat() == "2022-10-05T09:30:00+01:00"
    assert (event.title, event.places, event.is_online) == ("Asking about abuse", 30, True)
    shown = client.get(event.get_edit_url()).content.decode()
    assert "5 October 2022" in shown
    client.post(event.get_edit_url(), {"revision": event.revision, "submit": "1"})
    event.refresh_from_db()
    assert event.state == ReviewState.SUBMITTED
