"""What a reader knows after each release: what every table that was ever public says, tied by what the definitions say.

A count is named by what is counted and by its true number: a figure that was revised is two counts, one that comes back
is the first again. So the reader is taken to know which figures changed, and never by how much. Whatever was public
together is tied together, at each release anew, and no tie is forgotten.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from tests.disclosure.attack.cells import Cell
from tests.disclosure.attack.sentences import learned, untrue
from tests.disclosure.attack.statements import (
    TOTAL,
    Between,
    Linear,
    MoreMeansOne,
    Percent,
    Statement,
    base_of,
    decimals_of_rates,
    holds,
    said_by_definitions,
)
from tests.disclosure.attack.tables import Measure, Policy, Table
from tests.disclosure.attack.windows import Window, pieces_of

BOUNDS = ("lower", "upper")
PER = 10_000
# How far the people of one area may go up or down within a year.
GROWTH = Decimal("0.03")


def year_before(day: datetime.date) -> datetime.date:
    """The same day a year earlier; the last of February stays the last."""
    last = (day + datetime.timedelta(days=1)).month != day.month
    if last and day.month == 2:
        return day.replace(year=day.year - 1, day=29 if (day.year - 1) % 4 == 0 else 28)
    return day.replace(year=day.year - 1)


@dataclass
class Knowledge:
    """Everything that was ever public, release by release."""

    true: dict[str, int] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    # What every measure was said to be last, by release.
    now: dict[Measure, str] = field(default_factory=dict)
    rates: list[tuple[Measure, str, Decimal, int]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    _tied: set[frozenset[str]] = field(default_factory=set)
    # What tables say is not available: it can be any number.
    _missing: set[Measure] = field(default_factory=set)

    def name(self, measure: Measure, true: int) -> str:
        """The name of a count."""
        name = f"{measure.family}/{measure.row}/{measure.start}..{measure.end}={true}"
        self.true[name] = true
        return name

    def read(self, tables: Sequence[Table]) -> None:
        """Read the tables of one release, and tie what is public now."""
        for table in tables:
            names = {measure: self.name(measure, true) for measure, true in table.true.items()}
            none = {measure: self.name(measure, 0) for measure in _not_counted(table)}
            self.statements += [Between(name, 0, 0) for name in none.values()]
            names |= none
            self.now |= names
            self._missing |= _not_supplied(table)
            self._missing -= set(names)
            for cell in table.cells:
                self._learn(table, cell, names)
            self._read_words(table, names)
        self._tie()

    def _read_words(self, table: Table, names: Mapping[Measure, str]) -> None:
        self.wrong += untrue(table, table.headline)
        for statement in learned(table, table.headline, names):
            if holds(statement, self.true):
                self.statements.append(statement)
            else:
                self.wrong.append(f"{table.release}, {table.family}: not true of all rows: “{table.headline}”")

    def expect(self, tables: Sequence[Table]) -> None:
        """Know what will be counted in the tables of a release, and nothing of what they say."""
        for table in tables:
            self.now |= {measure: self.name(measure, true) for measure, true in table.true.items()}
        self._tie()

    def _learn(self, table: Table, cell: Cell, names: Mapping[Measure, str]) -> None:
        measure = Measure(table.family, cell.row_key, cell.start, cell.end)
        for statement in self._told(table, cell, measure, names):
            if holds(statement, self.true):
                self.statements.append(statement)
            else:
                self.wrong.append(
                    f"{table.release}, {table.family}, {cell.place.row}, {cell.place.column}: {cell.says}"
                )

    def _told(self, table: Table, cell: Cell, measure: Measure, names: Mapping[Measure, str]) -> Iterator[Statement]:
        policy, number = table.policy, cell.number
        if cell.unit == "count" and measure in names:
            yield from _count(names[measure], self.true[names[measure]], cell, policy)
        elif cell.unit in ("change", "signed_percent") and not policy.base:
            before = measure._replace(start=year_before(measure.start), end=year_before(measure.end))
            if measure in table.true and before in names:
                yield from _change(names[measure], names[before], cell)
        elif cell.unit == "percent" and number is not None:
            base = measure._replace(row=base_of(table.family, cell.row_key))
            if measure in names and base in names and measure != base and not policy.base:
                yield Percent(((names[measure], 1),), names[base], number, 1)
        elif cell.unit == "rate" and number is not None and measure in names and cell.column_key not in BOUNDS:
            decimals, people = decimals_of_rates(table.family), table.people.get((measure.row, measure.end))
            self.rates.append((measure, names[measure], number, decimals))
            # A rate tells the count to whoever knows the people.
            if people:
                yield from _over(names[measure], number, decimals, people, people, self.true[names[measure]])

    def people_of_rates(self) -> Iterator[Statement]:
        """Rates beside counts tell the people, and so the counts behind the rates of neighbouring years."""
        known: dict[tuple[str, datetime.date], list[tuple[Decimal, Decimal]]] = defaultdict(list)
        exact = {one.count: one.least for one in self.statements if isinstance(one, Between) and one.least == one.most}
        for measure, name, rate, decimals in self.rates:
            count, half = exact.get(name), _half(decimals)
            if count and rate > half:
                known[measure.row, measure.end].append((count * PER / (rate + half), count * PER / (rate - half)))
        for measure, name, rate, decimals in self.rates:
            if name in exact:
                continue
            for (row, end), intervals in known.items():
                years = abs(measure.end.year - end.year)
                if row != measure.row or years > 2:
                    continue
                low, high = max(one[0] for one in intervals), min(one[1] for one in intervals)
                factor = 1 + GROWTH * years
                yield from _over(name, rate, decimals, low / factor, high * factor, self.true[name])

    # --- What was public together

    def _tie(self) -> None:
        """Everything that the definitions say of the counts as they stand now."""
        by_span: dict[tuple[datetime.date, datetime.date], dict[str, str]] = defaultdict(dict)
        missing: dict[tuple[datetime.date, datetime.date], set[str]] = defaultdict(set)
        for measure, name in self.now.items():
            by_span[measure.start, measure.end][f"{measure.family}/{measure.row}"] = name
        for measure in self._missing:
            missing[measure.start, measure.end].add(f"{measure.family}/{measure.row}")
        same, _ = _series()
        for span, rows in by_span.items():
            # What another family counts as well stands for what its own table does not print.
            for one, other in same.items():
                rows |= {a: rows[b] for a, b in ((one, other), (other, one)) if a not in rows and b in rows}
            for said in said_by_definitions():
                for statement in _of_definition(said, rows, missing[span]):
                    if holds(statement, self.true):
                        self.statements.append(statement)
        self._tie_windows()

    def _tie_windows(self) -> None:
        same, totals = _series()
        series: dict[str, dict[str, Window]] = defaultdict(dict)
        for measure, name in self.now.items():
            row = f"{measure.family}/{measure.row}"
            window = Window(name, measure.start, measure.end, self.true[name])
            series[same.get(row, row)][name] = window
        sums = [(_expanded(parts, series), whole) for parts, whole in totals]
        for cluster in _clusters(series, sums):
            windows = {name: list(series[name].values()) for name in cluster if name in series}
            names = frozenset(window.count for of in windows.values() for window in of)
            if not names or names in self._tied:
                continue
            self._tied.add(names)
            inner = [one for one in sums if one[0] and one[1] in windows and all(part in windows for part in one[0])]
            found = pieces_of(f"pieces {len(self._tied)}", windows, inner)
            self.true |= found.true
            self.statements += [one for one in found.statements if holds(one, self.true)]


def _half(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals) / 2


def _over(
    name: str, rate: Decimal, decimals: int, fewest: Decimal | int, most: Decimal | int, true: int
) -> Iterator[Between]:
    """The counts that give this rate over so many people."""
    half = _half(decimals)
    low = (max(Decimal(0), rate - half) * Decimal(fewest) / PER).to_integral_value(ROUND_CEILING)
    high = ((rate + half) * Decimal(most) / PER).to_integral_value(ROUND_FLOOR)
    if low <= true <= high:
        yield Between(name, int(low), int(high))


def _count(name: str, true: int, cell: Cell, policy: Policy) -> Iterator[Statement]:
    """What a printed count tells, or the symbol that stands for one."""
    number = cell.number
    if number is None:
        if cell.symbol == "[low]":
            yield Between(name, 0 if policy.zeros_kept else 1, (policy.base - 1) // 2)
        elif cell.symbol and cell.symbol == policy.symbol and policy.zeros_always:
            yield Between(name, 1, None)
    elif policy.base and (number or policy.zeros_kept):
        low, high = _rounds_to(int(number), policy.base)
        yield Between(name, max(low, policy.most + 1) if true > policy.most else low, high)
    else:
        yield Between(name, int(number), int(number))


def _rounds_to(number: int, base: int) -> tuple[int, int]:
    """The counts whose nearest multiple, halves up, is this one."""
    return max(0, -((base - 2 * number) // 2)), -((-base - 2 * number) // 2) - 1


def _change(now: str, before: str, cell: Cell) -> Iterator[Statement]:
    number = cell.number
    if cell.unit == "change" and number is not None:
        yield Linear(((now, 1), (before, -1)), int(number), int(number))
    elif cell.unit == "signed_percent" and number is not None:
        yield Percent(((now, 1), (before, -1)), before, number, 1)
    elif cell.unit == "signed_percent" and cell.symbol == "[z]":
        yield Between(before, 0, 0)


def _not_counted(table: Table) -> Iterator[Measure]:
    """What a table says is not applicable: none were counted. Of a rate, or of what has parts, it says nothing."""
    rates = {cell.row_key for cell in table.cells if cell.unit == "rate"}
    wholes = {row for said in said_by_definitions() for row in said["right"]}
    for cell in table.cells:
        if f"{table.family}/{cell.row_key}" in wholes:
            continue
        measure = Measure(table.family, cell.row_key, cell.start, cell.end)
        if cell.unit == "count" and cell.symbol == "[z]" and cell.row_key not in rates and measure not in table.true:
            yield measure


def _not_supplied(table: Table) -> set[Measure]:
    return {
        Measure(table.family, cell.row_key, cell.start, cell.end)
        for cell in table.cells
        if cell.unit == "count" and cell.symbol == "[x]"
    }


def _all_of(
    entry: Sequence[str], rows: Mapping[str, str], missing: Collection[str], but: Sequence[str] = ()
) -> list[str] | None:
    """The counts of one side of a statement; None where one of them is not counted in this window, or not available."""
    found = []
    for one in entry:
        if one.endswith("/*"):
            stem = one.removesuffix("*")
            if any(row.startswith(stem) and row != f"{stem}{TOTAL}" and row not in but for row in missing):
                return None
            found += [
                name
                for row, name in rows.items()
                if row.startswith(stem) and row != f"{stem}{TOTAL}" and row not in but
            ]
        elif one in rows:
            found.append(rows[one])
        else:
            return None
    return found or None


def _of_definition(
    said: Mapping[str, Sequence[str]], rows: Mapping[str, str], missing: Collection[str] = ()
) -> Iterator[Statement]:
    """What one statement of the list says of the counts of a window."""
    kind = said["kind"]
    but = [*said["right"], *([str(said["some"])] if "some" in said else [])]
    unknown = () if kind.startswith("each") else missing
    left, right = _all_of(said["left"], rows, unknown, but), _all_of(said["right"], rows, unknown, said["left"])
    if left is None or right is None:
        if kind == "equal":
            # Without one of its parts a sum is no more than the whole.
            present = [name for one in said["left"] for name in _all_of([one], rows, ()) or ()]
            whole = _all_of(said["right"], rows, unknown)
            if whole and present:
                yield _linear(present, whole, None, 0)
        return
    if kind == "equal":
        yield _linear(left, right, 0, 0)
        yield _linear(left, right, None, 0)
        yield _linear(left, right, 0, None)
    elif kind == "at_most":
        yield _linear(left, right, None, 0)
    elif kind == "each_at_most":
        yield from (_linear([one], right, None, 0) for one in left)
    elif kind == "each_beside_at_most" and said["some"] in rows:
        beside = rows[str(said["some"])]
        yield from (_linear([one, beside], right, None, 0) for one in left)
    elif kind == "more_means_one" and said["some"] in rows:
        yield MoreMeansOne(left[0], right[0], rows[str(said["some"])])


def _linear(left: Sequence[str], right: Sequence[str], least: int | None, most: int | None) -> Linear:
    terms: dict[str, int] = defaultdict(int)
    for name in left:
        terms[name] += 1
    for name in right:
        terms[name] -= 1
    return Linear(tuple(terms.items()), least, most)


def _series() -> tuple[dict[str, str], list[tuple[list[str], str]]]:
    """Which rows are one series, and which series are totals of others."""
    same: dict[str, str] = {}
    for said in said_by_definitions():
        if said["kind"] == "equal" and len(said["left"]) == len(said["right"]) == 1 and "*" not in said["left"][0]:
            same[said["left"][0]] = said["right"][0]
    sums = [
        ([same.get(one, one) for one in said["left"]], same.get(said["right"][0], said["right"][0]))
        for said in said_by_definitions()
        if said["kind"] == "equal" and (len(said["left"]) > 1 or "*" in said["left"][0])
    ]
    return same, sums


def _expanded(parts: Sequence[str], series: Iterable[str]) -> list[str]:
    """The parts of a total by name, where they are all rows of a table."""
    if not parts[0].endswith("/*"):
        return list(parts)
    stem = parts[0].removesuffix("*")
    return [one for one in series if one.startswith(stem) and one != f"{stem}{TOTAL}"]


def _clusters(series: Iterable[str], sums: Sequence[tuple[Sequence[str], str]]) -> list[list[str]]:
    """Series that hang together over totals."""
    of: dict[str, set[str]] = {one: {one} for one in series}
    for parts, whole in sums:
        together = set[str]().union(*(of.get(one, {one}) for one in (*parts, whole)))
        for one in together:
            of[one] = together
    return [sorted(one) for one in {id(group): group for group in of.values()}.values()]
