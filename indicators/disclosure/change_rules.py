"""What is counted, whoever prints it: a row of a family over a window of time. Pure."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from indicators.definitions.cells import total_of
from indicators.definitions.families import BASE, PEOPLE, TOTAL, Column, Family
from indicators.definitions.periods import ON_ONE_DAY, Period, parse_period
from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import Value, is_count

PREVIOUS = "previous"
# Kinds of rules in which the greater number is no base or total of the others.
NO_WHOLES = ("at_most", "behind", "counted_again")
# Between the name of a count and the number of another value that it was said to have.
OTHERWISE = " (otherwise"


class Place(NamedTuple):
    """Where a number stands: the family, the period of the return, the row and the column."""

    family: str
    period: str
    row: str
    column: str


@dataclass(frozen=True, order=True)
class Measure:
    """One thing that is counted. Two places with the same measure tell the same number."""

    family: str
    row: str
    starts_on: datetime.date
    ends_on: datetime.date

    @property
    def key(self) -> str:
        """The name of the quantity."""
        return f"{self.family}/{self.row}/{self.starts_on}..{self.ends_on}"

    @classmethod
    def from_key(cls, key: str) -> "Measure":
        """Read what `key` wrote. Raises `ValueError`."""
        family, row, window = key.rsplit("/", 2)
        starts_on, ends_on = (datetime.date.fromisoformat(day) for day in window.split(".."))
        return cls(family, row, starts_on, ends_on)


@dataclass(frozen=True)
class Counted:
    """A count at its place. `is_whole` tells totals and bases, which a table can hardly do without."""

    place: Place
    measure: Measure
    value: int
    is_whole: bool


def window_of(family: Family, column: Column, period: Period) -> tuple[datetime.date, datetime.date]:
    """From when to when a column of a return of this period counts. A stock is counted on the last day alone."""
    own = period.year_before() if column.key == PREVIOUS else period
    is_stock = (column.period or family.period).startswith(ON_ONE_DAY)
    return (own.ends_on if is_stock else own.starts_on), own.ends_on


def measure_of(family: Family, row: str, column: Column, period: Period) -> Measure:
    """What a place of a return of this period counts."""
    return Measure(family.slug, f"{row}{BASE}" if column.key == PEOPLE else row, *window_of(family, column, period))


def whole_rows(family: Family) -> frozenset[str]:
    """The rows that others are parts of. Events are no whole of the people whom they happened to."""
    bases = {row.base for row in family.fixed_rows if row.base}
    wholes = {key for rule in family.rules if rule.kind not in NO_WHOLES for key in (rule.whole, rule.upper) if key}
    return frozenset(bases | wholes | {TOTAL})


def whole_number(value: Value) -> int | None:
    """The count, where the value is one: people and events are whole, and not below zero."""
    number = value.number
    return int(number) if number is not None and is_count(number) else None


def count_columns(family: Family) -> list[Column]:
    """The columns that are typed and count something. The population of an area is no secret."""
    counts = [column for column in family.input_columns if column.unit == "count"]
    return [column for column in counts if column.key != PEOPLE or family.counts_bases]


def counted(snapshot: Snapshot) -> Iterator[Counted]:
    """Every count of a return, its total with it."""
    period, family = parse_period(snapshot.period), snapshot.family
    wholes = whole_rows(family)
    rows = [row.key for row in snapshot.rows] + ([TOTAL] if family.total_label else [])
    for column in count_columns(family):
        for row in rows:
            value = (
                total_of(snapshot.figures, snapshot.rows, column.key)
                if row == TOTAL
                else snapshot.value(row, column.key)
            )
            number = whole_number(value)
            if number is not None:
                place = Place(family.slug, snapshot.period, row, column.key)
                is_whole = row in wholes or column.key == PEOPLE
                yield Counted(place, measure_of(family, row, column, period), number, is_whole)


def decimal_of(text: str | None) -> Decimal | None:
    """The number of a published cell; None where it prints a symbol."""
    return None if text is None else Decimal(text)
