"""A frozen report to a workbook for people: cover, contents, notes, symbols, then one table a sheet. Pure.

Brings pandas through gptables, so that only the process that builds reports may load it:
see `reports/build/outputs.py`.
"""

import datetime
import io
import re
import warnings
from collections.abc import Iterator, Sequence
from decimal import Decimal

import pandas as pd  # type: ignore[import-untyped]

from indicators.definitions.cells import MARK_WORDS
from indicators.definitions.values import NOT_APPLICABLE, SYMBOLS
from indicators.exports.workbook import (
    AS_TEXT,
    LONGEST_HEADING,
    MARKS_LABEL,
    SHEET_SAYS,
    Cover,
    GPTable,
    plain_text,
    produce_workbook,
)
from reports.content.freeze import digest, thaw
from reports.document.authorship_notice import BASIS
from reports.document.render.tables import DataCell, DataColumn, DataTable, Frozen, tables_of

SYMBOL = re.compile(r"\[[a-z]+\]")


def workbook_bytes(frozen: str) -> bytes:
    """The workbook of every table of data in the report. The same frozen report gives the same bytes."""
    report = thaw(frozen)
    tables = list(tables_of(report))
    sheets = {
        "Notes": _small(
            "notes",
            "Notes",
            ["Note number", "Sheet", "About", "Kind", "Note"],
            [(number, *note) for number, note in enumerate(_notes(report, tables), start=1)],
        ),
        "Symbols": _small("symbols", "Symbols", ["Symbol", "Meaning"], list((SYMBOLS | MARK_WORDS).items())),
    }
    sheets |= {_sheet_name(number): _sheet(table, number) for number, table in enumerate(tables, start=1)}
    out = io.BytesIO()
    with warnings.catch_warnings():
        # Our notes are a table of their own, with what each is about.
        warnings.filterwarnings("ignore", message="No note")
        # gptables still asks pandas in a way that a later pandas will refuse.
        warnings.filterwarnings("ignore", category=pd.errors.Pandas4Warning)
        book = produce_workbook(
            out,
            sheets,
            cover=_cover(report, digest(frozen)),
            workbook_options=AS_TEXT,
            contentsheet_label="Contents",
        )
    # The day of the latest part, not of the making: the same report has the same bytes.
    moment = datetime.datetime.fromisoformat(report["approved_to"])
    book.set_properties({"title": report["title"], "author": report["partnership"]["name"], "created": moment})
    book.close()
    return out.getvalue()


def _sheet_name(number: int) -> str:
    return f"Table {number}"


def _cover(report: Frozen, sha256: str) -> Cover:
    partnership = report["partnership"]
    return Cover(
        title=plain_text(f"{report['title']}: data"),
        intro=[
            plain_text(f"Published by {partnership['name']}."),
            plain_text(f"Every data table in the annual report, {report['subtitle']}, as shown in the report."),
        ],
        about=[
            "The source and licence of each table are below its title and in the notes.",
            plain_text(f"SHA-256 of the frozen record behind this workbook and the report: {sha256}"),
        ],
        contact=[plain_text(partnership["name"])],
    )


def _notes(report: Frozen, tables: Sequence[DataTable]) -> Iterator[tuple[str, str, str, str]]:
    """Where a table stands, what it is called, what sort of note it is, the note; what a set shares is said once."""
    yield "All", plain_text(report["title"]), "Basis", BASIS
    told: set[tuple[str, str]] = set()
    for number, table in enumerate(tables, start=1):
        for kind, note in table.notes:
            key = (table.set_title, note)
            if key not in told:
                told.add(key)
                yield _sheet_name(number), plain_text(table.set_title), kind, plain_text(note)


def _headings(labels: Sequence[str]) -> list[str]:
    """Headings of one table. Their words have to differ: a second one of the same words is counted."""
    found: list[str] = []
    for label in labels:
        name, number = label, 1
        while name.lower() in [one.lower() for one in found]:
            number += 1
            name = f"{label} ({number})"
        found.append(name)
    return found


def _head(column: DataColumn) -> str:
    return plain_text(f"{column.label}, {column.period}" if column.period else column.label, LONGEST_HEADING)


def _value(cell: DataCell) -> int | float | str:
    """A number as a number; else what is printed. No cell may be blank: one that is says that nothing belongs there."""
    if cell.value is None:
        return plain_text(cell.text) if cell.text.strip() else NOT_APPLICABLE
    number = Decimal(cell.value)
    return int(number) if number == number.to_integral_value() else float(number)


def _marks(table: DataTable, cells: Sequence[DataCell]) -> str:
    """Which numbers of the row are printed with a symbol, such as [p] for provisional."""
    found = [
        f"{column.label} {' '.join(marks)}"
        for column, cell in zip(table.columns, cells, strict=True)
        if (marks := _marks_of(cell))
    ]
    return "; ".join(found) or "none"


def _marks_of(cell: DataCell) -> list[str]:
    return [] if cell.value is None else SYMBOL.findall(cell.text)


def number_format(texts: Sequence[str]) -> str:
    """How a spreadsheet has to print a column of numbers so that it shows what the report prints."""
    places = max((len(found[1]) for text in texts if (found := re.search(r"\.([0-9]+)", text))), default=0)
    shape = f"#,##0.{'0' * places}" if places else "#,##0"
    if any("£" in text for text in texts):
        shape = f'"£"{shape}'
    if any("%" in text for text in texts):
        shape += '"%"'
    # A change is printed with its sign, and no change without one.
    return f"+{shape};-{shape};{shape}" if any(text.startswith("+") for text in texts) else shape


def _sheet(table: DataTable, number: int) -> GPTable:
    has_groups = any(row.group for row in table.rows)
    has_marks = any(_marks_of(cell) for row in table.rows for cell in row.cells)
    first = [plain_text(table.row_head, LONGEST_HEADING)] + (["Group"] if has_groups else [])
    lines = []
    for row in table.rows:
        group = [plain_text(row.group or NOT_APPLICABLE)] if has_groups else []
        marks = [plain_text(_marks(table, row.cells))] if has_marks else []
        lines.append([plain_text(row.label), *group, *(_value(cell) for cell in row.cells), *marks])
    heads = [*first, *(_head(column) for column in table.columns), *([MARKS_LABEL] if has_marks else [])]
    return GPTable(
        table=pd.DataFrame(lines, columns=_headings(heads), dtype=object),
        table_name=f"table_{number}",
        title=plain_text(f"{table.title} (illustrative figures)" if table.is_illustrative else table.title),
        instructions=SHEET_SAYS,
        scope=plain_text(f"{table.section}. {table.period}".strip()),
        source=plain_text(table.source or "Written for the report and approved with it."),
        index_columns={2: 0},
        additional_formatting=[
            {"column": {"columns": columns, "format": {"num_format": shape}, "include_names": False}}
            for shape, columns in _shapes(table, len(first)).items()
        ],
    )


def _shapes(table: DataTable, first: int) -> dict[str, list[int]]:
    """The columns of each way to print a number, counted from `first`: what prints alike is formatted at once."""
    found: dict[str, list[int]] = {}
    for index in range(len(table.columns)):
        found.setdefault(number_format([row.cells[index].text for row in table.rows]), []).append(first + index)
    return found


def _small(name: str, title: str, headings: list[str], lines: Sequence[Sequence[object]]) -> GPTable:
    return GPTable(
        table=pd.DataFrame([list(line) for line in lines], columns=headings, dtype=object),
        table_name=name,
        title=title,
        instructions="This worksheet contains one table.",
        index_columns={},
    )
