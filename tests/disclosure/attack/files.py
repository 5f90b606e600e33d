"""Reads what the portal gives for programs: CSV, JSON and answers of the API, workbooks, packed files."""

import csv
import datetime
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook

from tests.disclosure.attack.cells import SYMBOL, Cell, Place, read_text

Printed = tuple[Place, str]


def _observation(entry: Mapping[str, Any]) -> Cell:
    """A line of a CSV file, or an observation of the API: both name the same columns."""
    symbols = [one for one in SYMBOL.findall(entry["symbol"] or "") if one not in ("[p]", "[r]")]
    return Cell(
        place=Place(entry["release"], entry["family"], entry["table"], entry["row"], entry["column"]),
        row_key=entry["row_key"],
        column_key=entry["column_key"],
        unit=entry["unit"],
        period=entry["period"],
        start=datetime.date.fromisoformat(entry["period_start"]),
        end=datetime.date.fromisoformat(entry["period_end"]),
        number=Decimal(entry["value"]) if entry["value"] else None,
        symbol=symbols[0] if symbols else "",
    )


def observations_of_csv(data: bytes) -> list[Cell]:
    """Every line of a table's CSV file."""
    return [_observation(line) for line in csv.DictReader(io.StringIO(data.decode("utf-8-sig")))]


def observations_of_api(data: bytes) -> list[Cell]:
    """Every observation of a page of a version."""
    return [_observation(item) for item in json.loads(data)["items"]]


def printed_in_json(data: bytes) -> Iterator[Printed]:
    """What the JSON of a table prints: the text of each cell, and its number, which may not differ."""
    whole = json.loads(data)
    release, content = whole["release"]["slug"], whole["table"]
    yield from printed_in_content(release, content)


def printed_in_content(release: str, content: Mapping[str, Any]) -> Iterator[Printed]:
    """The cells of a table's content, its further tables with it."""
    for table in (content, *content.get("more_tables", [])):
        headings = {column["key"]: column["label"] for column in table["columns"]}
        for row in table["rows"]:
            for cell in row["cells"]:
                place = Place(release, content["slug"], table["title"], row["label"], headings[cell["key"]])
                yield place, read_text(cell["text"])
                if cell["value"] is not None:
                    yield place, read_text(cell["value"])


def changes_in_api(data: bytes) -> list[dict[str, Any]]:
    """What an answer about the changes of a version says of each cell: before and after."""
    return list(json.loads(data)["items"])


def sheets(data: bytes) -> Iterator[tuple[str, list[list[str]]]]:
    """The tables of a workbook: the title of the sheet, and its lines from the headings on."""
    book = load_workbook(io.BytesIO(data), read_only=False)
    for sheet in book.worksheets:
        if not re.fullmatch("Table [0-9]+", sheet.title):
            continue
        lines = [["" if cell is None else str(cell) for cell in line] for line in sheet.iter_rows(values_only=True)]
        title = lines[0][0]
        first = next(at for at, line in enumerate(lines) if at and sum(map(bool, line)) > 1)
        yield title, lines[first:]


def packed(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The files in a ZIP file."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for name in file.namelist():
            yield name, file.read(name)
