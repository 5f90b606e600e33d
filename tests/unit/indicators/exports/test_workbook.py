"""The workbook of what is published, read back as a person's program would."""

import copy
import io
import warnings
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from indicators.exports.workbook import workbook_bytes
from tests.unit.indicators.exports.exporting import ABOUT, by_area, windows


def opened(data: bytes) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        return openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return opened(workbook_bytes([windows(), by_area()], ABOUT))


def table_cells(sheet: Any) -> list[list[Any]]:
    """The cells of the sheet's one table."""
    (table,) = sheet.tables.values()
    return [list(row) for row in sheet[table.ref]]


def test_the_sheets_are_cover_contents_notes_symbols_and_one_a_table(book: openpyxl.Workbook) -> None:
    assert book.sheetnames[:4] == ["Cover", "Contents", "Notes", "Symbols"]
    assert book.sheetnames[4:] == ["Table 1", "Table 2", "Table 3"]
    assert all(len(sheet.tables) == 1 for sheet in book.worksheets[1:])


def test_no_cell_is_merged_and_none_of_a_table_is_blank(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        assert not sheet.merged_cells.ranges
    for sheet in book.worksheets[1:]:
        assert all(cell.value not in (None, "") for row in table_cells(sheet) for cell in row), sheet.title


def test_the_cover_says_who_when_and_under_which_terms(book: openpyxl.Workbook) -> None:
    words = " ".join(str(row[0]) for row in book["Cover"].iter_rows(values_only=True) if row[0])

    for text in ("The Partnership", "2023-06-29", "to be confirmed", "Open Government Licence v3.0", "a" * 64):
        assert text in words
    assert "partnership@example.org" in words
    assert "https://portal.example.org/figures/" in words


def test_symbols_and_notes_are_explained(book: openpyxl.Workbook) -> None:
    symbols = {row[0].value for row in table_cells(book["Symbols"])[1:]}
    notes = table_cells(book["Notes"])
    kinds = {row[2].value for row in notes[1:]}

    assert symbols >= {"[x]", "[z]", "[p]", "[r]"}
    assert kinds == {"Definition", "Method", "Caveat", "Note", "Source", "Licence", "Signed"}
    assert [row[0].value for row in notes[1:]] == list(range(1, len(notes)))
    assert any("Lost" in row[3].value for row in notes[1:])


def test_numbers_are_numbers_and_what_is_missing_is_a_symbol(book: openpyxl.Workbook) -> None:
    heading, first, second, third, *_ = table_cells(book["Table 1"])

    assert heading[0].value == "Measure"
    assert heading[-1].value == "Marks"
    assert (first[1].value, first[1].data_type) == (95, "n")
    assert third[1].value == "[x]"
    assert "[p]" in first[-1].value
    assert "[r]" in second[-1].value
    assert third[-1].value == "none"
    assert any(cell.value < 0 for row in table_cells(book["Table 1"])[1:] for cell in row if cell.data_type == "n")


def test_another_reader_finds_the_same() -> None:
    data = workbook_bytes([windows()], ABOUT)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Table 1").to_python()

    assert any(row[0] == "Number of Missing Children" and row[1] == 95 for row in rows)


def test_the_same_release_gives_the_same_bytes() -> None:
    assert workbook_bytes([windows(), by_area()], ABOUT) == workbook_bytes([windows(), by_area()], ABOUT)


def test_the_day_of_publication_changes_nothing() -> None:
    later = type(ABOUT)(**(vars(ABOUT) | {"published_at": None}))

    assert workbook_bytes([windows()], ABOUT) == workbook_bytes([windows()], later)


def test_groups_and_headings_of_the_same_words_are_told_apart() -> None:
    content = copy.deepcopy(windows())
    content["rows"][0]["group"] = "Girls"
    content["columns"][1] |= {"label": content["columns"][0]["label"], "period": content["columns"][0]["period"]}
    heading, first, second, *_ = table_cells(opened(workbook_bytes([content], ABOUT))["Table 1"])
    names = [cell.value for cell in heading]

    assert names[1] == "Group"
    assert names[3] == f"{names[2]} (2)"
    assert (first[1].value, second[1].value) == ("Girls", "[z]")


# Beginnings of formulas, gptables' own marks for notes and links, what XML cannot hold, nothing at all.
NASTY = st.one_of(
    st.sampled_from(
        [
            *("=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "{=1}", '=HYPERLINK("x")', "$$note$$", "$$$", "[a](b)"),
            *("[a](b) [c](d)", "", " ", "—", "\x00\x1f", "\ud800", "http://x.example", "x" * 40_000, "internal:'A'!A1"),
        ]
    ),
    st.text(max_size=20),
)
PLACES = ("supplier", "title", "source", "licence", "definition", "caption", "period_label")


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(NASTY, min_size=12, max_size=12))
def test_no_cell_of_any_workbook_is_a_formula(texts: list[str]) -> None:
    content = copy.deepcopy(windows())
    for place, text in zip(PLACES, texts, strict=False):
        content[place] = text
    content["rows"][0] |= {"label": texts[7], "group": texts[8]}
    content["columns"][0] |= {"label": texts[9]}
    content["notes"], content["caveats"] = [texts[10]], [texts[11]]

    book = opened(workbook_bytes([content], ABOUT))

    for sheet in book.worksheets:
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    for sheet in book.worksheets[1:]:
        assert all(cell.value not in (None, "") for row in table_cells(sheet) for cell in row)
