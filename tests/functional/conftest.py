"""A real browser, with Debian's Chromium, that reaches nothing but the test's own server."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Route
from pytest_django.live_server_helper import LiveServer

from partnership.models import User
from tests.confirming import confirm

# The rules of WCAG 2.2 AA. What passes is not listed: it is the most, and would be sent from the browser each time.
AXE_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
Complaints = list[str]
# What is typed is kept some seconds later, or when its window closes: by then most tests are over, and their database
# is being emptied. No route of the browser's test driver holds back what a closing window sends.
KEEPS_NOTHING = """(() => {
  const send = window.fetch;
  window.fetch = (address, options) =>
    String(address).includes("/autosave/") ? Promise.reject(new TypeError("not now")) : send(address, options);
})()"""
MakeContext = Callable[..., BrowserContext]


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark every test of this folder: they need a browser."""
    item.add_marker(pytest.mark.browser)


@pytest.fixture
def make_context(browser: Browser, live_server: LiveServer) -> Iterator[MakeContext]:
    """Open browser contexts that reach the test's server only, signed in if a person is named."""
    opened: list[BrowserContext] = []
    keeping: list[BrowserContext] = []

    def only_ours(route: Route) -> None:
        if route.request.url.startswith((live_server.url, "data:", "blob:")):
            route.continue_()
        else:
            route.abort()

    def make(
        user: User | None = None,
        *,
        javascript: bool = True,
        width: int = 1280,
        for_axe: bool = False,
        keeps_drafts: bool = False,
        keeps_files: bool = False,
    ) -> Any:
        context = browser.new_context(
            base_url=live_server.url,
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
            # axe is a script that our pages' policy rightly refuses.
            bypass_csp=for_axe,
        )
        opened.append(context)
        if for_axe:
            context.add_init_script(path=AXE_FILE_PATH)
        context.set_default_timeout(15_000)
        # A browser that asks about each request keeps nothing: each page brings its stylesheets again, but also is the
        # newest. One that keeps files shows a public page for up to a minute as it was.
        if not keeps_files:
            context.route("**/*", only_ours)
        if keeps_drafts:
            keeping.append(context)
        else:
            context.add_init_script(KEEPS_NOTHING)
        if user is not None:
            sign_in(context, user, live_server.url, confirmed=for_axe)
        return context

    yield make
    for context in opened:
        for page in context.pages if context in keeping else ():
            with suppress(Error):  # a page that shows no document runs nothing
                page.evaluate(KEEPS_NOTHING)
        context.close()


def sign_in(context: BrowserContext, user: User, url: str, *, confirmed: bool = False) -> None:
    """Give the browser the session of a person who has signed in; `confirmed`: who has typed the password again."""
    client = Client()
    client.force_login(user)
    if confirmed:
        # A slow machine looks at pages for longer than that holds.
        confirm(client, user, lasts=3600)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": url}])


@pytest.fixture
def page(make_context: MakeContext) -> Iterator[Page]:
    """A page of an anonymous reader; errors in its console fail the test."""
    with watched(make_context().new_page()) as opened:
        yield opened


class watched:  # noqa: N801 (reads as a verb)
    """Fail at the end if the page's scripts failed or broke the content security policy."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: Complaints = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self.hear)

    def hear(self, message: ConsoleMessage) -> None:
        """Keep what the browser calls an error, but for answers that a test asked for itself."""
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def __enter__(self) -> Page:
        return self.page

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is None:
            assert self.complaints == []


def drawn_width(page: Page) -> int:
    """How wide the page is, once its stylesheets are there: before, it may be wider than any screen."""
    page.wait_for_load_state("load")
    return int(page.evaluate("document.documentElement.scrollWidth"))


@pytest.fixture
def assert_accessible(make_context: MakeContext) -> Callable[..., None]:
    """Check an address with axe: first that it is the page that was meant, then that nothing is found."""
    contexts: dict[int | None, BrowserContext] = {}

    def check(path: str, *, heading: str, user: User | None = None, status: int = 200) -> None:
        key = user.pk if user else None
        if key not in contexts:
            contexts[key] = make_context(user, for_axe=True)
        page = contexts[key].new_page()
        try:
            response = page.goto(path)
            assert response is not None
            assert response.status == status, f"{path} answered {response.status}"
            assert heading in page.locator("h1").first.inner_text(), f"{path} has another heading"
            assert_no_violations(page)
        finally:
            page.close()

    return check


def violations(page: Page) -> list[dict[str, Any]]:
    """What axe finds on the page as it stands, by the rules of WCAG 2.2 AA."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_FILE_PATH.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate("async options => (await axe.run(options)).violations", AXE_OPTIONS)
    return found


def assert_no_violations(page: Page) -> None:
    """Run axe on the page as it stands."""
    found = [
        f"{violation['id']}: {violation['help']} at {[node['target'] for node in violation['nodes']]}"
        for violation in violations(page)
    ]
    assert found == [], f"{page.url}: {found}"
