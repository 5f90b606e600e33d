"""The tables of a frozen report as CSV files, one line a cell, and all of them in one ZIP file. Pure.

The same report gives the same bytes: UTF-8, lines end as RFC 4180 has it, and the ZIP holds no moment of its making.
"""

import io
import json
import re
import zipfile
from typing import Any

from reports.content.freeze import digest, thaw
from reports.document.render.errors import RenderError
from reports.document.render.tables import NUMBER, DataTable, Frozen, tables_of
from ui.csv_file import CSVW_CONTEXT, CSVW_DIALECT, CsvColumn, csvw_schema, write_csv

# A file of a ZIP has to have a time; this is the earliest that the format knows.
NO_MOMENT = (1980, 1, 1, 0, 0, 0)
# An anchor is the name of a file: anything but these letters would lead out of the folder.
NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
METADATA = "csv-metadata.json"
COLUMNS = (
    CsvColumn("table", "string", "The table's anchor: the end of its web address in the report."),
    CsvColumn("group", "string", "The heading above the row, if there is one.", True),
    CsvColumn("row_key", "string", "The row's name for programs; a number if people wrote the table."),
    CsvColumn("row", "string", "What the row is about."),
    CsvColumn("column_key", "string", "The column's name for programs; a number if people wrote the table."),
    CsvColumn("column", "string", "What the column contains."),
    CsvColumn("period", "string", "The period that the column covers, in words, if it has its own.", True),
    CsvColumn("value", "decimal", "The plain number; empty if there is none.", True),
    CsvColumn(
        "text", "string", "What the report shows, with thousands separators, signs and symbols such as [c].", True
    ),
    CsvColumn(
        "state",
        "string",
        "The status in the release; “written” is a number that people wrote, “text” is not a number.",
    ),
    CsvColumn("illustrative", "boolean", "Whether the figure is illustrative, made up to show how the portal works."),
)


def csv_of(table: DataTable) -> str:
    """One table: the names of the columns, then one line a cell."""
    lines = (
        (
            *(table.anchor, row.group, row.key, row.label, column.key, column.label, column.period),
            *(cell.value, cell.text, cell.state, cell.is_illustrative or table.is_illustrative),
        )
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
    )
    # Signed numbers as we print them stay as they are.
    return write_csv([[column.name for column in COLUMNS], *lines], NUMBER)


def csv_of_anchor(frozen: str, anchor: str) -> str | None:
    """The file of one table, by the table's anchor; None where the report has no such table."""
    found = next((table for table in tables_of(thaw(frozen)) if table.anchor == anchor), None)
    return csv_of(found) if found else None


def file_name(table: DataTable) -> str:
    """The name of the table's file. Raises `RenderError` for an anchor that is no plain name."""
    if not NAME.fullmatch(table.anchor):
        raise RenderError(f"“{table.anchor}” is not a valid file name.")
    return f"{table.anchor}.csv"


def metadata_of(report: Frozen, tables: list[DataTable], sha256: str) -> dict[str, Any]:
    """What the files mean, for programs: metadata by the W3C's model of tabular data on the web (CSVW)."""
    schema = csvw_schema(COLUMNS, ("table", "row_key", "column_key"))
    return {
        "@context": CSVW_CONTEXT,
        "dc:title": f"{report['title']}, {report['partnership']['name']}",
        "dc:publisher": report["partnership"]["name"],
        "dc:identifier": f"sha256:{sha256}",
        "dialect": CSVW_DIALECT,
        "tables": [
            {"url": file_name(table), "dc:title": table.title, "tableSchema": schema}
            | ({"dc:source": table.source} if table.source else {})
            | ({"notes": [{kind: note} for kind, note in table.notes]} if table.notes else {})
            for table in tables
        ],
    }


def csv_zip(frozen: str) -> bytes:
    """Every table of the report as CSV, with the metadata of all of them, in one ZIP file.

    Raises `RenderError` where two tables would be one file: no table is lost in silence.
    """
    report = thaw(frozen)
    tables = list(tables_of(report))
    metadata = json.dumps(metadata_of(report, tables, digest(frozen)), ensure_ascii=False, indent=1)
    files = {METADATA: f"{metadata}\n"}
    for table in tables:
        name = file_name(table)
        if name in files:
            raise RenderError(f"Two tables in the report have the name {name}. Give one of them a different anchor.")
        files[name] = csv_of(table)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, NO_MOMENT)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            # The system that made the file is a byte of the format: the same one everywhere.
            entry.create_system = 3
            archive.writestr(entry, text.encode())
    return out.getvalue()
