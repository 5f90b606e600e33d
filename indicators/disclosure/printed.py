"""What a published table tells: every cell of it as facts about what is counted. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from indicators.definitions.families import PEOPLE, TOTAL, Column, Family, Row, get_family
from indicators.definitions.periods import Period, parse_period
from indicators.definitions.usable import BENCHMARKS
from indicators.definitions.values import ValueState
from indicators.disclosure.change_rules import PREVIOUS, Measure, decimal_of, measure_of
from indicators.disclosure.solver import facts
from indicators.disclosure.solver.facts import Fact
from indicators.disclosure.solver.policy import LOW_SYMBOL, Policy
from indicators.tables.denominators import BOUNDS
from indicators.tables.inputs import is_behind
from indicators.tables.measures import SHAPE as MEASURE_SERIES
from indicators.tables.series import SHAPE as SERIES
from indicators.tables.series import main_column

# The kind of a count that is not applicable.
NONE = "none"


@dataclass(frozen=True)
class Printed:
    """One printed number. `about` are the measures that it is worked out from: one for a count.

    The kind "low" is a count that prints the symbol of those that round to zero, and `NONE` one that is not applicable,
    except beside a rate: readers take it that there were none. `people` are those behind a rate, if the table names
    them, and it is per so many of them.
    """

    label: str
    kind: str
    about: tuple[Measure, ...]
    value: Decimal
    decimals: int
    people: int | None = None
    per: int = 10_000

    def facts(self, names: Sequence[str], population: int | None = None) -> list[Fact]:
        """What it tells of the quantities with these names, in the order of `about`."""
        if self.kind in ("count", NONE):
            return [facts.exactly(names[0], int(self.value))]
        if self.kind == "change":
            return [facts.difference(names[0], names[1], int(self.value))]
        if self.kind == "percent_change":
            return facts.percent_change(names[0], names[1], self.value, self.decimals)
        if self.kind == "share":
            return facts.share(names[0], names[1], self.value, self.decimals)
        people = self.people if population is None else population
        if self.kind != "rate" or people is None:
            return []
        return [facts.rate(names[0], people, self.per, self.value, self.decimals)]


def policy_of(content: Mapping[str, Any]) -> Policy | None:
    """The policy under which a table was published; None where there was none yet."""
    stored = content.get("disclosure")
    return None if stored is None else Policy.from_data(stored["policy"])


def printed_numbers(content: Mapping[str, Any]) -> Iterator[Printed]:
    """Every number of a published table that tells something of a count, those in its sentences with them.

    Symbols tell nothing, but for those of a count that rounds to zero, and of one that is not applicable.
    """
    family = get_family(content["slug"])
    reader = _Reader(content, family)
    if content["shape"] == SERIES:
        yield from reader.series()
    elif family.is_area_rates or content["shape"] == MEASURE_SERIES:
        yield from reader.areas()
    else:
        yield from reader.plain()
        yield from reader.trends()
    yield from reader.behind()


class _Reader:
    """Reads one table, by its shape."""

    def __init__(self, content: Mapping[str, Any], family: Family) -> None:
        self.content = content
        self.family = family
        self.period = parse_period(content.get("period") or content["year"])
        self.rows: dict[str, Row] = {row.key: row for row in family.fixed_rows}

    def plain(self) -> Iterator[Printed]:
        """A table of windows, of categories or of measures."""
        for row in self.content["rows"]:
            for cell in row["cells"]:
                if self._tells(cell["key"]):
                    yield from self._cell(row["key"], self.family.column(cell["key"]), cell, self.period)

    def _tells(self, key: str) -> bool:
        """Limits are worked out from what is printed beside them; populations and other areas are no secret."""
        return key not in (*BOUNDS, *BENCHMARKS) and (key != PEOPLE or self.family.counts_bases)

    def series(self) -> Iterator[Printed]:
        """A column a period."""
        column = main_column(self.family)
        for row in self.content["rows"]:
            for cell in row["cells"]:
                yield from self._cell(row["key"], column, cell, parse_period(cell["key"]))

    def areas(self) -> Iterator[Printed]:
        """Rates over the years, and counts and rates of the last one."""
        for table in (self.content, *self._further(behind=False)):
            for row in table["rows"]:
                for cell in row["cells"]:
                    yield from self._area_cell(row["key"], cell)

    def behind(self) -> Iterator[Printed]:
        """The counts that intervals, trends and usual ranges were worked out from."""
        columns = {column.key: column for column in self.family.columns}
        column = columns.get("count") if self.family.has_rates else main_column(self.family)
        if column is None:
            return
        for table in self._further(behind=True):
            for row in table["rows"]:
                for cell in row["cells"]:
                    yield from self._cell(row["key"], column, cell, parse_period(cell["key"]))

    def _further(self, *, behind: bool) -> list[Mapping[str, Any]]:
        return [table for table in self.content.get("more_tables", []) if is_behind(table) == behind]

    def _area_cell(self, area: str, cell: Mapping[str, Any]) -> Iterator[Printed]:
        if not self._tells(cell["key"]):
            return
        is_line = cell["key"] not in ("count", "rate", PEOPLE)
        column = self.family.column("rate" if is_line else cell["key"])
        yield from self._cell(area, column, cell, parse_period(cell["key"]) if is_line else self.period)

    def _cell(self, row: str, column: Column, cell: Mapping[str, Any], period: Period) -> Iterator[Printed]:
        value, kind = decimal_of(cell["value"]), column.computation or column.unit
        if self.family.has_rates and column.key == "rate":
            kind = "rate"
        if value is None and kind == "count" and str(cell["text"]).startswith(LOW_SYMBOL):
            value, kind = Decimal(0), "low"
        if kind == "count" and cell.get("state") == ValueState.NOT_APPLICABLE and not self.family.has_rates:
            value, kind = Decimal(0), NONE
        about = self._about(row, column, period)
        if value is not None and about:
            label = f"{self.family.slug}/{row}/{period.slug}/{column.key}"
            people = self._people(row, period) if kind == "rate" else None
            yield Printed(label, kind, about, value, column.decimals, people, self.family.per)

    def _people(self, area: str, period: Period) -> int | None:
        """The people that the table names behind a rate, if the rate is over them."""
        named = (self.content["statistics"].get("denominators") or {}).get(period.slug, {}).get(area, {})
        return int(named["persons"]) if named.get("agrees") else None

    def trends(self) -> Iterator[Printed]:
        """The first and the last of the five years that a sentence about a trend names."""
        columns = {column.key: column for column in self.family.columns}
        for row, trend in (self.content["statistics"].get("trends") or {}).items():
            column = columns["share"] if trend["of"] == "share" else main_column(self.family)
            for year, text in ((trend["from"], trend["first"]), (trend["to"], trend["last"])):
                kind, period = column.computation or column.unit, parse_period(year)
                value = Decimal(text.rstrip("%").replace(",", ""))
                label = f"{self.family.slug}/{row}/{year}/{column.key} in words"
                yield Printed(label, kind, self._about(row, column, period), value, column.decimals)

    def _about(self, row: str, column: Column, period: Period) -> tuple[Measure, ...]:
        """The measures behind a cell; none where it is worked out from nothing that is counted."""
        columns = {one.key: one for one in self.family.columns}
        if column.computation == "share":
            base = TOTAL if row == TOTAL else self.rows[row].base
            count = columns["count"]
            return tuple(measure_of(self.family, key, count, period) for key in (row, base)) if base else ()
        if column.computation:
            return tuple(measure_of(self.family, row, columns[key], period) for key in ("current", PREVIOUS))
        counts = columns["count"] if column.key == "rate" and "count" in columns else column
        return (measure_of(self.family, row, counts, period),)
