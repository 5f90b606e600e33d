"""A published table as observations: one answer a cell, with all that is needed to read it alone. Pure."""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from indicators.definitions.periods import ON_ONE_DAY, Period, parse_period

SYMBOL = re.compile(r"\[[a-z]+\]")
PROVISIONAL, REVISED = "[p]", "[r]"


@dataclass(frozen=True)
class Observation:
    """One cell. `value` is a plain decimal number as text, empty where there is none; `state` says which of the two.

    `symbol` holds the marks that are printed with it. `area` is the slug of the area that the number is about.
    """

    release: str
    family: str
    table: str
    row_key: str
    row: str
    group: str
    area: str
    column_key: str
    column: str
    unit: str
    period: str
    period_label: str
    period_start: datetime.date
    period_end: datetime.date
    value: str
    symbol: str
    state: str
    provisional: bool
    revised: bool
    late: bool
    illustrative: bool
    supplier: str


def tables_of(content: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The main table and those after it; each has a title, columns and rows."""
    yield content
    yield from content.get("more_tables", [])


def period_of(content: Mapping[str, Any]) -> Period:
    """What the table is about; one that was published before there were shorter periods is about its year."""
    return parse_period(content.get("period") or content["year"])


def _period_of_column(column: Mapping[str, Any], base: Period) -> Period:
    """A column of a line of years is named by its year; a window before lies twelve months earlier."""
    try:
        return parse_period(column["key"])
    except ValueError:
        return base.year_before() if column["key"] == "previous" else base


def _sent_for(column: Mapping[str, Any], base: Period) -> str:
    """The period of the return in which a column was sent: the window before comes with the current one."""
    return base.slug if column["key"] == "previous" else _period_of_column(column, base).slug


def _symbols(text: str) -> str:
    """The symbols that are printed with a cell, such as [x] or [r]."""
    return " ".join(SYMBOL.findall(text))


def _label(column: Mapping[str, Any], period: Period, content: Mapping[str, Any]) -> str:
    if column.get("period"):
        return str(column["period"])
    return str(content["period_label"]) if period == period_of(content) else period.label


def observations(content: Mapping[str, Any], release: str, area: str = "") -> Iterator[Observation]:
    """Every cell of a published table, in the order of its tables, rows and columns.

    `area` is the slug of the partnership's area, to which all that is not set out by area belongs.
    """
    base = period_of(content)
    is_stock = content["period_label"].startswith(ON_ONE_DAY)
    by_area = content["shape"] == "area_rates"
    late = content.get("late_periods", [base.slug] if content.get("late") else [])
    for table in tables_of(content):
        columns = {column["key"]: column for column in table["columns"]}
        for row in table["rows"]:
            for cell in row["cells"]:
                column = columns[cell["key"]]
                period = _period_of_column(column, base)
                symbol = _symbols(cell["text"])
                yield Observation(
                    release=release,
                    family=content["slug"],
                    table=table["title"],
                    row_key=row["key"],
                    row=row["label"],
                    group=row.get("group", ""),
                    area=row["key"] if by_area else area,
                    column_key=cell["key"],
                    column=column["label"],
                    unit=column["unit"],
                    period=period.slug,
                    period_label=_label(column, period, content),
                    period_start=period.ends_on if is_stock else period.starts_on,
                    period_end=period.ends_on,
                    value=cell["value"] or "",
                    symbol=symbol,
                    state=cell["state"],
                    provisional=PROVISIONAL in symbol,
                    revised=REVISED in symbol,
                    late=_sent_for(column, base) in late,
                    illustrative=cell["illustrative"],
                    supplier=content["supplier"],
                )
