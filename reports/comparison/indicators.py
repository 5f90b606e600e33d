"""Figures of two years side by side. Pure.

Every text here is a cell that a release of its own year has published already, copied as it stands, symbols and all.
No difference, percentage, rank or sentence is made of the two: nothing is printed that a reader of both releases does
not have before them, so disclosure control has nothing new to weigh. A cell that either release hides stays hidden.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Content = Mapping[str, Any]
ILLUSTRATIVE = "Illustrative figures among these: made up to show how the portal works."
REDEFINED = "What is counted was defined otherwise in the year before: compare with care."


@dataclass(frozen=True)
class Measure:
    """One measure of a table, and the column that holds it in each of the two years."""

    label: str
    then: str
    now: str


@dataclass(frozen=True)
class SideBySide:
    """One family: for each row and measure, the text of the year before, then the text of this year."""

    slug: str
    title: str
    measures: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


def side_by_side(then: Iterable[Content], now: Iterable[Content]) -> tuple[SideBySide, ...]:
    """The families that both years published in the same shape, in this year's order."""
    before = {content["slug"]: content for content in then}
    found = (_family(before[content["slug"]], content) for content in now if content["slug"] in before)
    return tuple(family for family in found if family is not None)


def _family(then: Content, now: Content) -> SideBySide | None:
    measures = list(_measures(then, now)) if then["shape"] == now["shape"] else []
    earlier = {row["key"]: _texts(row) for row in then["rows"]}
    rows = tuple(_rows(now["rows"], earlier, measures)) if measures else ()
    if not rows:
        return None
    return SideBySide(now["slug"], now["title"], tuple(one.label for one in measures), rows, tuple(_notes(then, now)))


def _measures(then: Content, now: Content) -> Iterator[Measure]:
    """The columns that say the same of each year. A series by months has a column a month: it has none."""
    shape = now["shape"]
    if shape == "windows":
        yield Measure(_label(now, "current"), "current", "current")
    elif shape == "area_rates":
        yield Measure("Rate", then["year"], now["year"])
    elif shape == "categories":
        known = {column["key"] for column in then["columns"]}
        for column in now["columns"]:
            if column["key"] in known:
                yield Measure(column["label"], column["key"], column["key"])


def _label(content: Content, key: str) -> str:
    return next((column["label"] for column in content["columns"] if column["key"] == key), key)


def _texts(row: Mapping[str, Any]) -> dict[str, str]:
    return {cell["key"]: cell["text"] for cell in row["cells"]}


def _rows(
    rows: Iterable[Mapping[str, Any]], earlier: Mapping[str, Mapping[str, str]], measures: Sequence[Measure]
) -> Iterator[tuple[str, ...]]:
    """Rows that both years print, with every measure of both."""
    for row in rows:
        texts, before = _texts(row), earlier.get(row["key"], {})
        pairs = [(before.get(one.then), texts.get(one.now)) for one in measures]
        if all(first is not None and second is not None for first, second in pairs):
            yield (_row_label(row), *(text for pair in pairs for text in pair if text is not None))


def _row_label(row: Mapping[str, Any]) -> str:
    group = row.get("group", "")
    return row["label"] if group in row["label"] else f"{group}: {row['label']}"


def _notes(then: Content, now: Content) -> Iterator[str]:
    """What a reader has to know before comparing."""
    if then["definition"] != now["definition"]:
        yield REDEFINED
    known = {one["key"] for one in then.get("breaks", ())}
    for one in now.get("breaks", ()):
        if one["key"] not in known or one["key"] == now["year"]:
            yield f"Break in the series from {one['key']} on: {one['why'].rstrip('.')}."
    if then["illustrative"] or now["illustrative"]:
        yield ILLUSTRATIVE
