"""An event from its publication to what people said of it: the host, somebody without an account, and the clock."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from events.evaluating import answer, ask_all, evaluation_link
from events.models import EvaluationLetter, Event
from review.models import Notification
from review.services import move
from review.transitions import Verb
from tests.factories.bookings import booked
from tests.factories.events import draft_event
from tests.factories.learning import approve
from tests.functional.conftest import MakeContext
from tests.functional.entering import enter, press
from tests.stages import make_cast

pytestmark = pytest.mark.django_db(transaction=True)
expect.set_options(timeout=15_000)
READER = "reader@example.org"


def link_in_the_letter(part: str) -> str:
    """The address in the newest letter to the reader, on the test's own server."""
    found = re.search(
        rf"https?://[^/\s]+(/events/{part}/\S+)", Notification.objects.filter(address=READER).latest("pk").body
    )
    assert found is not None
    return found[1]


def test_an_event_is_published_booked_evaluated_and_its_figures_are_with_it(make_context: MakeContext) -> None:
    cast = make_cast()
    draft = draft_event(cast.year, cast.coordinator, title="Asking about abuse")
    move(obj=draft, verb=Verb.SUBMIT, by=cast.coordinator, revision=draft.revision)
    approve(draft, cast.board_icb)

    host = enter(make_context, cast.coordinator, draft.get_edit_url())
    press(host.get_by_role("button", name="Publish", exact=True))
    event = Event.objects.get()

    reader = make_context(javascript=False, width=320).new_page()
    reader.goto("/events/")
    press(reader.get_by_role("link", name="Asking about abuse"))
    press(reader.get_by_role("button", name="Book a place"))
    reader.get_by_label("Your name").fill("Practice manager")
    reader.get_by_label("Email address").fill(READER)
    press(reader.get_by_role("button", name="Continue"))
    expect(reader.locator("h1")).to_contain_text("Check your email")
    reader.goto(link_in_the_letter("bookings"))
    press(reader.locator("button[name=confirm]"))
    expect(reader.locator("main")).to_contain_text("You have a place")

    host.goto(event.get_edit_url())
    press(host.get_by_role("link", name="Bookings"))
    expect(host.locator("main")).to_contain_text("Practice manager")
    expect(host.locator("main")).to_contain_text(READER)

    # Four more come, and afterwards the clock asks all five.
    for number in range(4):
        booked(event, f"colleague{number}@example.org")
    event.refresh_from_db()
    assert event.public_ends_at is not None
    assert ask_all(event.public_ends_at + datetime.timedelta(days=1)) == 5
    for letter in EvaluationLetter.objects.exclude(booking__address=READER):
        answer(letter=letter, confidence=5)
    assert link_in_the_letter("evaluations") in evaluation_link(EvaluationLetter.objects.get(booking__address=READER))
    press(host.get_by_role("link", name="Evaluation"))
    expect(host.locator("main")).to_contain_text("fewer than 5")

    reader.goto(link_in_the_letter("evaluations"))
    reader.get_by_label("4: confident").check()
    press(reader.get_by_role("button", name="Send"))
    expect(reader.locator("h1")).to_contain_text("Thank you")
    assert reader.context.cookies() == []

    host.reload()
    after = host.get_by_role("row").filter(has_text="After")
    expect(after.get_by_role("cell")).to_have_text(["5", "4.8"])
