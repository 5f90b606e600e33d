"""Each figure is read back from every format that is made of one frozen record: the same text, the same number."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pikepdf
import pytest
from lxml import html as parser

from indicators.definitions.values import NOT_APPLICABLE
from reports.content import NarrativePart, NarrativeSection, PlainTable
from reports.content.freeze import freeze, thaw
from reports.document.render.csv_files import csv_of_anchor, csv_zip
from reports.document.render.html import render_html, render_standalone
from reports.document.render.pdf import render_pdf
from reports.document.render.sections_html import render_sections
from reports.document.render.tables import DataTable, number_in, tables_of
from reports.document.render.workbook import workbook_bytes
from tests.factories.reports import sample_report, sample_sections
from tests.pdf import letters, opened, text_of

COSTS = PlainTable(
    "costs-table",
    "Costs of the year",
    ("Cost", "Budget", "Spent", "Change", "Remark"),
    (("Staff", "£120,500", "£118,250.50", "-1.9%", "=1+1"), ("Reviews", "£1,000", "", "+12.0%", "007")),
    (1, 2, 3),
)
WIDE = PlainTable(
    "wide-table",
    "Nine columns",
    tuple(f"Column {number}" for number in range(1, 10)),
    (tuple(f"Cell {number}" for number in range(1, 10)),),
)
# What stands in the page in place of each table's anchor.
SUFFIX = "-table"


@pytest.fixture(scope="module")
def frozen() -> str:
    """Every kind of table, one of them wider than an upright page, one that a spreadsheet could be attacked with."""
    part = NarrativePart(anchor="costs-all", title="All costs", tables=(COSTS, WIDE))
    section = NarrativeSection("costs", "Costs", (), (part,))
    return freeze(replace(sample_report(), sections=(*sample_sections(), section)))


@pytest.fixture(scope="module")
def tables(frozen: str) -> list[DataTable]:
    return list(tables_of(thaw(frozen)))


@pytest.fixture(scope="module")
def pdf(frozen: str) -> Iterator[pikepdf.Pdf]:
    with opened(render_pdf(frozen)) as made:
        yield made


def cells_of(table: DataTable) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def cells_in(text: str) -> dict[str, list[list[str]]]:
    """The cells of each table of a page, by the name that the table's caption carries."""
    found = {}
    for table in parser.fromstring(text).iter("table"):
        lines = [[cell.text_content().strip() for cell in row.findall("td")] for row in table.findall(".//tr[td]")]
        found[table.find("caption").get("id").removesuffix(SUFFIX)] = lines
    return found


def test_every_table_of_data_is_known_once_by_its_anchor(tables: list[DataTable]) -> None:
    anchors = [table.anchor for table in tables]

    assert len(anchors) == len(set(anchors)) == 11
    assert {"structure-organisations", "priorities-counted", "figure-adult-summary-2", "costs-table"} <= set(anchors)
    assert sum(len(row.cells) for table in tables for row in table.rows) > 90


def test_the_page_the_standalone_page_and_the_section_pages_print_each_cell(
    frozen: str, tables: list[DataTable]
) -> None:
    sections = "".join(page["body"] for page in json.loads(render_sections(frozen)))

    for text in (render_html(frozen), render_standalone(frozen), sections):
        printed = cells_in(text)
        for table in tables:
            name = table.anchor if table.anchor in printed else table.anchor.removesuffix(SUFFIX)
            assert printed[name] == cells_of(table), table.anchor


def test_the_letters_of_the_pdf_hold_each_row(pdf: pikepdf.Pdf, tables: list[DataTable]) -> None:
    text = text_of(pdf)

    for table in tables:
        for row in table.rows:
            assert letters("".join([row.label, *(cell.text for cell in row.cells)])) in text, (table.anchor, row.label)


def test_the_csv_files_hold_each_cell_as_it_is_printed_and_as_a_number(frozen: str, tables: list[DataTable]) -> None:
    with zipfile.ZipFile(io.BytesIO(csv_zip(frozen))) as archive:
        for table in tables:
            data = archive.read(f"{table.anchor}.csv").decode()
            assert data == csv_of_anchor(frozen, table.anchor)
            lines = list(csv.DictReader(io.StringIO(data)))
            cells = [cell for row in table.rows for cell in row.cells]
            assert [line["text"].removeprefix("'") for line in lines] == [cell.text for cell in cells]
            assert [line["value"] for line in lines] == [cell.value or "" for cell in cells]
            assert [line["row"] for line in lines] == [row.label for row in table.rows for _ in row.cells]


def test_the_workbook_holds_each_number_as_a_number_that_prints_alike(frozen: str, tables: list[DataTable]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(frozen)))

    for number, table in enumerate(tables, start=1):
        sheet = book[f"Table {number}"]
        lines = {line[0].value: line for line in sheet.iter_rows()}
        for row in table.rows:
            line = lines[row.label]
            offset = 2 if any(one.group for one in table.rows) else 1
            for cell, found in zip(row.cells, line[offset:], strict=False):
                assert shown(found) == (cell.text or NOT_APPLICABLE), (table.anchor, row.label, cell)


def shown(found: openpyxl.cell.Cell) -> str:
    """What a spreadsheet shows for the formats that we write."""
    if not isinstance(found.value, int | float):
        return str(found.value)
    shape = found.number_format.split(";")[0]
    places = len(shape.partition(".")[2].rstrip('"%'))
    number = Decimal(str(found.value))
    sign = "-" if number < 0 else "+" if number > 0 and shape.startswith("+") else ""
    pound, percent = "£" if "£" in shape else "", "%" if "%" in shape else ""
    return f"{sign}{pound}{abs(number):,.{places}f}{percent}"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,204", "1204"),
        ("+12%", "12"),
        ("-1.9%", "-1.9"),
        ("−3", "-3"),
        ("£118,250.50", "118250.50"),
        ("0", "0"),
        ("007", None),
        ("1,20", None),
        ("2022-23", None),
        ("[c]", None),
        ("", None),
    ],
)
def test_a_text_is_a_number_only_where_it_is_written_as_we_print_them(text: str, number: str | None) -> None:
    assert number_in(text) == number
