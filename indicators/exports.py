"""Published tables as files: tidy CSV and JSON. Pure; no cell of a CSV can become a formula."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from indicators.values import ValueState

# A spreadsheet reads a cell that begins like this as a formula, unless it is a plain number.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
NUMBER = re.compile(r"^-?[0-9]+(\.[0-9]+)?$")
HEADER = (
    "release",
    "family",
    "period",
    "table",
    "row_key",
    "row",
    "group",
    "column_key",
    "column",
    "unit",
    "value",
    "symbol",
    "state",
    "illustrative",
    "supplier",
)


def harmless(text: str) -> str:
    """The text as a cell that no spreadsheet runs. Numbers stay numbers, the negative ones too."""
    if text.startswith(DANGEROUS) and not NUMBER.match(text):
        return f"'{text}"
    return text


def _symbol(cell: Mapping[str, Any]) -> str:
    """The symbols that are printed with a cell, such as [x] or [r]."""
    return " ".join(re.findall(r"\[[a-z]+\]", cell["text"]))


def _tables(content: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield content["title"], content
    for table in content.get("more_tables", []):
        yield table["title"], table


def csv_text(content: Mapping[str, Any], release: str) -> str:
    """One line a cell, with what it means beside it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for title, table in _tables(content):
        columns = {column["key"]: column for column in table["columns"]}
        for row in table["rows"]:
            for cell in row["cells"]:
                column = columns[cell["key"]]
                line = (
                    release,
                    content["slug"],
                    column.get("period") or content["period_label"],
                    title,
                    row["key"],
                    row["label"],
                    row.get("group", ""),
                    cell["key"],
                    column["label"],
                    column["unit"],
                    cell["value"] or "",
                    _symbol(cell),
                    ValueState(cell["state"]).value,
                    "yes" if cell["illustrative"] else "no",
                    content["supplier"],
                )
                writer.writerow([harmless(text) for text in line])
    return out.getvalue()


def json_text(content: Mapping[str, Any], release: Mapping[str, Any]) -> str:
    """The table as it is published, with the release that it belongs to."""
    return json.dumps({"release": release, "table": content}, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
