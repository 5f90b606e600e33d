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
    CsvColumn("release", "Release", "string", "The release that the figure belongs to: part of its address."),
    CsvColumn("family", "Family", "string", "The indicator family: part of its address."),
    CsvColumn("table", "Table", "string", "The title of the table that the figure stands in."),
    CsvColumn("row_key", "Row key", "string", "The row's name for machines: it stays the same from year to year."),
    CsvColumn("row", "Row", "string", "What is counted, or the area."),
    CsvColumn("group", "Group", "string", "The heading under which the row stands, if there is one.", True),
    CsvColumn("area", "Area", "string", "The area that the figure is about, by its key in the list of areas.", True),
    CsvColumn("column_key", "Column key", "string", "The column's name for machines."),
    CsvColumn("column", "Column", "string", "What the column holds."),
    CsvColumn("unit", "Unit", "string", "count, rate, percent, change or signed_percent."),
    CsvColumn("period", "Period key", "string", "The period by its key, such as 2022-23."),
    CsvColumn("period_label", "Period", "string", "The period in words."),
    CsvColumn("period_start", "First day", "date", "The first day of the period; a count on one day begins on it."),
    CsvColumn("period_end", "Last day", "date", "The last day of the period."),
    CsvColumn("value", "Value", "decimal", "The number, or nothing where there is none: the state says why.", True),
    CsvColumn("symbol", "Symbol", "string", "The symbols that are printed with the figure, such as [x].", True),
    CsvColumn(
        "state", "State", "string", "reported, nil (a true zero), unable_to_supply, not_applicable or confidential."
    ),
    CsvColumn("provisional", "Provisional", "boolean", "Whether the figure may still change."),
    CsvColumn("revised", "Revised", "boolean", "Whether the figure differs from what was published first."),
    CsvColumn("late", "Late", "boolean", "Whether it was sent after its due date."),
    CsvColumn("illustrative", "Illustrative", "boolean", "Whether it is made up, to show how the portal works."),
    CsvColumn("supplier", "Supplier", "string", "Who sent it."),
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
