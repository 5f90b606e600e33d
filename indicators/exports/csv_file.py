"""Published tables as tidy CSV: one line a cell, plain numbers, ISO dates, nothing where there is no number. Pure."""

from collections.abc import Mapping
from typing import Any

from indicators.definitions.values import PUBLISHED_STATES
from indicators.exports.cells import observations
from ui.csv_file import CsvColumn, write_csv

COLUMNS = (
    CsvColumn("release", "string", "The release that the figure belongs to. Part of its web address.", title="Release"),
    CsvColumn("family", "string", "The indicator family. Part of its web address.", title="Family"),
    CsvColumn("table", "string", "The title of the table that the figure is in.", title="Table"),
    CsvColumn("row_key", "string", "The row's identifier, which stays the same from year to year.", title="Row key"),
    CsvColumn("row", "string", "The measure or area.", title="Row"),
    CsvColumn("group", "string", "The heading of the row's group, if there is one.", True, "Group"),
    CsvColumn("area", "string", "The area, by its key in the list of areas.", True, "Area"),
    CsvColumn("column_key", "string", "The column's identifier.", title="Column key"),
    CsvColumn("column", "string", "The column's heading.", title="Column"),
    CsvColumn("unit", "string", "count, rate, percent, change or signed_percent.", title="Unit"),
    CsvColumn("period", "string", "The key of the period, such as 2022-23.", title="Period key"),
    CsvColumn("period_label", "string", "The name of the period.", title="Period"),
    CsvColumn(
        "period_start",
        "date",
        "The first day of the period. A count on a single day starts on that day.",
        title="First day",
    ),
    CsvColumn("period_end", "date", "The last day of the period.", title="Last day"),
    CsvColumn("value", "decimal", "The number, or empty if there is none. The state gives the reason.", True, "Value"),
    CsvColumn("symbol", "string", "The symbols shown with the figure, such as [x].", True, "Symbol"),
    CsvColumn(
        "state",
        "string",
        f"One of: {', '.join(PUBLISHED_STATES)}. Nil is a true zero; confidential is a suppressed number.",
        title="State",
    ),
    CsvColumn("provisional", "boolean", "Whether the figure may still change.", title="Provisional"),
    CsvColumn("revised", "boolean", "Whether the figure has changed since it was first published.", title="Revised"),
    CsvColumn("late", "boolean", "Whether it was sent after the due date.", title="Late"),
    CsvColumn("illustrative", "boolean", "Whether it is made up to show how the portal works.", title="Illustrative"),
    CsvColumn("supplier", "string", "The organisation that sent it.", title="Supplier"),
)
HEADER = tuple(column.name for column in COLUMNS)
KEY = ("release", "family", "table", "row_key", "column_key")


def csv_text(content: Mapping[str, Any], release: str, area: str = "") -> str:
    """The whole file: the names of the columns, then one line a cell."""
    lines = ([getattr(one, name) for name in HEADER] for one in observations(content, release, area))
    return write_csv([HEADER, *lines])
