"""Figures of two years side by side. Pure.

Every text here is a cell that a release of its own year has published already, copied as it stands, symbols and all.
No difference, percentage, rank or sentence is made of the two: nothing is printed that a reader of both releases does
not have before them, so disclosure control has nothing new to weigh. A cell that either release hides stays hidden.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from indicators.definitions.one_by_one import one_by_one
from indicators.definitions.periods import Period, parse_period

Content = Mapping[str, Any]
SERIES = "series"
ILLUSTRATIVE = "Includes illustrative figures, made up to show how the portal works."
NOT_COMPARED = "We cannot put the figures of both years side by side."
REDEFINED = "The definition has changed since the year before: compare with care."


@dataclass(frozen=True)
class Measure:
    """One measure of a table, and the column that holds it in each of the two years."""

    label: str
    then: str
    now: str


@dataclass(frozen=True)
class SideBySide:
    """One table: for each row and measure, the text of the year before, then the text of this year.

    A row is what was counted, under `row_head`; in a series it is a month or a quarter. A family that cannot be
    compared has no rows, and a note that says so.
    """

    slug: str
    title: str
    measures: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    row_head: str = "Measure"


def side_by_side(then: Iterable[Content], now: Iterable[Content]) -> tuple[SideBySide, ...]:
    """The families that both years published in the same shape, in this year's order.

    A family is one table; one that is published by month or quarter is a table for each of its rows.
    """
    before = {content["slug"]: content for content in then}
    pairs = [(before[content["slug"]], content) for content in now if content["slug"] in before]
    alike = [(then_, now_) for then_, now_ in pairs if then_["shape"] == now_["shape"]]
    made, failed = one_by_one(alike, lambda pair: list(_tables(*pair)), lambda pair: str(pair[1]["slug"]))
    found = [table for tables in made for table in tables]
    return (*found, *(SideBySide(one["slug"], one["title"], (), (), (NOT_COMPARED,)) for _then, one in failed))


def _tables(then: Content, now: Content) -> Iterator[SideBySide]:
    if now["shape"] == SERIES:
        yield from _series(then, now)
        return
    measures = list(_measures(then, now))
    earlier = {row["key"]: _texts(row) for row in then["rows"]}
    rows = tuple(_rows(now["rows"], earlier, measures)) if measures else ()
    if rows:
        labels = tuple(one.label for one in measures)
        yield SideBySide(now["slug"], now["title"], labels, rows, tuple(_notes(then, now)))


def _series(then: Content, now: Content) -> Iterator[SideBySide]:
    """Each row of a series: months or quarters down, the two years across; not the periods that one year alone has."""
    same_part = {parse_period(column["key"]).part: column["key"] for column in then["columns"]}
    periods = [parse_period(column["key"]) for column in now["columns"]]
    earlier = {row["key"]: _texts(row) for row in then["rows"]}
    for row in now["rows"]:
        texts, before = _texts(row), earlier.get(row["key"], {})
        rows = tuple(
            (_in_any_year(period), before[same_part[period.part]], texts[period.slug])
            for period in periods
            if same_part.get(period.part) in before
        )
        if rows:
            yield SideBySide(
                f"{now['slug']}-{row['key']}",
                f"{now['title']}: {_row_label(row)}",
                (now["rate_label"],),
                rows,
                tuple(_notes(then, now)),
                "Period",
            )


def _in_any_year(period: Period) -> str:
    """April; April to June; 12 months to June."""
    if period.months == 12:
        return f"12 months to {period.ends_on:%B}"
    return f"{period.starts_on:%B}" if period.months == 1 else f"{period.starts_on:%B} to {period.ends_on:%B}"


def _measures(then: Content, now: Content) -> Iterator[Measure]:
    """The columns that say the same of each year."""
    shape = now["shape"]
    if shape == "windows":
        yield Measure(_label(now, "current"), "current", "current")
    elif shape == "area_rates":
        yield from _rates(then, now)
    elif shape in ("categories", "measures"):
        known = {column["key"] for column in then["columns"]}
        for column in now["columns"]:
            if column["key"] in known:
                yield Measure(column["label"], column["key"], column["key"])


def _rates(then: Content, now: Content) -> Iterator[Measure]:
    """The rates of the year, and those of each of its shorter periods that the year before has, too."""
    known = {column["key"] for column in then["columns"]}
    for column in now["columns"]:
        period = parse_period(column["key"])
        before = period.year_before().slug
        if period.year_slug == now["year"] and before in known:
            yield Measure(f"Rate, {_in_any_year(period)}" if period.part else "Rate", before, period.slug)


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
    first, last = parse_period(then["year"]).starts_on, parse_period(now["year"]).ends_on
    for one in now.get("breaks", ()):
        period = parse_period(one["key"])
        if one["key"] not in known or first < period.starts_on <= last:
            yield f"Break in the series from {period}: {one['why'].rstrip('.')}."
    if then["illustrative"] or now["illustrative"]:
        yield ILLUSTRATIVE
