"""Published tables as a workbook for people: cover, contents, notes, symbols, then one table a sheet. Pure.

Brings pandas, so that it is loaded by the worker alone: see `indicators/releases/stored_workbooks.py`.
"""

import datetime
import io
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pandas as pd  # type: ignore[import-untyped]

from indicators.definitions.cells import MARK_WORDS, MARKS
from indicators.definitions.values import NOT_APPLICABLE, SYMBOLS
from indicators.exports.about import Publication, citation, licence_of
from indicators.exports.cells import tables_of

with warnings.catch_warnings():
    # gptables leaves the file of its theme open when it is loaded.
    warnings.simplefilter("ignore", ResourceWarning)
    from gptables import Cover, GPTable, produce_workbook  # type: ignore[import-untyped]

# What XML cannot hold, and a limit of the format: a longer text would be left out whole.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST, LONGEST_HEADING = 32_000, 240
AS_TEXT = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "in_memory": True}
SHEET_SAYS = "This worksheet contains one table. Notes and symbols are explained on separate worksheets."
MARKS_LABEL = "Marks"


def plain_text(text: str, longest: int = LONGEST) -> str:
    """The text as one cell that is read as it stands: no link or note of gptables' own marks, never blank."""
    text = FORBIDDEN.sub(" ", text).replace("](", "] (")
    text = re.sub(r"\$(?=\$)", "$ ", text).strip()[:longest]
    # gptables refuses a cell without a letter or a figure, as the Analysis Function's guidance does.
    return text if re.search("[a-zA-Z0-9]", text) else f"{text} [as sent]".strip()


def _headings(labels: Sequence[str]) -> list[str]:
    """Headings of one table; a second one of the same words is counted, for a table's columns have to differ."""
    found: list[str] = []
    for label in labels:
        name, number = label, 1
        while name.lower() in [one.lower() for one in found]:
            number += 1
            name = f"{label} ({number})"
        found.append(name)
    return found


def _number(cell: Mapping[str, Any]) -> int | float | str:
    """A number as a number; else the symbol that stands for it."""
    if cell["value"] is None:
        return str(cell["text"])
    number = Decimal(cell["value"])
    return int(number) if number == number.to_integral_value() else float(number)


def _marks(row: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    """Which figures of the row are provisional or revised."""
    found = [f"{labels[cell['key']]} {mark}" for cell in row["cells"] for _, mark in MARKS if mark in cell["text"]]
    return "; ".join(found) or "none"


def _decimals(table: Mapping[str, Any], key: str) -> int:
    texts = [cell["text"] for row in table["rows"] for cell in row["cells"] if cell["key"] == key]
    return max((len(match[1]) for text in texts if (match := re.search(r"\.([0-9]+)", text))), default=0)


def _column_heading(column: Mapping[str, Any]) -> str:
    label = f"{column['label']}, {column['period']}" if column.get("period") else column["label"]
    return plain_text(f"{label} (%)" if "percent" in column["unit"] and "%" not in label else label, LONGEST_HEADING)


def _sheet(content: Mapping[str, Any], table: Mapping[str, Any], number: int) -> GPTable:
    has_groups = any(row.get("group") for row in table["rows"])
    has_marks = any(mark in cell["text"] for row in table["rows"] for cell in row["cells"] for _, mark in MARKS)
    first = ["Area" if content["shape"] == "area_rates" else "Measure"] + (["Group"] if has_groups else [])
    numbers = [_column_heading(column) for column in table["columns"]]
    labels = {column["key"]: column["label"] for column in table["columns"]}
    lines = []
    for row in table["rows"]:
        cells = {cell["key"]: _number(cell) for cell in row["cells"]}
        group = [plain_text(row.get("group") or NOT_APPLICABLE)] if has_groups else []
        marks = [plain_text(_marks(row, labels))] if has_marks else []
        lines.append([plain_text(row["label"]), *group, *(cells[column["key"]] for column in table["columns"]), *marks])
    title = table.get("caption") or f"{content['title']}: {table['title']}"
    illustrative = any(cell["illustrative"] for row in table["rows"] for cell in row["cells"])
    return GPTable(
        table=pd.DataFrame(
            lines, columns=_headings([*first, *numbers, *([MARKS_LABEL] if has_marks else [])]), dtype=object
        ),
        table_name=f"table_{number}",
        title=plain_text(f"{title} (illustrative figures)" if illustrative else title),
        instructions=SHEET_SAYS,
        scope=plain_text(content["period_label"]),
        source=plain_text(f"{content['supplier']}: {content['source']}. Licence: {content['licence']}"),
        index_columns={2: 0},
        additional_formatting=[
            {
                "column": {
                    "columns": [len(first) + index],
                    "format": {"num_format": f"#,##0.{'0' * places}" if places else "#,##0"},
                    "include_names": False,
                }
            }
            for index, column in enumerate(table["columns"])
            for places in [_decimals(table, column["key"])]
        ],
    )


def _notes(contents: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """What is to be known about each family: its title, what sort of note it is, the note."""
    for content in contents:
        title = plain_text(content["title"])
        yield title, "Definition", plain_text(content["definition"])
        yield title, "Method", plain_text(content["method"])
        for caveat in content["caveats"]:
            yield title, "Caveat", plain_text(caveat)
        for note in content["notes"]:
            yield title, "Note", plain_text(note)
        yield title, "Source", plain_text(f"{content['supplier']}: {content['source']}")
        yield title, "Licence", plain_text(licence_of(content).title)
        yield title, "Signed", plain_text(content["definition_signed"])


def _small_sheet(name: str, title: str, headings: list[str], lines: Sequence[Sequence[object]]) -> GPTable:
    return GPTable(
        table=pd.DataFrame([list(line) for line in lines], columns=headings, dtype=object),
        table_name=name,
        title=title,
        instructions="This worksheet contains one table.",
        index_columns={},
    )


def _cover(contents: Sequence[Mapping[str, Any]], about: Publication) -> Cover:
    title = contents[0]["title"] if len(contents) == 1 else about.title
    licences = sorted({licence_of(content).title for content in contents})
    return Cover(
        title=plain_text(f"{title}, {about.year}"),
        intro=[
            plain_text(f"Published by {about.publisher}. Created on {about.made_at:%Y-%m-%d}."),
            plain_text(f"Release: {about.title}, number {about.number} for {about.year}."),
            plain_text(f"For the latest figures, definitions and other formats, see {about.site}/figures/"),
        ],
        about=[
            *(plain_text(f"Terms of use: {licence}.") for licence in licences),
            plain_text(f"How to cite: {citation(contents[0], replace(about, published_at=None))}"),
            plain_text(f"SHA-256 of the release: {about.sha256}"),
        ],
        contact=[plain_text(about.email or about.site)],
    )


def workbook_bytes(contents: Sequence[Mapping[str, Any]], about: Publication) -> bytes:
    """The workbook of one family or of a whole release. The same tables and release give the same bytes.

    The day of publication is not in it: a release is made, and approved for a later day, before it comes out.
    """
    sheets: dict[str, GPTable] = {
        "Notes": _small_sheet(
            "notes",
            "Notes",
            ["Note number", "About", "Kind", "Note"],
            [(number, *note) for number, note in enumerate(_notes(contents), start=1)],
        ),
        "Symbols": _small_sheet("symbols", "Symbols", ["Symbol", "Meaning"], list((SYMBOLS | MARK_WORDS).items())),
    }
    pairs = [(content, table) for content in contents for table in tables_of(content)]
    for number, (content, table) in enumerate(pairs, start=1):
        sheets[f"Table {number}"] = _sheet(content, table, number)
    out = io.BytesIO()
    with warnings.catch_warnings():
        # Our notes are a table of their own, with what each is about.
        warnings.filterwarnings("ignore", message="No note text provided")
        # gptables still asks pandas in a way that a later pandas will refuse.
        warnings.filterwarnings("ignore", category=pd.errors.Pandas4Warning)
        book = produce_workbook(
            out, sheets, cover=_cover(contents, about), workbook_options=AS_TEXT, contentsheet_label="Contents"
        )
    moment = about.made_at.astimezone(datetime.UTC).replace(tzinfo=None)
    book.set_properties({"title": about.title, "author": about.publisher, "created": moment})
    book.close()
    return out.getvalue()
