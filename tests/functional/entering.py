"""Steps of the long journeys: signing in through the form, and waiting for the next page."""

from playwright.sync_api import Locator, Page, expect

from bcssp.example.sources import police_cells
from partnership.models import User
from tests.factories.partnership import PASSWORD
from tests.functional.conftest import MakeContext

FIGURES = police_cells()["missing-children"]


def press(target: Locator) -> None:
    """Press what leads on, and wait until the page that it leads to is whole.

    Scripts move what stands below a text area when they add its counter: a click before that may miss its button.
    """
    with target.page.expect_navigation(wait_until="load"):
        target.click()


def fill_sign_in(page: Page, person: User) -> None:
    """Sign in on the page that asks for it."""
    expect(page.locator("h1")).to_have_text("Sign in")
    page.get_by_label("Email address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page.get_by_role("button", name="Sign in"))


def enter(make_context: MakeContext, person: User, path: str = "/partner/", **options: object) -> Page:
    """Open a page as somebody who is not signed in yet, through the sign-in form."""
    page: Page = make_context(**options).new_page()
    page.goto(path)
    fill_sign_in(page, person)
    page.wait_for_url(f"**{path}")
    return page


def fill_figures(page: Page) -> None:
    """Type the figures of the return, cell by cell."""
    for (row, column), value in FIGURES.items():
        page.fill(f"#cell_{row}_{column}", str(value.number))


def press_in_own_name(page: Page, button: str) -> None:
    """Press the button, and type the password again."""
    press(page.get_by_role("button", name=button))
    page.locator("[name=password]").fill(PASSWORD)
    press(page.locator("main form button[type=submit]").first)
