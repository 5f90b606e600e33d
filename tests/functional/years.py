"""People of a founded partnership at their browsers, with a clock that the test moves, and a count of what they do."""

import csv
import datetime
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from indicators.models import ReleaseOrder
from indicators.releases.build import build_release
from reports.build.run import build_edition
from reports.models import Edition
from review.tasks import send_digests, send_notifications
from tests.functional.conftest import MakeContext

PASSWORD = "a long enough password"
Answers = Mapping[str, str | datetime.date]


class Clock:
    """The portal's time: it stands where the test puts it, and goes on from there."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch, self.real = monkeypatch, timezone.now

    def go_to(self, year: int, month: int, day: int) -> None:
        """It is ten in the morning of that day."""
        ahead = datetime.datetime(year, month, day, 10, tzinfo=datetime.UTC) - self.real()
        self.monkeypatch.setattr(timezone, "now", lambda: self.real() + ahead)


@dataclass
class Counts:
    """Clicks and fields, by what they were for."""

    clicks: dict[str, int] = field(default_factory=dict)
    fields: dict[str, int] = field(default_factory=dict)
    step: str = ""

    @contextmanager
    def of(self, step: str) -> Iterator[None]:
        """What is done in this block is counted under this name."""
        before, self.step = self.step, step
        self.clicks.setdefault(step, 0)
        self.fields.setdefault(step, 0)
        yield
        self.step = before

    def table(self) -> str:
        """Every step with its clicks and fields, and their sums."""
        lines = [f"{step:50} {self.clicks[step]:4} clicks {self.fields[step]:4} fields" for step in self.clicks]
        total = f"{'in all':50} {sum(self.clicks.values()):4} clicks {sum(self.fields.values()):4} fields"
        return "\n".join([*lines, total])

    def longer_than(self, limits: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
        """The steps that take more clicks or fields than they may, or that nobody limited."""
        found = {step: (self.clicks[step], self.fields[step]) for step in self.clicks}
        return {
            step: (clicks, fields)
            for step, (clicks, fields) in found.items()
            if step not in limits or clicks > limits[step][0] or fields > limits[step][1]
        }


@dataclass
class Someone:
    """A person at a browser."""

    address: str
    page: Page
    counts: Counts

    @property
    def main(self) -> Locator:
        """What the page is about."""
        return self.page.locator("main")

    def goes_to(self, path: str) -> None:
        """Open a page as from a bookmark or a mail: one click."""
        self.counts.clicks[self.counts.step] += 1
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"

    def works(self) -> None:
        """Open My work."""
        self.goes_to("/partner/")

    def follows(self, target: Locator) -> None:
        """Press what leads on; the next page is whole."""
        self.counts.clicks[self.counts.step] += 1
        with self.page.expect_navigation(wait_until="load"):
            target.first.click()

    def presses(self, name: str) -> None:
        """A button or a link by its whole name."""
        found = self.main.get_by_role("button", name=name, exact=True)
        self.follows(found.or_(self.main.get_by_role("link", name=name, exact=True)))

    def opens(self, words: str, said: str = "") -> None:
        """A link with these words in it; of a list, in the line that says something else besides."""
        place = self.main.locator("li, tr").filter(has_text=said) if said else self.main
        self.follows(place.get_by_role("link").filter(has_text=words))

    def fills(self, answers: Answers) -> None:
        """Answer questions by their labels: a text, a choice of a list, or a date in its three parts."""
        for label, answer in answers.items():
            self.counts.fields[self.counts.step] += 1
            if isinstance(answer, datetime.date):
                parts = self.main.get_by_role("group", name=label).get_by_role("textbox")
                for part, text in zip(parts.all(), answer.strftime("%d %m %Y").split(), strict=True):
                    part.fill(text)
                continue
            target = self.main.get_by_label(label, exact=True).first
            if target.evaluate("field => field.tagName") == "SELECT":
                target.select_option(label=answer)
            else:
                target.fill(answer)

    def ticks(self, *labels: str) -> None:
        """Choose boxes or buttons by their labels; all of one label at once."""
        for label in labels:
            for box in self.main.get_by_label(label, exact=True).all():
                self.counts.fields[self.counts.step] += 1
                box.check()

    def uploads(self, label: str, name: str, text: str) -> None:
        """Give a field a file."""
        self.counts.fields[self.counts.step] += 1
        content = text.encode()
        self.main.get_by_label(label).set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})

    def sees(self, *texts: str) -> None:
        """The page says so."""
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)

    def confirms(self) -> None:
        """Who signs or publishes types the password again."""
        if self.page.locator("h1", has_text="Confirm it is you").count():
            self.fills({"Password": PASSWORD})
            self.presses("Confirm")

    def decides(self, count: int) -> None:
        """Open each thing that waits for this person's decision, and approve it."""
        self.works()
        waiting = self.main.locator("section[aria-labelledby=decide]").get_by_role("link")
        titles = waiting.all_inner_texts()
        assert len(titles) == count, titles
        for title in titles:
            self.presses(title)
            self.presses("Approve")

    def sends_a_file(self, title: str, said: str, figures: list[tuple[int, int]]) -> None:
        """Fill in the template of a return, row by row, upload it and submit."""
        self.works()
        self.opens(title, said)
        self.opens("upload it")
        address = self.main.get_by_role("link", name="Download table (.csv)").get_attribute("href") or ""
        lines = list(csv.DictReader(io.StringIO(self.page.request.get(address).text().lstrip("\ufeff"))))
        for line, (current, previous) in zip(lines, figures, strict=True):
            line["Current 12 months"], line["Previous 12 months"] = str(current), str(previous)
        text = io.StringIO()
        writer = csv.DictWriter(text, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
        self.uploads("Upload your completed file", "figures.csv", text.getvalue())
        self.presses("Check file")
        self.presses("Save and submit for review")

    def signs_in(self) -> None:
        """Time has passed: with the password."""
        self.page.context.clear_cookies()
        self.works()
        self.fills({"Email address": self.address, "Password": PASSWORD})
        self.presses("Sign in")
        expect(self.page.locator("h1")).to_have_text("My work")


@dataclass
class Partnership:
    """A portal that was founded by the command, and what its worker does."""

    make_context: MakeContext
    clock: Clock
    counts: Counts = field(default_factory=Counts)
    people: dict[str, Someone] = field(default_factory=dict)

    def found(self, council: str, coordinator: str) -> Someone:
        """The one command; the coordinator follows the mailed link."""
        call_command("found_partnership", council=council, coordinator=coordinator, stdout=io.StringIO())
        return self.joins(coordinator)

    def joins(self, address: str) -> Someone:
        """Somebody follows the link of the mailed invitation, and sets a password."""
        self.worker_works()
        (link,) = [
            found
            for letter in mail.outbox
            if address in letter.to
            for found in re.findall(r"https?://[^/\s]+(/account/invitation/\S+)", str(letter.body))
        ]
        someone = self.people[address] = Someone(address, self.make_context(keeps_files=True).new_page(), self.counts)
        someone.goes_to(link)
        someone.fills({"Password": PASSWORD, "Enter the password again": PASSWORD})
        someone.presses("Set password and continue")
        expect(someone.page.locator("h1")).to_have_text("My work")
        return someone

    def letters_to(self, address: str, subject: str) -> list[str]:
        """The texts of the mails with this subject."""
        return [str(one.body) for one in mail.outbox if address in one.to and subject in one.subject]

    def worker_works(self) -> None:
        """What the worker does, once."""
        send_digests()
        for order in ReleaseOrder.objects.under_way():
            build_release(order.pk)
        for edition in Edition.objects.under_way():
            build_edition(edition.pk)
        send_notifications()

    def worker_builds_for(self, someone: Someone) -> None:
        """The worker does what the person's page waits for, and the page is opened again.

        Meanwhile it is closed: its script asks how far the worker is, and threads that share one SQLite in memory are
        refused what another one writes.
        """
        address = someone.page.url
        someone.page.goto("about:blank")
        self.worker_works()
        someone.page.goto(address)

    def goes_on_to(self, year: int, month: int, day: int, *addresses: str) -> None:
        """The clock goes on; people sign in again, everybody where nobody is named."""
        self.clock.go_to(year, month, day)
        with self.counts.of("sign in again"):
            for address in addresses or self.people:
                self.people[address].signs_in()
