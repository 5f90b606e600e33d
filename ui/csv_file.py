"""CSV files that no spreadsheet runs, and what their columns mean for programs. Pure."""

import csv
import datetime
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

CSVW_CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en"}]
CSVW_DIALECT = {"header": True, "encoding": "utf-8"}
# A spreadsheet reads a cell that begins like this as a formula, unless it is a plain number.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class CsvColumn:
    """A column of a file: its name, its type by XML Schema, what it means, and what people call it."""

    name: str
    datatype: str
    meaning: str
    may_be_empty: bool = False
    title: str = ""


def escape_formula(text: str, number: re.Pattern[str] = PLAIN_NUMBER) -> str:
    """The text as a cell that no spreadsheet runs. What `number` matches whole stays a number, a negative one too."""
    if text.startswith(FORMULA_STARTS) and not number.fullmatch(text):
        return f"'{text}"
    return text


def write_csv(lines: Iterable[Iterable[object]], number: re.Pattern[str] = PLAIN_NUMBER) -> str:
    """The file, its headings being the first line. Lines end as RFC 4180 has it."""
    out = io.StringIO()
    csv.writer(out).writerows([escape_formula(_as_text(value), number) for value in line] for line in lines)
    return out.getvalue()


def _as_text(value: object) -> str:
    """A value as programs guess it right: true and false, 2023-03-31, 2023-03-31 09:30, 1048, or nothing."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    return "" if value is None else str(value)


def csvw_schema(columns: Iterable[CsvColumn], key: Sequence[str]) -> dict[str, Any]:
    """The columns by the W3C's model of tabular data on the web (CSVW); `key` names those that tell lines apart."""
    return {"columns": [_csvw_column(column) for column in columns], "primaryKey": list(key)}


def _csvw_column(column: CsvColumn) -> dict[str, Any]:
    return {
        "name": column.name,
        "titles": column.name,
        **({"dc:title": column.title} if column.title else {}),
        "dc:description": column.meaning,
        "datatype": column.datatype,
        **({"null": ""} if column.may_be_empty else {"required": True}),
    }
