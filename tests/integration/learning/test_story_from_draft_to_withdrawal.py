"""One story all the way: stopped, mended, reviewed blind, decided by the chair, published, taken back everywhere."""

import pytest
from django.test import Client

from learning.models import CaseStudy, Newsletter
from learning.services import Item
from mailing.composing import compose
from reports.content.freeze import freeze
from reports.document.assemble import assemble
from review.models import Notification
from review.notifications import review_url
from review.states import ReviewState
from tests.factories.learning import draft_briefing, draft_newsletter, publish
from tests.integration.learning.story_pages import answers, send_step, submit, write_story
from tests.stages import Cast

TITLE = "A plan that held"
# Of the newsletter's item about it.
ITS_WORDS = "A grandmother was listened to."


def seen(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def mailed(issue: Newsletter) -> str:
    """What the next subscriber would be sent."""
    return str(compose(f"newsletter:{issue.key}"))


@pytest.fixture
def submitted(client: Client, cast: Cast) -> CaseStudy:
    """A story with planted identifiers that its writer had to mend before anybody saw it."""
    client.force_login(cast.partner_police)
    planted = "Sarah, aged 47, lives at BA1 1AA. DOB: 15-Mar-2010. NI AB 12 34 56 C."
    story = write_story(client, answers(cast.year, background=planted))
    page = submit(client, story).content.decode()
    assert CaseStudy.objects.get().state == ReviewState.DRAFT
    for excerpt in ("Sarah", "aged 47", "BA1 1AA", "15-Mar-2010", "AB 12 34 56 C"):
        assert f"“{excerpt}”" in page
    send_step(client, story, "background", answers(cast.year, background="Adult B is 45 to 54 years old."))
    story.refresh_from_db()
    submit(client, story)
    story.refresh_from_db()
    assert story.state == ReviewState.SUBMITTED
    return story


def test_story_is_reviewed_published_and_gone_everywhere_at_once(
    client: Client, cast: Cast, submitted: CaseStudy
) -> None:
    decisions = (
        (cast.board_icb, {"verb": "approve", "approve-note": "Well told."}),
        (cast.board_council, {"verb": "return", "return-note": "Too close to home."}),
        (cast.chair, {"verb": "approve", "approve-note": "It can be told."}),
    )
    for person, sent in decisions:
        client.force_login(person)
        revision = {f"{sent['verb']}-revision": str(submitted.revision)}
        assert client.post(review_url(submitted), {**sent, **revision}).status_code == 302
    submitted.refresh_from_db()
    assert submitted.state == ReviewState.APPROVED
    client.force_login(cast.coordinator)
    client.post(submitted.get_edit_url(), {"publish": "1", "revision": str(submitted.revision)})
    submitted.refresh_from_db()
    briefing = publish(draft_briefing(cast.year, cast.coordinator, [submitted]), cast.board_icb, cast.coordinator)
    items = [Item("Read this", ITS_WORDS, case_study=submitted)]
    issue = publish(draft_newsletter(cast.year, cast.coordinator, items), cast.board_icb, cast.coordinator)

    client.logout()
    own = submitted.get_absolute_url()
    pages = ("/learning/", briefing.get_absolute_url(), issue.get_absolute_url())
    for address in (own, *pages):
        assert TITLE in seen(client, address), address
    assert TITLE in freeze(assemble(cast.year))
    assert ITS_WORDS in seen(client, issue.get_absolute_url())
    assert ITS_WORDS in mailed(issue)

    client.force_login(cast.partner_police)
    address = f"/partner/case-studies/{submitted.pk}/withdraw-consent/"
    client.post(address, {"note": "The adult asked for it."})

    client.logout()
    assert client.get(own).status_code == 410
    found = "/search/?q=grandmother"
    for address in (own, *pages, "/", "/newsletters/", found, "/feeds/briefings.atom", "/feeds/newsletters.atom"):
        assert TITLE not in seen(client, address), address
        assert ITS_WORDS not in seen(client, address), address
    for text in (freeze(assemble(cast.year)), mailed(issue)):
        assert TITLE not in text
        assert ITS_WORDS not in text
    told = Notification.objects.filter(subject__endswith=f"“{TITLE}”", subject__regex="^(Consent w|W)ithdrawn")
    assert set(told.values_list("recipient__email", flat=True)) == {
        *("board.council@example.org", "board.icb@example.org", "chair@example.org", "coordinator@example.org")
    }
