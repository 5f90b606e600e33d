"""The way in, under production's settings: an empty database is founded, and each role gets from a letter to its work.

DEBUG is off, a second factor is required, and TLS ends at a proxy. The portal, its worker and Redis are processes of
their own; people walk in a real browser.
"""

import re
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_string
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page

from bcssp.supervisor import commands
from bcssp.supervisor.options import Options
from bcssp.supervisor.portal import wait_until, web_answers
from tests.services.stack import BASE_DIR, Stack, wait_for
from tests.services.tls import proxy
from tests.template_database import SqliteCopies, digest

PASSWORD, OTHER_PASSWORD = "a long enough password", "another long password"
COORDINATOR = "coordinator@example.org"
# Whom the coordinator adds: address, name, role, organisation.
PEOPLE = [
    ("partner.council@example.org", "Council partner", "Partner", "Host Council"),
    ("board.council@example.org", "Council board member", "Board member", "Host Council"),
    ("chair@example.org", "Independent chair", "Independent chair", "None: independent"),
    ("scrutineer@example.org", "Independent scrutineer", "Independent scrutineer", "None: independent"),
]
SEND = "from review.tasks import send_notifications; send_notifications.delay()"


@dataclass
class Production:
    """A portal as it runs in production."""

    stack: Stack
    url: str

    def letters_to(self, address: str) -> list[str]:
        """Every letter that was sent to an address, the oldest first."""
        paths = sorted((self.stack.var / "mail").glob("*.log"), key=lambda path: path.stat().st_mtime_ns)
        parts = [part for path in paths for part in path.read_text(encoding="utf-8").split("-" * 79)]
        letters = [message_from_string(part.strip()) for part in parts if part.strip()]
        return [
            letter.get_payload(decode=True).decode()  # type: ignore[union-attr]
            for letter in letters
            if letter["To"] == address
        ]

    def link_to(self, address: str, kind: str, count: int) -> str:
        """The link of this kind in the newest of so many letters to an address."""

        def found() -> list[str]:
            return [
                link
                for text in self.letters_to(address)
                for link in re.findall(rf"https://\S+/account/{kind}/\S+", text)
            ]

        wait_for(f"a letter to {address} with a link to {kind}", lambda: len(found()) >= count, 60)
        return found()[-1]


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory, database_copies: SqliteCopies) -> Iterator[Production]:
    """An empty portal of production's processes behind TLS. Its tables are those of the tests."""
    folder = tmp_path_factory.mktemp("production")
    stack = Stack(folder / "var")
    database_copies.copy_to(digest(), stack.var / "portal.sqlite3")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with proxy(folder, port) as public:
        url = f"https://localhost:{public}"
        del stack.env["REQUIRE_MFA"]
        stack.env |= {
            "DEBUG": "false",
            "SECRET_KEY": "for this test alone, and long enough to be one of production",
            "ALLOWED_HOSTS": "localhost,127.0.0.1",
            "SITE_URL": url,
            "PARTNERSHIP_FILE": str(BASE_DIR / "data/partnership.toml"),
        }
        try:
            stack.manage("collectstatic", "--noinput", "-v", "0")
            stack.start_redis()
            stack.start_worker()
            options = Options(mode="run", var=stack.var, port=port, password="", env=stack.env)
            web = commands.web_server(options, stack.places, stack.env)
            stack.children[web.name] = web
            said = stack.manage("found_partnership", "--council", "Host Council", "--coordinator", COORDINATOR)
            assert f"{url}/account/invitation/" in said
            web.start()
            wait_until(web, lambda: web_answers(port))
            yield Production(stack, url)
        finally:
            stack.end()


class Person:
    """Somebody at a browser, who follows what the pages say."""

    def __init__(self, browser: Browser, production: Production, address: str) -> None:
        self.production, self.address = production, address
        self.secret, self.codes = "", list[str]()
        self.complaints: list[str] = []
        self.browser = browser
        self.page = self.new_page()

    def new_page(self) -> Page:
        """A browser that has never been here."""
        context = self.browser.new_context(base_url=self.production.url, ignore_https_errors=True)
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def sees(self, heading: str) -> None:
        """The page is the one that is meant."""
        assert self.page.locator("h1").first.inner_text() == heading, self.page.locator("main").inner_text()

    def presses(self, button: str, **fields: str) -> None:
        """Fill in the form, and send it."""
        for name, text in fields.items():
            self.page.locator(f"main [name={name}]").fill(text)
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button, exact=True).click()

    def accepts(self, link: str) -> None:
        """From the letter to My work."""
        self.page.goto(link)
        self.sees("Set up your account")
        self.presses("Set password and continue", password1=PASSWORD, password2=PASSWORD)
        self.sees("Set up an authenticator app")
        self.secret = self.page.locator("main code").first.inner_text()
        self.presses("Finish", code=format_hotp_value(hotp_value(self.secret, int(time.time()) // 30)))
        self.sees("Your recovery codes")
        self.codes = self.page.locator(".app-codes code").all_inner_texts()
        assert len(self.codes) == 10
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Continue to My work").click()
        self.sees("My work")

    def enters_a_code(self) -> None:
        """The second step: a recovery code, since the app's was used moments ago."""
        self.sees("Enter your security code")
        self.presses("Sign in", code=self.codes.pop())
        self.sees("My work")

    def signs_in_again(self, password: str) -> None:
        """With another browser."""
        self.page.context.close()
        self.page = self.new_page()
        self.page.goto("/partner/")
        self.sees("Sign in")
        self.presses("Sign in", login=self.address, password=password)
        self.enters_a_code()

    def forgets_the_password(self) -> None:
        """The letter leads to a new one, and on to My work."""
        self.page.context.close()
        self.page = self.new_page()
        self.page.goto("/account/login/")
        with self.page.expect_navigation():
            self.page.get_by_role("link", name="Forgotten your password?").click()
        self.page.locator("main [name=email]").fill(self.address)
        with self.page.expect_navigation():
            self.page.locator("main form[method=post] button[type=submit]").first.click()
        self.page.goto(self.production.link_to(self.address, "password/reset/key", 1))
        self.sees("Set a new password")
        self.presses("Set password", password1=OTHER_PASSWORD, password2=OTHER_PASSWORD)
        self.enters_a_code()


@pytest.fixture(scope="module")
def founded(production: Production, browser: Browser) -> dict[str, Person]:
    """The coordinator came in by the letter of the founding, and added everybody else."""
    production.stack.ask(SEND)
    link = production.link_to(COORDINATOR, "invitation", 1)
    coordinator = Person(browser, production, COORDINATOR)
    coordinator.accepts(link)
    page = coordinator.page
    for address, name, role, organisation in PEOPLE:
        page.get_by_role("navigation", name="Main").get_by_role("link", name="People", exact=True).click()
        page.get_by_role("button", name="Add a person").click()
        page.get_by_label("Name", exact=True).fill(name)
        page.get_by_label("Email address").fill(address)
        page.get_by_label("Organisation").select_option(label=organisation)
        page.get_by_label(role, exact=True).check()
        coordinator.presses("Add and send invitation")
        assert f"We are emailing {address}" in page.locator("main, .govuk-notification-banner").all_inner_texts()[0]
    production.stack.ask(SEND)
    return {COORDINATOR: coordinator}


@pytest.mark.parametrize("address", [COORDINATOR, *(person[0] for person in PEOPLE)])
def test_invited_person_gets_in_comes_back_and_forgets_the_password(
    address: str, founded: dict[str, Person], production: Production, browser: Browser
) -> None:
    person = founded.get(address)
    if person is None:
        person = Person(browser, production, address)
        person.accepts(production.link_to(address, "invitation", 1))
    person.signs_in_again(PASSWORD)
    cookies: list[Any] = [cookie for cookie in person.page.context.cookies() if "session" in cookie["name"]]
    assert cookies
    assert all(cookie["secure"] and cookie["httpOnly"] for cookie in cookies)
    person.forgets_the_password()
    person.signs_in_again(OTHER_PASSWORD)

    assert person.complaints == []
    # The link that was used leads nowhere any more, for whoever finds it.
    stranger = Person(browser, production, address)
    stranger.page.goto(production.link_to(address, "invitation", 1))
    stranger.sees("This link no longer works")


def test_no_letter_and_no_log_keeps_a_link_that_works(founded: dict[str, Person], production: Production) -> None:
    logs = "".join(path.read_text(errors="replace") for path in Path(production.stack.places.logs).glob("*.log"))
    assert "/account/invitation/(hidden)" in logs
    assert not re.search(r"/account/invitation/[A-Za-z0-9_-]{43}", logs)
