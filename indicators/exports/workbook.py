"""The tables of a release as a workbook for people. Pure.

Brings pandas, so that it is loaded by the worker alone: see `indicators/releases/stored_workbooks.py`.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from indicators.definitions.one_by_one import one_by_one
from indicators.exports.about import Publication, citation, licence_of
from indicators.exports.cells import tables_of
from indicators.exports.data_table import DataCell, DataColumn, DataRow, DataTable
from indicators.exports.sheets import Front, write_workbook

Content = Mapping[str, Any]


def workbook_bytes(contents: Sequence[Mapping[str, Any]], about: Publication) -> bytes:
    """The workbook of one family or of a whole release. The same tables and release give the same bytes.

    The day of publication is not in it: a release is made, and approved for a later day, before it comes out. A family
    of several that cannot be written is named on the first sheet; of one alone there is no workbook: it raises.
    """
    failed: list[Content] = []
    if len(contents) == 1:
        written = [_written(contents[0])]
    else:
        written, failed = one_by_one(contents, _written, lambda content: str(content.get("slug")))
    contents = [content for content, _tables, _notes in written]
    front = _front(contents, about)
    if failed:
        names = "; ".join(content["title"] for content in failed)
        lacks = f"In the release, but not in this workbook, because we cannot write them: {names}."
        front = replace(front, intro=[*front.intro, lacks])
    notes = [note for _content, _tables, notes in written for note in notes]
    tables = [table for _content, tables, _notes in written for table in tables]
    return write_workbook(front, ["About", "Kind", "Note"], notes, tables)


def _written(content: Content) -> tuple[Content, list[DataTable], list[tuple[str, str, str]]]:
    """A family with its tables and its notes."""
    return content, [_data_table(content, table) for table in tables_of(content)], list(_notes(content))


def _front(contents: Sequence[Mapping[str, Any]], about: Publication) -> Front:
    title = contents[0]["title"] if len(contents) == 1 else about.title
    licences = sorted({licence_of(content).title for content in contents})
    return Front(
        title=about.title,
        heading=f"{title}, {about.year}",
        author=about.publisher,
        made_at=about.made_at.astimezone(datetime.UTC).replace(tzinfo=None),
        intro=[
            f"Published by {about.publisher}. Created on {about.made_at:%Y-%m-%d}.",
            f"Release: {about.title}, number {about.number} for {about.year}.",
            f"For the latest figures, definitions and other formats, see {about.site}/figures/",
        ],
        about=[
            *(f"Terms of use: {licence}." for licence in licences),
            f"How to cite: {citation(contents[0], replace(about, published_at=None))}",
            f"SHA-256 of the release: {about.sha256}",
        ],
        contact=about.email or about.site,
    )


def _notes(content: Content) -> Iterator[tuple[str, str, str]]:
    """What is to be known about a family: its title, what sort of note it is, the note."""
    title = content["title"]
    yield title, "Definition", content["definition"]
    yield title, "Method", content["method"]
    for caveat in content["caveats"]:
        yield title, "Caveat", caveat
    for note in content["notes"]:
        yield title, "Note", note
    yield title, "Source", f"{content['supplier']}: {content['source']}"
    yield title, "Licence", licence_of(content).title
    yield title, "Signed", content["definition_signed"]


def _data_table(content: Mapping[str, Any], table: Mapping[str, Any]) -> DataTable:
    rows = tuple(_data_row(row, table["columns"]) for row in table["rows"])
    return DataTable(
        anchor=content["slug"],
        set_title=content["title"],
        title=table.get("caption") or f"{content['title']}: {table['title']}",
        row_head="Area" if content["shape"] == "area_rates" else "Measure",
        columns=tuple(
            DataColumn(one["key"], one["label"], one.get("period", ""), one["unit"]) for one in table["columns"]
        ),
        rows=rows,
        scope=content["period_label"],
        source=f"{content['supplier']}: {content['source']}. Licence: {content['licence']}",
        is_illustrative=any(cell.is_illustrative for row in rows for cell in row.cells),
    )


def _data_row(row: Mapping[str, Any], columns: Sequence[Mapping[str, Any]]) -> DataRow:
    cells = {one["key"]: DataCell(one["text"], one["value"], one["state"], one["illustrative"]) for one in row["cells"]}
    return DataRow(row["key"], row["label"], row.get("group", ""), tuple(cells[one["key"]] for one in columns))
