"""A released or protected table as a scorecard for a meeting: the latest value, those before it, what to compare with.

Pure. It prints the texts of the table and works out nothing but the colour of a target, and that only from a value that
is printed: a suppressed one has no colour, since a colour would say on which side of the target it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol

from indicators.definitions.usable import BENCHMARKS

# How many values before the latest one a meeting is shown.
MOST_BEFORE = 4
# A longer list of categories is cut to its largest: the whole table is one page on.
MOST_LINES = 8
LARGEST = 5
STEADY = "No unusual variation."
# Tables with one column for each period.
WITH_PERIODS = {"area_rates", "series", "measure_series"}


class Rag(StrEnum):
    """How a figure stands beside its target. Told as a word; the colour is beside it."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"

    @property
    def label(self) -> str:
        """“Green: target met”."""
        return {"green": "Green: met", "amber": "Amber: near", "red": "Red: not met"}[self.value]


class Aimed(Protocol):
    """What a target says."""

    aim: str
    value: Decimal
    amber: Decimal

    @property
    def in_words(self) -> str: ...


@dataclass(frozen=True)
class Point:
    """One printed value with the head of its column."""

    label: str
    text: str


@dataclass(frozen=True)
class Line:
    """One row of a scorecard. `rag` is None without a target, and where the value is not printed."""

    key: str
    label: str
    latest: Point
    before: tuple[Point, ...]
    # Its values for parts of the year, as they were released, the newest first.
    within: tuple[Point, ...]
    beside: tuple[Point, ...]
    said: str = ""
    target: str = ""
    reason: str = ""
    rag: Rag | None = None


def rag_of(value: Decimal, target: Aimed) -> Rag:
    """The colour of a value: green on the right side of the target, amber up to its limit, red beyond."""
    sign = 1 if target.aim == "at_least" else -1
    if sign * value >= sign * target.value:
        return Rag.GREEN
    return Rag.AMBER if sign * value >= sign * target.amber else Rag.RED


def main_column(content: Mapping[str, Any]) -> int:
    """Where the latest value of each row stands: the newest period, the current window, the count or the rate."""
    keys = [column["key"] for column in content["columns"]]
    if content["shape"] in WITH_PERIODS:
        return len(keys) - 1
    return keys.index({"windows": "current", "categories": "count", "measures": "rate"}[content["shape"]])


def lines_of(
    content: Mapping[str, Any], targets: Mapping[str, Any], parts: Sequence[Mapping[str, Any]] = ()
) -> tuple[Line, ...]:
    """Each row of the main table. `targets` are those in force for the family, by row, each with its reason.

    `parts` are the tables of the same family that were released for quarters or half-years of the year, newest first.
    """
    place = main_column(content)
    own = content["rows"][:1] if content["shape"] == "area_rates" else content["rows"]
    if len(own) > MOST_LINES:
        own = _largest(own, place, targets)
    # A series has its quarters as columns already.
    shown = () if content["shape"] in WITH_PERIODS else parts
    return tuple(_line(content, row, place, targets.get(row["key"]), shown) for row in own)


def _largest(rows: Sequence[Mapping[str, Any]], place: int, targets: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The rows with a target, and those with the largest values that are printed, in the order of the table."""
    printed = [row for row in rows if row["cells"][place]["value"] is not None]
    largest = sorted(printed, key=lambda row: Decimal(row["cells"][place]["value"]), reverse=True)[:LARGEST]
    return [row for row in rows if row in largest or row["key"] in targets]


def _line(
    content: Mapping[str, Any], row: Mapping[str, Any], place: int, target: Any, parts: Sequence[Mapping[str, Any]]
) -> Line:
    value = row["cells"][place]["value"]
    return Line(
        key=row["key"],
        label=row["label"],
        latest=_point(content, row, place),
        before=tuple(_point(content, row, one) for one in _places_before(content, place)),
        within=tuple(_within(row["key"], parts))[:MOST_BEFORE],
        beside=tuple(_beside(content, row, place)),
        said=_said(content, row),
        target=target.in_words if target else "",
        reason=target.reason if target else "",
        rag=rag_of(Decimal(value), target) if target and value is not None else None,
    )


def _within(key: str, parts: Sequence[Mapping[str, Any]]) -> Iterator[Point]:
    """What was released of a row for parts of the year, the newest first, as the newest release says it."""
    said = set()
    for part in parts:
        # None where its definition had no such row yet.
        for row in (one for one in part["rows"] if one["key"] == key):
            for point in _by_period(part, row):
                if point.label not in said:
                    said.add(point.label)
                    yield point


def _by_period(part: Mapping[str, Any], row: Mapping[str, Any]) -> list[Point]:
    """The values of a row by period, the newest first."""
    if part["shape"] in WITH_PERIODS:
        return [_point(part, row, place) for place in range(main_column(part), -1, -1)]
    return [Point(part["period_label"], row["cells"][main_column(part)]["text"])]


def _point(content: Mapping[str, Any], row: Mapping[str, Any], place: int) -> Point:
    return Point(content["columns"][place]["label"], row["cells"][place]["text"])


def _places_before(content: Mapping[str, Any], place: int) -> Sequence[int]:
    """The columns of earlier periods, the newest first."""
    if content["shape"] in WITH_PERIODS:
        return range(place - 1, max(place - 1 - MOST_BEFORE, -1), -1)
    return [number for number, column in enumerate(content["columns"]) if column["key"] == "previous"]


def _beside(content: Mapping[str, Any], row: Mapping[str, Any], place: int) -> list[Point]:
    """What the row is compared with: the other areas of the same period, or the benchmarks that the source prints."""
    if content["shape"] == "area_rates":
        return [Point(one["label"], one["cells"][place]["text"]) for one in content["rows"][1:]]
    keys = {column["key"]: number for number, column in enumerate(content["columns"])}
    return [_point(content, row, keys[key]) for key in BENCHMARKS if key in keys]


def _said(content: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    """What may be said of the row's change, where a test was made."""
    statistics = content.get("statistics") or {}
    entry = (statistics.get("rows") or {}).get(row["key"], {})
    if isinstance(entry, str):
        # Of a series it is a state for machines: the words are among those of all rows.
        own = f"{row['label']}: "
        said = [one.removeprefix(own) for one in statistics["sentences"] if one.startswith(own)]
        return " ".join(f"{one[:1].upper()}{one[1:]}" for one in said) or (STEADY if entry == "steady" else "")
    return str(entry.get("short", ""))
