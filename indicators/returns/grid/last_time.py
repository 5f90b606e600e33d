"""What was approved before, beside what is typed now, and what changed between the two. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.definitions.families import Column, Family, Row
from indicators.definitions.values import Value, plain, signed, text_of

Cell = tuple[str, str]
Figures = Mapping[Cell, Value]
CURRENT, PREVIOUS = "current", "previous"
BLANK = "blank"
SAME = "same"
MARKS = (("provisional", " [p]"), ("revised", " [r]"), ("illustrative", " (illustrative)"))


@dataclass(frozen=True)
class Earlier:
    """The approved answers of one earlier period."""

    label: str
    figures: Figures


@dataclass(frozen=True)
class History:
    """The period just before, and the same window a year before. For yearly returns the two are the same."""

    last: Earlier | None = None
    year_before: Earlier | None = None

    @property
    def periods(self) -> tuple[Earlier, ...]:
        """Those that have approved figures, each once, the nearest first."""
        found = (self.last, self.year_before)
        return tuple(one for index, one in enumerate(found) if one is not None and one not in found[:index])


@dataclass(frozen=True)
class Beside:
    """An approved answer beside a cell: of which period, as it is printed, and its number for the page's script."""

    label: str
    value: Value
    text: str
    number: str = ""
    difference: str = ""


@dataclass(frozen=True)
class FigureChange:
    """A figure that says something else than before. `since` names the period where several are compared."""

    row: str
    column: str
    label: str
    column_label: str
    before: str
    now: str
    difference: str = ""
    since: str = ""


def beside(family: Family, row: Row, column: Column, history: History, now: Value | None) -> tuple[Beside, ...]:
    """What was approved before for a cell, the nearest first.

    A column for the window before is set beside the figure of the year before that it repeats.
    """
    points: list[tuple[str, Value | None]] = [
        (one.label, one.figures.get((row.key, column.key))) for one in history.periods
    ]
    if family.shape == "windows" and column.key == PREVIOUS:
        repeated = history.year_before
        points = [] if repeated is None else [(repeated.label, repeated.figures.get((row.key, CURRENT)))]
    return tuple(_point(label, value, column, now) for label, value in points if value is not None)


def _point(label: str, value: Value, column: Column, now: Value | None) -> Beside:
    return Beside(
        label,
        value,
        text_of(value, column.unit, column.decimals),
        "" if value.number is None else plain(value.number, column.decimals),
        difference(now, value, column.decimals),
    )


def difference(now: Value | None, before: Value | None, decimals: int = 0) -> str:
    """Now minus before: +12, -3, or that both are the same. Empty where one of the two is no number."""
    if now is None or before is None or now.number is None or before.number is None:
        return ""
    return _signed(now.number - before.number, decimals)


def _signed(number: Decimal, decimals: int) -> str:
    return signed(number, decimals) if number else SAME


def answer_words(value: Value | None, column: Column) -> str:
    """An answer with everything that is said about it: its symbol, its reason, its marks."""
    if value is None:
        return BLANK
    marks = "".join(mark for flag, mark in MARKS if getattr(value, flag))
    reason = f": {value.reason}" if value.reason else ""
    return text_of(value, column.unit, column.decimals) + marks + reason


def changes_since_last_time(
    family: Family, rows: Sequence[Row], now: Figures, history: History
) -> tuple[FigureChange, ...]:
    """The figures that differ from what was approved before. Cells that are still blank are not among them."""
    found = []
    for row in rows:
        for column in family.input_columns:
            value = now.get((row.key, column.key))
            points = beside(family, row, column, history, value)
            if value is not None and points and _differ(value, points[0].value):
                found.append(_change(row, column, points[0].value, value, points[0].label))
    return tuple(found)


def changes_between(family: Family, rows: Sequence[Row], before: Figures, now: Figures) -> tuple[FigureChange, ...]:
    """Every answer of the form that is not word for word what it was, blanks and reasons among them."""
    found = []
    for row in rows:
        for column in family.input_columns:
            old, new = before.get((row.key, column.key)), now.get((row.key, column.key))
            if answer_words(old, column) != answer_words(new, column):
                found.append(_change(row, column, old, new))
    return tuple(found)


def _differ(one: Value, other: Value) -> bool:
    """Whether two answers say something else, whatever is said about them."""
    return (one.number, one.number is None and one.state) != (other.number, other.number is None and other.state)


def _change(row: Row, column: Column, before: Value | None, now: Value | None, since: str = "") -> FigureChange:
    return FigureChange(
        row.key,
        column.key,
        row.label,
        column.label,
        answer_words(before, column),
        answer_words(now, column),
        difference(now, before, column.decimals),
        since,
    )
