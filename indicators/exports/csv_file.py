"""Published tables as tidy CSV: one line a cell, plain numbers, ISO dates, nothing where there is no number. Pure."""

import csv
import datetime
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from indicators.exports.cells import Observation, observations
from ui.formulas import escape_formula


@dataclass(frozen=True)
class CsvColumn:
    """One column of every CSV: its name, what people call it, its type by XML Schema, and what it means."""

    name: str
    title: str
    datatype: str
    meaning: str
    may_be_empty: bool = False


COLUMNS = (
    CsvColumn("release", "Release", "string", "The release that the figure belongs to. Part of its web address."),
    CsvColumn("family", "Family", "string", "The indicator family. Part of its web address."),
    CsvColumn("table", "Table", "string", "The title of the table that the figure is in."),
    CsvColumn("row_key", "Row key", "string", "The row's identifier, which stays the same from year to year."),
    CsvColumn("row", "Row", "string", "The measure or area."),
    CsvColumn("group", "Group", "string", "The heading of the row's group, if there is one.", True),
    CsvColumn("area", "Area", "string", "The area, by its key in the list of areas.", True),
    CsvColumn("column_key", "Column key", "string", "The column's identifier."),
    CsvColumn("column", "Column", "string", "The column's heading."),
    CsvColumn("unit", "Unit", "string", "count, rate, percent, change or signed_percent."),
    CsvColumn("period", "Period key", "string", "The key of the period, such as 2022-23."),
    CsvColumn("period_label", "Period", "string", "The name of the period."),
    CsvColumn(
        "period_start",
        "First day",
        "date",
        "The first day of the period. A count on a single day starts on that day.",
    ),
    CsvColumn("period_end", "Last day", "date", "The last day of the period."),
    CsvColumn("value", "Value", "decimal", "The number, or empty if there is none. The state gives the reason.", True),
    CsvColumn("symbol", "Symbol", "string", "The symbols shown with the figure, such as [x].", True),
    CsvColumn(
        "state", "State", "string", "reported, nil (a true zero), unable_to_supply, not_applicable or confidential."
    ),
    CsvColumn("provisional", "Provisional", "boolean", "Whether the figure may still change."),
    CsvColumn("revised", "Revised", "boolean", "Whether the figure has changed since it was first published."),
    CsvColumn("late", "Late", "boolean", "Whether it was sent after the due date."),
    CsvColumn("illustrative", "Illustrative", "boolean", "Whether it is made up to show how the portal works."),
    CsvColumn("supplier", "Supplier", "string", "The organisation that sent it."),
)
HEADER = tuple(column.name for column in COLUMNS)
KEY = ("release", "family", "table", "row_key", "column_key")


def _text(value: object) -> str:
    """A value as programs guess it right: true and false, 2023-03-31, 1048, or nothing."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return escape_formula(str(value))


def line_of(observation: Observation) -> list[str]:
    """The observation as the cells of one line."""
    return [_text(getattr(observation, name)) for name in HEADER]


def csv_text(content: Mapping[str, Any], release: str, area: str = "") -> str:
    """The whole file: the names of the columns, then one line a cell. UTF-8, lines end as RFC 4180 has it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    writer.writerows(line_of(observation) for observation in observations(content, release, area))
    return out.getvalue()
