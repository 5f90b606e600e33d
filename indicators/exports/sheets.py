"""Published tables as a workbook for people: cover, contents, notes, symbols, then one table a sheet. Pure.

Brings pandas through gptables, so that only the worker may load it: what calls it there names it by its path.
"""

import datetime
import io
import re
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd  # type: ignore[import-untyped]

from indicators.definitions.cells import MARK_WORDS, MARKS
from indicators.definitions.values import NOT_APPLICABLE, SYMBOLS
from indicators.exports.data_table import DataCell, DataColumn, DataRow, DataTable

with warnings.catch_warnings():
    # gptables leaves the file of its theme open when it is loaded.
    warnings.simplefilter("ignore", ResourceWarning)
    from gptables import Cover, GPTable, produce_workbook  # type: ignore[import-untyped]

# What XML cannot hold, and a limit of the format: a longer text would be left out whole.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST, LONGEST_HEADING = 32_000, 240
AS_TEXT = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "in_memory": True}
SHEET_SAYS = "This worksheet contains one table. Notes and symbols are explained on separate worksheets."


@dataclass(frozen=True, slots=True)
class Front:
    """What a workbook says of itself, on its cover and among its properties. `made_at` is UTC without a zone."""

    title: str
    heading: str
    author: str
    made_at: datetime.datetime
    intro: Sequence[str]
    about: Sequence[str]
    contact: str


def sheet_name(number: int) -> str:
    """The name of the sheet of a table, which are counted from 1."""
    return f"Table {number}"


def number_format(texts: Sequence[str]) -> str:
    """How a spreadsheet prints a column of numbers: thousands with commas, as many decimals as the longest text has."""
    places = max((len(found[1]) for text in texts if (found := re.search(r"\.([0-9]+)", text))), default=0)
    return f"#,##0.{'0' * places}" if places else "#,##0"


def write_workbook(
    front: Front,
    note_headings: Sequence[str],
    notes: Iterable[Sequence[str]],
    tables: Sequence[DataTable],
    format_of: Callable[[Sequence[str]], str] = number_format,
) -> bytes:
    """The workbook. The same input gives the same bytes.

    Notes are numbered; `note_headings` names their parts. `format_of` says how a column prints its numbers, by the
    texts of its cells.
    """
    numbered = [(number, *map(plain_text, note)) for number, note in enumerate(notes, start=1)]
    pages = {
        "Notes": _small_sheet("Notes", ["Note number", *note_headings], numbered),
        "Symbols": _small_sheet("Symbols", ["Symbol", "Meaning"], list((SYMBOLS | MARK_WORDS).items())),
        **{sheet_name(number): _table_sheet(table, number, format_of) for number, table in enumerate(tables, start=1)},
    }
    cover = Cover(
        title=plain_text(front.heading),
        intro=[plain_text(text) for text in front.intro],
        about=[plain_text(text) for text in front.about],
        contact=[plain_text(front.contact)],
    )
    out = io.BytesIO()
    with warnings.catch_warnings():
        # Our notes are a table of their own, with what each is about.
        warnings.filterwarnings("ignore", message="No note")
        # gptables still asks pandas in a way that a later pandas will refuse.
        warnings.filterwarnings("ignore", category=pd.errors.Pandas4Warning)
        book = produce_workbook(out, pages, cover=cover, workbook_options=AS_TEXT, contentsheet_label="Contents")
    book.set_properties({"title": front.title, "author": front.author, "created": front.made_at})
    book.close()
    return out.getvalue()


def plain_text(text: str, longest: int = LONGEST) -> str:
    """The text as one cell that is read as it stands: no link or note of gptables' own marks, never blank."""
    text = FORBIDDEN.sub(" ", text).replace("](", "] (")
    text = re.sub(r"\$(?=\$)", "$ ", text).strip()[:longest]
    # gptables refuses a cell without a letter or a figure, as the Analysis Function's guidance does.
    return text if re.search("[a-zA-Z0-9]", text) else f"{text} [as sent]".strip()


def _small_sheet(title: str, headings: list[str], lines: Sequence[Sequence[object]]) -> GPTable:
    return GPTable(
        table=pd.DataFrame([list(line) for line in lines], columns=headings, dtype=object),
        table_name=title.lower(),
        title=title,
        instructions="This worksheet contains one table.",
        index_columns={},
    )


def _table_sheet(table: DataTable, number: int, format_of: Callable[[Sequence[str]], str]) -> GPTable:
    has_groups = any(row.group for row in table.rows)
    has_marks = any(_marks_of(cell) for row in table.rows for cell in row.cells)
    first = [plain_text(table.row_head, LONGEST_HEADING)] + (["Group"] if has_groups else [])
    lines = []
    for row in table.rows:
        group = [plain_text(row.group or NOT_APPLICABLE)] if has_groups else []
        marks = [plain_text(_marks(table, row))] if has_marks else []
        lines.append([plain_text(row.label), *group, *(_value(cell) for cell in row.cells), *marks])
    headings = [*first, *map(_heading, table.columns), *(["Marks"] if has_marks else [])]
    # What prints alike is formatted at once.
    columns_of: dict[str, list[int]] = {}
    for index in range(len(table.columns)):
        shape = format_of([row.cells[index].text for row in table.rows])
        columns_of.setdefault(shape, []).append(len(first) + index)
    return GPTable(
        table=pd.DataFrame(lines, columns=_told_apart(headings), dtype=object),
        table_name=f"table_{number}",
        title=plain_text(f"{table.title} (illustrative figures)" if table.is_illustrative else table.title),
        instructions=SHEET_SAYS,
        scope=plain_text(table.scope),
        source=plain_text(table.source),
        index_columns={2: 0},
        additional_formatting=[
            {"column": {"columns": columns, "format": {"num_format": shape}, "include_names": False}}
            for shape, columns in columns_of.items()
        ],
    )


def _heading(column: DataColumn) -> str:
    label = f"{column.label}, {column.period}" if column.period else column.label
    return plain_text(f"{label} (%)" if "percent" in column.unit and "%" not in label else label, LONGEST_HEADING)


def _told_apart(labels: Sequence[str]) -> list[str]:
    """Headings of one table; a second one of the same words is counted, for a table's columns have to differ."""
    found: list[str] = []
    for label in labels:
        name, number = label, 1
        while name.lower() in [one.lower() for one in found]:
            number += 1
            name = f"{label} ({number})"
        found.append(name)
    return found


def _value(cell: DataCell) -> int | float | str:
    """A number as a number; else what is printed. No cell may be blank: one that is says that nothing belongs there."""
    if cell.value is None:
        return plain_text(cell.text) if cell.text.strip() else NOT_APPLICABLE
    number = Decimal(cell.value)
    return int(number) if number == number.to_integral_value() else float(number)


def _marks(table: DataTable, row: DataRow) -> str:
    """Which figures of the row are provisional or revised."""
    pairs = zip(table.columns, row.cells, strict=True)
    return "; ".join(f"{column.label} {mark}" for column, cell in pairs for mark in _marks_of(cell)) or "none"


def _marks_of(cell: DataCell) -> list[str]:
    return [mark for _, mark in MARKS if mark in cell.text]
