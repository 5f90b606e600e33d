"""A frozen report to a workbook for people: every table of data on a sheet of its own. Pure.

Brings pandas through gptables, so that only the process that builds reports may load it:
see `reports/build/outputs.py`.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace

from indicators.exports.data_table import DataTable
from indicators.exports.sheets import Front, number_format, sheet_name, write_workbook
from reports.content.freeze import digest, thaw
from reports.document.authorship_notice import BASIS
from reports.document.render.tables import Frozen, tables_of

OWN_SOURCE = "Written for the report and approved with it."


def workbook_bytes(frozen: str) -> bytes:
    """The workbook of every table of data in the report. The same frozen report gives the same bytes."""
    report = thaw(frozen)
    tables = [replace(table, source=table.source or OWN_SOURCE) for table in tables_of(report)]
    headings = ["Sheet", "About", "Kind", "Note"]
    return write_workbook(_front(report, digest(frozen)), headings, _notes(report, tables), tables, _printed_format)


def _front(report: Frozen, sha256: str) -> Front:
    name = report["partnership"]["name"]
    return Front(
        title=report["title"],
        heading=f"{report['title']}: data",
        author=name,
        # The day of the latest part, not of the making: the same report has the same bytes.
        made_at=datetime.datetime.fromisoformat(report["approved_to"]),
        intro=[
            f"Published by {name}.",
            f"Every data table in the annual report, {report['subtitle']}, as shown in the report.",
        ],
        about=[
            "The source and licence of each table are below its title and in the notes.",
            f"SHA-256 of the frozen record behind this workbook and the report: {sha256}",
        ],
        contact=name,
    )


def _notes(report: Frozen, tables: Sequence[DataTable]) -> Iterator[tuple[str, str, str, str]]:
    """Where a table stands, what it is called, what sort of note it is, the note; what a set shares is said once."""
    yield "All", report["title"], "Basis", BASIS
    told: set[tuple[str, str]] = set()
    for number, table in enumerate(tables, start=1):
        for kind, note in table.notes:
            key = (table.set_title, note)
            if key not in told:
                told.add(key)
                yield sheet_name(number), table.set_title, kind, note


def _printed_format(texts: Sequence[str]) -> str:
    """How a spreadsheet has to print a column of numbers so that it shows what the report prints."""
    shape = number_format(texts)
    if any("£" in text for text in texts):
        shape = f'"£"{shape}'
    if any("%" in text for text in texts):
        shape += '"%"'
    # A change is printed with its sign, and no change without one.
    return f"+{shape};-{shape};{shape}" if any(text.startswith("+") for text in texts) else shape
