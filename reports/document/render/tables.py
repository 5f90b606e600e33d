"""Every table of data in a frozen report as plain lines and cells: what CSV files and the workbook are made from. Pure.

A table of figures knows its numbers. A table that people wrote holds texts; in its columns of numbers, a text that is a
number in digits is read as one. Tables of prose (what was said and what was done) are no data and are not here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from indicators.exports.data_table import DataCell, DataColumn, DataRow, DataTable

# 1,204 and -3.5 and +12% and £1,500: as our own renderers print numbers. 007 is a name.
NUMBER = re.compile(r"(?P<sign>[+\-−]?)£?(?P<digits>[1-9][0-9]{0,2}(,[0-9]{3})+|0|[1-9][0-9]*)(?P<part>\.[0-9]+)?%?")
WRITTEN, NO_NUMBER = "written", "text"

Frozen = Mapping[str, Any]


def number_in(text: str) -> str | None:
    """The plain decimal that a text says, such as -1204 in −1,204 or 3.5 in 3.5%; None where it is no number."""
    match = NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    sign = "-" if match["sign"] in ("-", "−") else ""
    return f"{Decimal(sign + match['digits'].replace(',', '') + (match['part'] or ''))}"


def tables_of(report: Frozen) -> Iterator[DataTable]:
    """Every table of data, in the order in which the report is read."""
    for section in report["sections"]:
        if section["kind"] == "figures":
            yield from _figures(section)
        elif section["kind"] == "narrative":
            for part in section["parts"]:
                for table in part["tables"]:
                    yield _plain(table, section, part)
        elif section["kind"] == "structure":
            yield from _partners(section)
        elif section["kind"] == "priorities":
            yield from _counted(section)


def _figures(section: Frozen) -> Iterator[DataTable]:
    for theme in section["themes"]:
        for item in theme["tables"]:
            yield _released(item, item, section)
            for more in item["more_tables"]:
                yield _released(more, item, section)


def _released(table: Frozen, item: Frozen, section: Frozen) -> DataTable:
    """A table of a release; what is said of its set of figures holds for each table of the set."""
    return DataTable(
        anchor=table["anchor"],
        set_title=item["title"],
        title=item["title"] if table is item else f"{item['title']}: {table['title']}",
        row_head=item["row_head"],
        columns=tuple(DataColumn(one["key"], one["label"], one["period"]) for one in table["columns"]),
        rows=tuple(
            DataRow(
                row["key"],
                row["label"],
                row["group"],
                tuple(
                    DataCell(one["text"], one["value"], one["state"], one["is_illustrative"]) for one in row["cells"]
                ),
            )
            for row in table["rows"]
        ),
        scope=f"{section['title']}. {item['period']}",
        source=f"{item['source']} Supplied by {item['supplier']}. Licence: {item['licence']}",
        notes=(
            ("Definition", item["definition"]),
            ("Method", item["method"]),
            *(("Caveat", caveat) for caveat in item["caveats"]),
            *(("Note", note) for note in item["notes"]),
            *(("What the figures show", reading) for reading in item["readings"]),
        ),
        is_illustrative=item["is_illustrative"],
    )


def _cell(text: str, *, may_be_number: bool) -> DataCell:
    number = number_in(text) if may_be_number else None
    return DataCell(text, number, NO_NUMBER if number is None else WRITTEN)


def _lines(rows: list[list[str]], numeric: Sequence[int]) -> tuple[DataRow, ...]:
    """Rows of texts, the first of each its label; `numeric` counts columns from 0, the label's among them."""
    return tuple(
        DataRow(
            f"{number}",
            row[0],
            "",
            tuple(_cell(text, may_be_number=place in numeric) for place, text in enumerate(row[1:], start=1)),
        )
        for number, row in enumerate(rows, start=1)
    )


def _heads(labels: list[str]) -> tuple[DataColumn, ...]:
    return tuple(DataColumn(f"{number}", label) for number, label in enumerate(labels, start=1))


def _plain(table: Frozen, section: Frozen, part: Frozen) -> DataTable:
    return DataTable(
        anchor=table["anchor"],
        set_title=table["title"],
        title=table["title"] if part["title"] in table["title"] else f"{part['title']}: {table['title']}",
        row_head=table["columns"][0],
        columns=_heads(table["columns"][1:]),
        rows=_lines(table["rows"], table["numeric"]),
        scope=f"{section['title']}.",
        notes=(("Note", table["note"]),) if table["note"] else (),
        is_illustrative=part["is_illustrative"],
    )


def _partners(section: Frozen) -> Iterator[DataTable]:
    if section["partners"]:
        rows = [
            [
                partner["name"],
                f"{partner['sort']}, statutory safeguarding partner" if partner["is_statutory"] else partner["sort"],
                "; ".join(partner["groups"]) or "No seat recorded",
            ]
            for partner in section["partners"]
        ]
        yield DataTable(
            anchor="structure-organisations",
            set_title="Organisations",
            title="Organisations",
            row_head="Organisation",
            columns=_heads(["Kind", "Sits in"]),
            rows=_lines(rows, ()),
            scope=f"{section['title']}.",
        )


def _counted(section: Frozen) -> Iterator[DataTable]:
    if section["priorities"]:
        counts = ("planned", "reported", "done", "with_impact")
        rows = [[one["title"], *(str(one[count]) for count in counts)] for one in section["priorities"]]
        yield DataTable(
            anchor="priorities-counted",
            set_title="The priorities, counted",
            title="The priorities, counted",
            row_head="Priority",
            columns=_heads(["Actions", "Reported", "Done", "Evidence of impact"]),
            rows=_lines(rows, range(1, 5)),
            scope=f"{section['title']}.",
        )
