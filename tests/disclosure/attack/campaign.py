"""Plays a campaign release by release, and has the reader conclude what can be concluded after each.

A count leaks where the reader can exclude an end of what was promised of it, and could not before the release. What an
earlier release gave away under the policy of its day is no leak: nothing can take it back.
"""

import copy
import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from django.conf import settings
from django.test import Client

from partnership.exceptions import DomainError
from tests.disclosure.attack.cells import Cell
from tests.disclosure.attack.conclusions import Conclusions
from tests.disclosure.attack.crawl import crawl
from tests.disclosure.attack.files import observations_of_api
from tests.disclosure.attack.formats import Printed
from tests.disclosure.attack.knowledge import Knowledge
from tests.disclosure.attack.outcome import Outcome
from tests.disclosure.attack.portal import Made, Portal, Rules, window_of
from tests.disclosure.attack.statements import TOTAL, Between, Statement, has_total
from tests.disclosure.attack.tables import Measure, Policy, Table
from tests.leaks import Artefact

Script = Callable[[Portal], Iterator[str]]
MAIN = ("count", "current")
CANNOT, NOTHING_NEW = "Whatever is suppressed", "Nothing has changed"
OTHER_POLICY = "a different disclosure policy has been agreed since"


def fetch(address: str) -> tuple[int, str, bytes]:
    """What an anonymous reader is sent."""
    response = Client().get(address)
    data = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, response.headers.get("Content-Type", ""), data


class Campaign:
    """A portal, and somebody who reads all that it publishes.

    With `every_format`, all that can be crawled in the end; with `report`, the annual report among it, in two editions:
    one is published once the year has figures, the other at the end, and readers have both.
    """

    def __init__(self, name: str, portal: Portal, *, every_format: bool = False, report: bool = False) -> None:
        self.outcome = Outcome(name)
        self.portal = portal
        self.every_format = every_format or report
        self.report = report
        self.knowledge = Knowledge()
        self.promises: dict[str, tuple[int, int]] = {}
        self.printed = Printed()

    def play(self, script: Script) -> Outcome:
        """Play it to its end: the script yields the year of each release that is to be made."""
        try:
            self._play(script)
        except DomainError as error:
            self.outcome.faults.append(f"{self.outcome.name} could not go on: {error.message}")
        if self.report:
            self._publish_report()
        if self.every_format:
            self.portal.store_workbooks()
            self._compare(crawl(fetch, settings.SITE_URL))
        return self.outcome

    def _publish_report(self) -> None:
        """Publish the year's report; none can be where another policy was agreed after the last release."""
        try:
            self.portal.publish_report()
        except DomainError as error:
            if OTHER_POLICY not in error.message:
                self.outcome.faults.append(f"{self.outcome.name}, report: {error.message}")

    def _play(self, script: Script) -> None:
        for year in script(self.portal):
            made = self.portal.release(year)
            if made.slug:
                self.outcome.releases += 1
                self._read(made)
                if self.report and made.year == self.portal.cast.year.slug and not self.portal.has_report:
                    self._publish_report()
            elif CANNOT in made.refusal:
                self._refused(made)
            elif NOTHING_NEW not in made.refusal:
                self.outcome.faults.append(f"{self.outcome.name}: {made.refusal}")

    def _read(self, made: Made) -> None:
        before = copy.deepcopy(self.knowledge)
        tables = list(self._tables(made))
        sent = {family for family, period in made.sent if period.startswith(made.year)}
        if sent - {table.family for table in tables}:
            self._refused(made)
        self.knowledge.read(tables)
        self.outcome.faults += [f"{self.outcome.name}: {one}" for one in self.knowledge.wrong]
        self.knowledge.wrong = []
        for table in tables:
            self._promise(made, table)
            self.outcome.cells += len(table.cells)
        self._compare(self._files(made, tables))
        self._conclude(made, _Before(before, tables, self.promises, self.knowledge.true))

    def _tables(self, made: Made) -> Iterator[Table]:
        """The tables of a release, as the API gives them."""
        release = json.loads(fetch(f"/api/v1/releases/{made.slug}")[2])
        for family in release["datasets"]:
            at = f"/api/v1/datasets/{family}/versions/{made.slug}"
            version = json.loads(fetch(at)[2])
            cells = observations_of_api(fetch(f"{at}/observations?limit=1000")[2])
            self.printed.add(cells)
            true = dict(_true(made, family, cells))
            yield Table(made.slug, family, cells, Policy.read(version["notes"]), true, version["headline"])

    def _files(self, made: Made, tables: Sequence[Table]) -> list[Artefact]:
        """The page of a release and its files, of which nothing else is made later."""
        page = f"/releases/{made.slug}/"
        addresses = [page, f"{page}changes/", *(f"{page}{table.family}.csv" for table in tables)]
        found = [(address, *fetch(address)) for address in addresses]
        return [Artefact(address, kind, data) for address, status, kind, data in found if status == 200]

    def _compare(self, artefacts: Sequence[Artefact]) -> None:
        self.outcome.artefacts += len(artefacts)
        self.outcome.faults += [f"{self.outcome.name}: {one}" for one in self.printed.wrong(artefacts)]

    def _promise(self, made: Made, table: Table) -> None:
        """What the policy promises of each count that is not printed as it is."""
        rules = made.rules_of(table.family)
        printed = {
            Measure(table.family, cell.row_key, cell.start, cell.end)
            for cell in table.cells
            if cell.unit == "count" and cell.number is not None and not rules.base
        }
        for measure, true in table.true.items():
            if rules.protects(true) and measure not in printed:
                name = self.knowledge.name(measure, true)
                least, most = self.promises.get(name, rules.small)
                self.promises[name] = min(least, rules.small[0]), max(most, rules.small[1])

    def _conclude(self, made: Made, before: "_Before") -> None:
        now = conclusions(self.knowledge)
        self.outcome.counts = max(self.outcome.counts, len(now.true))
        self.outcome.relations = max(self.outcome.relations, len(now.statements))
        self.outcome.sensitive = len(self.promises)
        for name, (least, most) in self.promises.items():
            if now.can_be_at_most(name, least) and now.can_be_at_least(name, most):
                continue
            low, high = now.interval(name, least, most)
            was_low, was_high = before.interval(name, least, most)
            if low > was_low or high < was_high:
                self.outcome.leaks.append(
                    f"{self.outcome.name}, release {made.slug}: {name} is known to be {low} to {high}, "
                    f"before {was_low} to {was_high}, promised {least} to {most}"
                )
            else:
                self.outcome.exposed += 1

    def _refused(self, made: Made) -> None:
        """A table that is refused is proven to be: something is concluded although everything is hidden that may be."""
        self.outcome.refused += 1
        if self._is_beyond_help(made):
            self.outcome.proven += 1
        else:
            self.outcome.faults.append(f"{self.outcome.name}: {made.slug} refused without need: {made.refusal}")

    def _is_beyond_help(self, made: Made) -> bool:
        known, before = copy.deepcopy(self.knowledge), copy.deepcopy(self.knowledge)
        tables = list(_hidden_tables(made))
        known.expect(tables)
        promises = dict(self.promises)
        for table in tables:
            rules = made.rules_of(table.family)
            for measure, true in table.true.items():
                name = known.name(measure, true)
                known.statements += _always_printed(name, true, rules)
                if rules.protects(true):
                    least, most = promises.get(name, rules.small)
                    promises[name] = min(least, rules.small[0]), max(most, rules.small[1])
        now, earlier = conclusions(known), _Before(before, tables, promises, known.true)
        return any(
            now.interval(name, *ends) != earlier.interval(name, *ends)
            for name, ends in promises.items()
            if not (now.can_be_at_most(name, ends[0]) and now.can_be_at_least(name, ends[1]))
        )


def conclusions(knowledge: Knowledge, true: Mapping[str, int] | None = None) -> Conclusions:
    """What can be concluded from what is known; `true` adds counts of which nothing is known."""
    return Conclusions([*knowledge.statements, *knowledge.people_of_rates()], {**(true or {}), **knowledge.true})


class _Before:
    """What could be concluded before a release, of the counts that it is about; worked out where it is asked."""

    def __init__(
        self, known: Knowledge, tables: Sequence[Table], promises: Mapping[str, object], true: Mapping[str, int]
    ) -> None:
        self.known, self.tables = known, tables
        self.asked = {name: true[name] for name in promises}
        self.found: Conclusions | None = None

    def interval(self, name: str, least: int, most: int) -> tuple[int, int]:
        """The ends of a count."""
        if self.found is None:
            self.known.expect(self.tables)
            self.found = conclusions(self.known, self.asked)
        return self.found.interval(name, least, most)


def _hidden_tables(made: Made) -> Iterator[Table]:
    """What would be counted in the tables of a release that was refused; nothing is printed of it.

    A total that nobody sends is counted all the same: hidden, it can be a number that it was before.
    """
    for (family, period), answers in made.sent.items():
        if period.startswith(made.year):
            true = {}
            totals = [(TOTAL, column) for column in dict.fromkeys(column for _, column in answers)]
            for row, column in [*answers, *(totals if has_total(family) else [])]:
                count = _sent(answers, row, column)
                start, end = window_of(family, period, column)
                if count is not None:
                    true[Measure(family, row, start, end)] = count
            yield Table("", family, (), Policy(), true)


def _always_printed(name: str, true: int, rules: Rules) -> Iterator[Statement]:
    """What a policy tells of a count however it is hidden."""
    if rules.method == "none" or (rules.zeros == "always" and true == 0):
        yield Between(name, true, true)
    elif rules.zeros == "always":
        yield Between(name, 1, None)


def _true(made: Made, family: str, cells: Sequence[Cell]) -> Iterator[tuple[Measure, int]]:
    """The true count behind each cell that counts something, or is the rate of a count."""
    current = next((cell.period for cell in cells if cell.column_key == "current"), "")
    for cell in cells:
        if cell.unit not in ("count", "rate"):
            continue
        of, column = (current, "previous") if cell.column_key == "previous" else (cell.period, "")
        count = _sent(made.sent.get((family, of), {}), cell.row_key, column)
        if count is not None:
            yield Measure(family, cell.row_key, cell.start, cell.end), count


def _sent(answers: Mapping[tuple[str, str], int | None], row: str, column: str) -> int | None:
    columns = [column] if column else MAIN
    if row == TOTAL:
        counts = [count for (_, key), count in answers.items() if key in columns]
        return None if None in counts or not counts else sum(count or 0 for count in counts)
    return next((count for (key, of), count in answers.items() if key == row and of in columns), None)
