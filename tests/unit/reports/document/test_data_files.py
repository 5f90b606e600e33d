"""The workbook and the CSV files: the same bytes each time, safe to open, described for programs."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from csvw import CSVW

from reports.content import (
    FiguresSection,
    FigureTheme,
    NarrativePart,
    NarrativeSection,
    PlainTable,
    PrioritiesSection,
    StructureSection,
)
from reports.content.freeze import digest, freeze, thaw
from reports.document.render.csv_files import COLUMNS, csv_of_anchor, csv_zip, file_name
from reports.document.render.errors import RenderError
from reports.document.render.tables import tables_of
from reports.document.render.workbook import workbook_bytes
from tests.factories.report_figures import police_tables
from tests.factories.reports import sample_report

FRESH = (
    "import sys; from reports.document.render.workbook import workbook_bytes;"
    "from reports.document.render.csv_files import csv_zip;"
    "frozen = sys.stdin.read(); sys.stdout.buffer.write(csv_zip(frozen) + workbook_bytes(frozen))"
)
ATTACKS = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx")


@pytest.fixture(scope="module")
def book(frozen: str) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes(frozen)))


def narrative(table: PlainTable, title: str = "Part") -> str:
    part = NarrativePart(anchor="part", title=title, tables=(table,))
    return freeze(replace(sample_report(), sections=(NarrativeSection("costs", "Costs", (), (part,)),)))


def test_the_same_report_gives_the_same_bytes_in_this_process_and_in_a_fresh_one(frozen: str) -> None:
    here = csv_zip(frozen) + workbook_bytes(frozen)
    fresh = subprocess.run([sys.executable, "-c", FRESH], input=frozen.encode(), capture_output=True, check=True)

    assert fresh.stdout == here


def test_the_workbook_has_a_cover_contents_notes_symbols_and_a_sheet_for_each_table(
    book: openpyxl.Workbook, frozen: str
) -> None:
    tables = list(tables_of(thaw(frozen)))

    assert book.sheetnames[:4] == ["Cover", "Contents", "Notes", "Symbols"]
    assert book.sheetnames[4:] == [f"Table {number}" for number in range(1, len(tables) + 1)]
    cover = " ".join(str(cell.value) for row in book["Cover"].iter_rows() for cell in row if cell.value)
    assert digest(frozen) in cover
    assert "Annual report 2022 to 2023: data" in cover
    assert book.properties.created.isoformat() == "2023-06-01T00:00:00"


def test_what_is_said_of_a_set_stands_once_among_the_notes_and_names_its_first_sheet(book: openpyxl.Workbook) -> None:
    notes = [[cell.value for cell in row] for row in book["Notes"].iter_rows()]
    [window] = [line for line in notes if "The windows are assumed" in str(line[4]) and line[2] == "Missing Children"]

    assert window[3] == "Note"
    assert book[window[1]]["A1"].value == "Missing Children"
    adults = [line for line in notes if line[2] == "Adult safeguarding summary" and line[3] == "Definition"]
    assert len(adults) == 1


def test_groups_marks_and_illustrative_tables_are_said_on_the_sheet(book: openpyxl.Workbook) -> None:
    sheets = {sheet["A1"].value: sheet for sheet in book}
    adults = sheets["Adult safeguarding summary (illustrative figures)"]
    values = [[cell.value for cell in row] for row in adults.iter_rows()]

    assert ["Measure", "Group", "2021 to 2022", "2022 to 2023"] in values
    assert ["Concerns", "[z]", 1204, 1204] in values
    assert ["Enquiries", "Enquiries and their outcomes", "[x]", "[z]"] in values


def test_a_number_that_may_still_change_is_a_number_and_its_mark_stands_beside_it() -> None:
    table = police_tables()[0]
    first = table.rows[0]
    marked = replace(first.cells[0], text=f"{first.cells[0].text} [p]")
    rows = (replace(first, cells=(marked, *first.cells[1:])), *table.rows[1:])
    section = FiguresSection("figures", "The figures", (), "", (FigureTheme("t", "T", (replace(table, rows=rows),)),))

    found = openpyxl.load_workbook(io.BytesIO(workbook_bytes(freeze(sample_report(sections=(section,))))))["Table 1"]
    lines = [[cell.value for cell in row] for row in found.iter_rows()]

    [line] = [line for line in lines if line[0] == first.label]
    assert isinstance(line[1], int)
    assert line[-1] == "Current 12 months [p]"
    assert [line[-1] for line in lines if line[0] == rows[1].label] == ["none"]


def test_each_mark_of_a_figure_is_named_whether_a_number_or_a_symbol_is_printed() -> None:
    table = police_tables()[0]
    first, second = table.rows[:2]
    both = replace(first.cells[0], text=f"{first.cells[0].text} [p] [r]")
    nothing = replace(second.cells[0], text="[z] [p]", value=None)
    rows = (replace(first, cells=(both, *first.cells[1:])), replace(second, cells=(nothing, *second.cells[1:])))
    section = FiguresSection("figures", "The figures", (), "", (FigureTheme("t", "T", (replace(table, rows=rows),)),))

    found = openpyxl.load_workbook(io.BytesIO(workbook_bytes(freeze(sample_report(sections=(section,))))))["Table 1"]
    lines = [[cell.value for cell in row] for row in found.iter_rows()]

    assert [line[-1] for line in lines if line[0] == first.label] == ["Current 12 months [p]; Current 12 months [r]"]
    assert [(line[1], line[-1]) for line in lines if line[0] == second.label] == [("[z] [p]", "Current 12 months [p]")]


def test_columns_of_the_same_words_are_told_apart() -> None:
    twice = PlainTable("twice", "Twice", ("Name", "Count", "count"), (("A", "1", "2"),), (1, 2))

    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(narrative(twice))))["Table 1"]

    assert ["Name", "Count", "count (2)"] in [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_no_spreadsheet_runs_what_somebody_typed() -> None:
    rows = tuple((attack, attack) for attack in ATTACKS)
    frozen = narrative(PlainTable("attack", "Attack", ("Row", "Text"), rows))

    data = csv_of_anchor(frozen, "attack")
    assert data is not None
    lines = list(csv.DictReader(io.StringIO(data)))
    assert [line["text"] for line in lines] == [f"'{attack}" for attack in ATTACKS]
    assert [line["row"] for line in lines] == [f"'{attack}" for attack in ATTACKS]
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(frozen)))["Table 1"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}


def test_a_change_keeps_its_sign_in_the_csv(frozen: str) -> None:
    data = csv_of_anchor(frozen, "figure-missing-children")

    assert data is not None
    changes = [line["text"] for line in csv.DictReader(io.StringIO(data)) if line["column_key"] == "change"]
    assert changes
    assert all(text[0] in "+-" for text in changes)


def test_a_table_that_is_not_in_the_report_has_no_file(frozen: str) -> None:
    assert csv_of_anchor(frozen, "figure-of-speech") is None


@pytest.mark.parametrize("anchor", ["../up", "a/b", "Ä", "", "a.b"])
def test_an_anchor_that_leads_out_of_the_archive_is_refused(anchor: str) -> None:
    table = PlainTable(anchor, "Out", ("Row", "Text"), (("A", "B"),))

    with pytest.raises(RenderError, match="is not a valid file name"):
        csv_zip(narrative(table))


def test_two_tables_of_one_name_are_refused_and_none_is_lost() -> None:
    rows = (("A", "B"),)
    twice = tuple(PlainTable("review-sar-2023-1-findings", title, ("Row", "Text"), rows) for title in ("One", "Two"))
    part = NarrativePart(anchor="part", title="Part", tables=twice)
    frozen = freeze(replace(sample_report(), sections=(NarrativeSection("reviews", "Reviews", (), (part,)),)))

    with pytest.raises(RenderError, match=r"Two tables in the report have the name review-sar-2023-1-findings\.csv"):
        csv_zip(frozen)


def test_the_metadata_describe_every_file_to_another_program(
    frozen: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("csvw")
    with zipfile.ZipFile(io.BytesIO(csv_zip(frozen))) as archive:
        archive.extractall(folder)
        names = archive.namelist()

    group = CSVW(str(folder / "csv-metadata.json"), validate=True)
    assert group.is_valid
    assert {str(table.url) for table in group.tables} == {name for name in names if name.endswith(".csv")}
    metadata = json.loads((folder / "csv-metadata.json").read_text())
    assert metadata["dc:identifier"] == f"sha256:{digest(frozen)}"
    assert {table["dc:source"] for table in metadata["tables"] if "dc:source" in table}


def test_each_column_says_what_it_means() -> None:
    assert len({column.name for column in COLUMNS}) == len(COLUMNS)
    assert all(column.meaning.endswith(".") for column in COLUMNS)


def test_sections_without_rows_have_no_table() -> None:
    sections = (
        StructureSection("structure", "Our partnership", (), None, (), ()),
        PrioritiesSection("priorities", "What we said", (), ()),
    )

    assert list(tables_of(thaw(freeze(sample_report(sections=sections))))) == []


def test_a_table_is_named_after_its_part_once() -> None:
    tables = [
        next(iter(tables_of(thaw(narrative(PlainTable("one", words, ("A", "B"), (("a", "b"),)), "Fire service")))))
        for words in ("Visits", "Fire service: visits")
    ]

    assert [table.title for table in tables] == ["Fire service: Visits", "Fire service: visits"]
    assert [file_name(table) for table in tables] == ["one.csv", "one.csv"]
