"""axe finds nothing beside a text either: its comments, its files, and what could identify somebody in it.

The table of addresses shows these pages as the example has them. Here each is empty, filled and after a mistake.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from learning.media.services import add_attachment, add_picture
from learning.services import Item
from mailing.issues import schedule
from mailing.sending import begin_due
from partnership.models import User
from review.comments import add_comment, comments_address, resolve_comment
from review.marks import details_address
from review.models import Reviewable
from review.services import edit, move
from review.transitions import Verb
from tests.factories.indicators import draft_return
from tests.factories.learning import draft_briefing, draft_newsletter, publish
from tests.factories.mailing import active_subscriber
from tests.factories.media import photograph
from tests.factories.pdfs import pdf_file
from tests.factories.priorities import ActionFactory, draft_update
from tests.functional.conftest import MakeContext, assert_no_violations, drawn_width
from tests.stages import Cast, make_cast

pytestmark = pytest.mark.django_db(transaction=True)
FIRST_BUTTON = "main form[method=post] button[type=submit]"
Look = Callable[..., Page]


@pytest.fixture
def cast() -> Cast:
    """The people and their year; nothing else."""
    return make_cast()


@pytest.fixture
def look(make_context: MakeContext) -> Look:
    """Open an address as somebody; axe finds nothing, and nothing is wider than the smallest screen."""
    pages: dict[int, Page] = {}

    def look_at(person: User, address: str, *shown: str) -> Page:
        page = pages.get(person.pk) or make_context(person, for_axe=True).new_page()
        pages[person.pk] = page
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(address)
        for text in shown:
            expect(page.locator("main")).to_contain_text(text)
        assert_no_violations(page)
        page.set_viewport_size({"width": 320, "height": 800})
        assert drawn_width(page) <= 320, address
        return page

    return look_at


def after(page: Page, button: str, told: str) -> None:
    """Press the button; the page says what is wrong, in a way that axe finds nothing at."""
    with page.expect_navigation(wait_until="load"):
        page.locator(button).first.click()
    expect(page.locator(".govuk-error-summary").first).to_contain_text(told)
    assert page.title().startswith("Error: ")
    assert_no_violations(page)


def changed(item: Reviewable, by: User, **fields: object) -> Reviewable:
    for name, value in fields.items():
        setattr(item, name, value)
    return edit(obj=item, by=by, revision=item.revision)


def test_comments_beside_a_passage(look: Look, cast: Cast) -> None:
    update = draft_update(
        ActionFactory(owner=cast.police), cast.year, cast.partner_police, what_we_did="We met adults."
    )
    address = comments_address(update)
    look(cast.board_icb, address, "No one has commented on the whole yet.")

    move(obj=update, verb=Verb.SUBMIT, by=cast.partner_police, revision=update.revision)
    for passage in ("We met", "met adults", ""):
        add_comment(item=update, text=f"Which?\n\nOf “{passage}”.", by=cast.board_icb, passage=passage)
    settled = add_comment(item=update, text="When?", by=cast.chair, passage="adults.")
    resolve_comment(comment=settled, item=update, by=cast.chair)
    page = look(cast.board_icb, address, "About “met adults”", "open", "resolved by")
    assert page.locator("mark").all_inner_texts() == ["We ", "met", " ", "adults", "."]
    page.get_by_label("Words it is about").fill("words that nobody wrote")
    page.get_by_label("Your comment").fill("Where?")
    after(page, "main form:has(textarea) button[type=submit]", "These words are not in the text.")

    update.refresh_from_db()
    changed(update, cast.partner_police, what_we_did="We asked adults.")
    look(cast.partner_police, address, "About “We met”, which is no longer in the text")


def test_pictures_and_attachments(look: Look, cast: Cast, tmp_path: Path) -> None:
    briefing = draft_briefing(cast.year, cast.coordinator)
    by = cast.coordinator
    files, adding = (reverse(f"learning:{name}", args=["briefing", briefing.pk]) for name in ("media", "media-attach"))
    page = look(by, files, "There are no pictures yet.", "There are no attachments yet.")
    after(page, "form[enctype] button[type=submit]", "Select a picture")

    slides = tmp_path / "slides.pptx"
    slides.write_bytes(b"PK\x03\x04 slides")
    page = look(by, adding, "Add an attachment")
    page.locator("[type=file]").set_input_files(slides)
    page.get_by_label("Title").fill("Slides of the webinar")
    page.get_by_label("I have read every page").check()
    after(page, "form[enctype] button[type=submit]", "This is not a PDF file.")

    add_picture(product=briefing, content=photograph(), words="Two hands", by=by)
    given = {"words": "Slides of the webinar", "has_read": True, "by": by}
    briefing = add_attachment(product=briefing, content=pdf_file(), revision=briefing.revision, **given)
    look(by, files, "Two hands", "Slides of the webinar (PDF", "Remove")
    publish(briefing, cast.board_icb, by)
    look(by, files, "Slides of the webinar (PDF", "approval")
    look(by, adding, "approval")
    look(cast.partner_police, briefing.get_absolute_url(), "Slides of the webinar (PDF")


def test_what_could_identify_somebody_in_a_return(look: Look, cast: Cast) -> None:
    slug = "child-sexual-exploitation"
    draft = draft_return(slug, cast.year, cast.police, note="Two children were moved. Sarah told us.")
    address = draft.get_edit_url()
    look(cast.partner_police, details_address(draft), "Why can “Two children” stay?")
    page = look(cast.partner_police, address, "What could identify someone", "So few people may be recognised.")
    assert page.locator("section.app-marked mark").all_inner_texts() == ["Two children", "Sarah"]
    after(page, "button[value=submit]", "“Two children”")

    page = look(cast.partner_police, details_address(draft), "Why can “Sarah” stay?")
    page.locator("main input[type=text]").first.evaluate("field => field.removeAttribute('maxlength')")
    page.locator("main input[type=text]").first.fill("word " * 100)
    after(page, FIRST_BUTTON, "characters")

    draft.refresh_from_db()
    changed(draft, cast.partner_police, note="Some were moved.")
    look(cast.partner_police, details_address(draft), "We found nothing in this")
    page = look(cast.partner_police, address, "Note")
    assert page.locator("section.app-marked").count() == 0


def test_an_email_and_how_far_its_sending_is(look: Look, make_context: MakeContext, cast: Cast) -> None:
    items = [Item("Read this", "1. Ask\n2. Listen\n\n| Year | Number |\n| --- | --- |\n| 2023 | 4 |")]
    issue = publish(draft_newsletter(cast.year, cast.coordinator, items), cast.board_icb, cast.coordinator)
    active_subscriber()
    sending = reverse("mailing:send", args=[issue.pk])
    look(cast.coordinator, sending, "1 person will get it.")
    schedule(issue, at=None, by=cast.coordinator)
    begin_due()
    look(cast.coordinator, sending, "0 of 1 emails done")

    page = make_context(cast.coordinator, for_axe=True, width=320).new_page()
    page.goto(reverse("mailing:email-preview", args=[issue.pk, "html"]))
    expect(page.locator("td").filter(has_text="2023")).to_be_visible()
    assert_no_violations(page)
    assert drawn_width(page) <= 320
