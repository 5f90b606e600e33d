"""One person's way through the pages, in a browser."""

from playwright.sync_api import Locator, Page, expect

from partnership.models import User
from tests.functional.conftest import MakeContext, assert_no_violations, drawn_width


class Walk:
    """One person's way through the pages: each page is the one that was meant, fits, and has no finding."""

    def __init__(self, page: Page, *, wide: int) -> None:
        self.page, self.wide = page, wide

    def look(self, heading: str) -> None:
        """Look at the page that is open."""
        expect(self.page.locator("h1")).to_contain_text(heading)
        assert drawn_width(self.page) <= self.wide, heading
        assert_no_violations(self.page)

    def press(self, target: Locator) -> None:
        """Press what leads on, and wait until the page that it leads to is whole."""
        with self.page.expect_navigation(wait_until="load"):
            target.click()

    def button(self, name: str) -> None:
        """Press a button."""
        self.press(self.page.get_by_role("button", name=name, exact=True).first)

    def link(self, name: str) -> None:
        """Follow a link."""
        self.press(self.page.get_by_role("link", name=name).first)

    def fill(self, label: str, text: str) -> None:
        """Answer a question in words."""
        self.page.get_by_label(label, exact=True).fill(text)

    def choose(self, label: str) -> None:
        """Choose one of a few answers."""
        self.page.get_by_label(label).first.check()


def walk(make_context: MakeContext, person: User | None, width: int = 1280) -> Walk:
    """A browser of this person."""
    return Walk(make_context(person, width=width, for_axe=True).new_page(), wide=width)
