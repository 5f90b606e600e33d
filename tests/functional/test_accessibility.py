"""axe finds nothing, on any page, in any state: the pages come from the table of addresses."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page

from review.services import edit, move
from review.transitions import Verb
from tests.access_rows import Row
from tests.access_table import RECORDS, ROWS
from tests.functional.conftest import drawn_width, violations
from tests.functional.mistakes import MISTAKES, WITHOUT
from tests.people import make_people
from tests.world import World

MakeContext = Callable[..., BrowserContext]


def findings(page: Page) -> list[str]:
    """What axe finds on the page as it stands."""
    return [f"{found['id']} at {[node['target'] for node in found['nodes']][:3]}" for found in violations(page)]


def look(page: Page, address: str, heading: str, statuses: tuple[int, ...] = (200,)) -> list[str]:
    """Open an address, make sure that it is the page that was meant, and give what axe finds there."""
    response = page.goto(address)
    assert response is not None
    if response.status not in statuses:
        return [f"{address} answered {response.status}"]
    title = page.locator("h1").first.inner_text()
    wrong = [] if heading.lower() in title.lower() else [f"{address} has the heading {title!r}"]
    return wrong + [f"{address}: {found}" for found in findings(page)]


@pytest.fixture
def pages(make_context: MakeContext) -> Callable[[Any], Page]:
    """One page a person, opened for axe."""
    opened: dict[Any, Page] = {}

    def page_of(person: Any) -> Page:
        key = person.pk if person else None
        if key not in opened:
            opened[key] = make_context(person, for_axe=True).new_page()
        return opened[key]

    return page_of


SMALL, LARGE = {"width": 320, "height": 800}, {"width": 1280, "height": 900}


def too_wide(page: Page, address: str) -> list[str]:
    """Whether the page that is open scrolls sideways on a small screen."""
    page.set_viewport_size(SMALL)  # type: ignore[arg-type]
    wide = drawn_width(page)
    page.set_viewport_size(LARGE)  # type: ignore[arg-type]
    return [f"{address} is {wide} px wide on a screen of 320"] if wide > SMALL["width"] else []


def visited() -> list[Row]:
    """The rows that are pages; signing out comes where it harms nobody."""
    return [row for row in ROWS if row.heading and row.name != "account_logout"]


# Several tests, so that several processes share the work.
PARTS = 3


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_of_the_table_filled(world: World, pages: Callable[[Any], Page], part: int) -> None:
    """Every finding is listed; a page that holds a form must have its mistake."""
    wrong, forms = [], set()
    for row in visited()[part::PARTS]:
        address = reverse(row.name, args=row.args(world))
        page = pages(world.person(row.reader))
        wrong += look(page, address, row.heading)
        wrong += too_wide(page, address)
        if page.locator("main form[method=post i]").count():
            forms.add(row.name)
    forgotten = sorted(forms - MISTAKES.keys() - WITHOUT.keys())
    wrong += [f"{name} holds a form, but no mistake is tried: see mistakes.py" for name in forgotten]
    assert wrong == [], "\n".join(wrong)


def test_every_list_and_form_of_the_admin_filled_and_after_a_mistake(
    world: World, pages: Callable[[Any], Page]
) -> None:
    wrong = in_the_admin(pages, world.example.coordinator)
    assert wrong == [], "\n".join(wrong)


def test_every_form_after_a_mistake(world: World, pages: Callable[[Any], Page]) -> None:
    wrong = after_mistakes(world, pages)
    wrong += look(pages(world.example.chair), reverse("account_logout"), "Sign out")
    assert wrong == [], "\n".join(wrong)


def has_no_object(row: Row) -> bool:
    """Whether the page needs nothing in the database."""
    try:
        reverse(row.name)
    except Exception:
        return False
    return bool(row.heading)


def test_every_page_that_stands_without_content_empty(pages: Callable[[Any], Page]) -> None:
    people = make_people()
    wrong = []
    for row in ROWS:
        if has_no_object(row) and row.name != "account_logout":
            person = None if row.reader == "anonymous" else people[{"board": "board_icb"}.get(row.reader, row.reader)]
            wrong += look(pages(person), reverse(row.name), row.heading)
    assert wrong == [], "\n".join(wrong)


def after_mistakes(world: World, pages: Callable[[Any], Page]) -> list[str]:
    """What is wrong with the forms after a mistake was sent."""
    rows = {row.name: row for row in ROWS}
    wrong = []
    for name, mistake in MISTAKES.items():
        row = rows[name]
        page = pages(world.person(mistake.by or row.reader))
        page.goto(reverse(name, args=row.args(world)))
        for selector, value in mistake.fields.items():
            field = page.locator(selector).first
            if not field.is_visible():
                page.locator("details", has=field).last.locator("summary").first.click()
            field.fill(value)
        with page.expect_navigation():
            page.locator(mistake.button).first.click()
        wrong += after_the_mistake(page, name)
    return wrong + decision_without_reason(world, pages)


def in_the_admin(pages: Callable[[Any], Page], person: Any) -> list[str]:
    """What is wrong with lists, empty add forms, and add forms that were sent empty."""
    page, wrong = pages(person), []
    for model, (is_kept, _) in RECORDS.items():
        wrong += look(page, reverse(f"admin:{model}_changelist"), "")
        if is_kept:
            wrong += look(page, reverse(f"admin:{model}_add"), "add")
            with page.expect_navigation():
                page.locator("input[name=_save]").first.click()
            assert page.locator(".errornote").count() == 1, model
            wrong += [f"{model} after a mistake: {found}" for found in findings(page)]
    return wrong


def after_the_mistake(page: Page, name: str) -> list[str]:
    """What is wrong with a page that has to say what was wrong."""
    wrong = [f"{name} after a mistake: {found}" for found in findings(page)]
    if page.locator(".govuk-error-summary, .errornote").count() == 0:
        return [*wrong, f"{name}: no error summary at {page.url}"]
    if not page.title().startswith("Error: "):
        wrong.append(f"{name}: the title does not say that there is an error")
    return wrong


def decision_without_reason(world: World, pages: Callable[[Any], Page]) -> list[str]:
    """The queue with something in it, the item that waits, and its return without a reason."""
    update, writer = world.police_update, world.person("partner_police")
    assert writer is not None
    # The mistake before left the draft empty.
    update.what_we_did = "Partners visited every school."
    update = edit(obj=update, by=writer, revision=update.revision)
    move(obj=update, verb=Verb.SUBMIT, by=writer, revision=update.revision)
    page = pages(world.person("board"))
    address = reverse("admin:review-item", args=["priorities", "actionupdate", update.pk])
    wrong = look(page, reverse("admin:review-queue"), "Review queue") + look(page, address, "Community assurance")
    with page.expect_navigation():
        page.get_by_role("button", name="Return for changes").click()
    return wrong + after_the_mistake(page, "admin:review-item")
