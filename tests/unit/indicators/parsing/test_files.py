"""Whole files: encodings and separators, what is no return at all, archives that mean harm."""

import io
import random
import struct
from dataclasses import replace

import pytest
from openpyxl import Workbook

from indicators.parsing.archive import LIMITS, Limits, check_workbook
from indicators.parsing.file_problems import FileRefused, Level
from indicators.parsing.files import read_file
from indicators.parsing.places import letters, number_of
from tests.unit.indicators.parsing.books import GOOD, SHEET, archive
from tests.unit.indicators.parsing.forms import (
    CATEGORIES,
    HEAD,
    RATES,
    WINDOWS,
    book_bytes,
    csv_bytes,
    form,
    numbers,
    only_sentence,
    read_csv_lines,
    sentences,
)

LINES = [HEAD, ["a", "First row", "1,048", "61"], ["b", "Zweite – Größe", "3", "10"]]
READ = {("a", "current"): 1048, ("a", "previous"): 61, ("b", "current"): 3, ("b", "previous"): 10}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_however_a_spreadsheet_saves_it(encoding: str, delimiter: str) -> None:
    reading = read_file("return.csv", csv_bytes(LINES, delimiter, encoding), form())
    assert numbers(reading) == READ
    assert not reading.parsed.problems
    assert reading.csv is not None
    assert (reading.csv.encoding, reading.csv.delimiter) == (encoding, delimiter)


@pytest.mark.parametrize("name", ["return.csv", "return.txt", "return", "RETURN.CSV"])
def test_a_text_is_taken_for_csv_whatever_its_name(name: str) -> None:
    assert numbers(read_file(name, csv_bytes(LINES), form())) == READ


def test_a_cell_with_line_breaks_is_one_line_of_the_spreadsheet() -> None:
    lines = [HEAD, ["a", "First\nrow\r\nof two", "1", "2"], ["b", "", "x", "2"]]
    reading = read_file("a.csv", csv_bytes(lines).replace(b"\r\n", b"\n"), form())
    assert [problem.line for problem in reading.parsed.problems] == [3]


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("a.csv", b"", "is empty"),
        ("a.csv", b"  \n ", "is empty"),
        ("a.csv", b"\xef\xbb\xbf\n\n", "is empty"),
        ("a.csv", b"Code\x00,b", "not a CSV file"),
        ("a.csv", b"Code,\x81\xff\n", "characters in the file"),
        ("a.csv", b"\xff\xfeC", "characters in the file"),
        ("a.csv", b'Code,Current,Previous\na,"' + b"1" * 30_000, "quotation mark"),
        ("a.xlsm", b"PK\x03\x04", "macros"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "old format"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0", "password"),
        ("a.xlsb", b"PK", "binary format"),
        ("a.ods", b"PK", "Save it as .xlsx"),
        ("a.pdf", b"%PDF", "PDF"),
        ("a.xlsx", b"Code,Row", "not a workbook"),
        ("a.xlsx", b"PK\x03\x04 broken", "damaged"),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00", "not a CSV file"),
    ],
)
def test_what_is_no_return_is_refused_with_one_sentence(name: str, content: bytes, part: str) -> None:
    reading = read_file(name, content, form())
    assert part in only_sentence(reading)
    assert not reading.parsed.families


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    reading = read_file("a.csv", b"a" * (LIMITS.file_bytes + 1), form())
    assert "too large (10.0 MB)" in only_sentence(reading)


def test_each_family_has_its_sheet() -> None:
    file = form(WINDOWS, CATEGORIES, RATES)
    assert list(file.sheet_names.values()) == ["Two windows", "Sources", "Rates of all any areas"]
    sheets = {
        "Notes of ours": [["nothing", "here"]],
        " TWO windows": LINES,
        "sources": [["Code", "Contacts"], ["1a", 5]],
        "Rates of all any areas": [["remarks"], ["only"]],
        "Empty": [],
    }
    reading = read_file("a.xlsx", book_bytes(sheets), file)
    assert numbers(reading) == READ
    assert numbers(reading, "sources") == {("1a", "count"): 5}
    assert "Rates of all any areas: We could not find a heading line" in sentences(reading)[0]
    assert "no figures for Rates of: all/any [areas]" in sentences(reading)[1]


def test_two_titles_that_begin_alike_get_sheets_of_their_own() -> None:
    twin = replace(
        WINDOWS, family=replace(WINDOWS.family, slug="twin", title="A very long title that goes on and on, one")
    )
    other = replace(
        WINDOWS, family=replace(WINDOWS.family, slug="other", title="A very long title that goes on and on, two")
    )
    names = form(twin, other).sheet_names
    assert len(set(names.values())) == 2
    assert all(len(name) <= 31 for name in names.values())


def test_a_family_on_two_sheets_is_refused() -> None:
    reading = read_file("a.xlsx", book_bytes({"Two windows": LINES, "windows": LINES}), form(WINDOWS, CATEGORIES))
    assert any("appears on two sheets" in one for one in sentences(reading))


def test_a_sheet_may_name_the_family_in_each_line() -> None:
    head = ["Figures", *HEAD]
    file = form(WINDOWS, CATEGORIES)
    reading = read_file("a.xlsx", book_bytes({"All": [head, ["windows", "a", "", 1, 2]]}), file)
    assert numbers(reading) == {("a", "current"): 1, ("a", "previous"): 2}
    named = read_file("a.xlsx", book_bytes({"Two windows": [head, ["sources", "a", "", 1, 2]]}), file)
    assert "“Figures” must be one of “Two windows”" in sentences(named)[0]


def test_a_workbook_without_the_figures_is_refused() -> None:
    reading = read_file("a.xlsx", book_bytes({"One": [["x"]], "Two": []}), form(WINDOWS, CATEGORIES))
    assert "It should include “Two windows”, “Sources”" in only_sentence(reading)


def test_a_table_may_begin_anywhere_on_its_sheet() -> None:
    book = Workbook()
    sheet = book.active
    for line, record in enumerate(LINES, 4):
        for index, cell in enumerate(record, 3):
            sheet.cell(line, index, cell)
    sheet["E6"] = "x"
    out = io.BytesIO()
    book.save(out)
    (problem,) = read_file("a.xlsx", out.getvalue(), form()).parsed.problems
    assert (problem.line, problem.column) == (6, "E")


def test_an_error_in_a_cell_is_no_blank() -> None:
    book = Workbook()
    sheet = book.active
    for record in LINES[:2]:
        sheet.append(record)
    sheet["C2"] = "#REF!"
    sheet["C2"].data_type = "e"
    out = io.BytesIO()
    book.save(out)
    reading = read_file("a.xlsx", out.getvalue(), form())
    assert "line 2, column C (Current 12 months): The cell contains the error #REF!" in only_sentence(reading)


# What an archive may hold.


def test_a_good_workbook_passes_the_guard() -> None:
    assert check_workbook(archive(GOOD)).cells >= 12


@pytest.mark.parametrize(
    ("parts", "part"),
    [
        ({"xl/vbaProject.bin": b"x"}, "macros"),
        ({"xl/externalLinks/externalLink1.xml": b"<x/>"}, "other workbooks"),
        ({"xl/activeX/activeX1.xml": b"<x/>"}, "controls"),
        ({"xl/embeddings/oleObject1.bin": b"x"}, "other files"),
        ({"xl/media/big.bin": b"0" * 40_000_000}, "unpacks to far more"),
        ({"XL/workbook.xml": b"<x/>"}, "same part twice"),
        ({SHEET: b'<!DOCTYPE a [<!ENTITY b "c">]><x/>'}, "declares its own XML"),
        ({f"xl/parts/{number}.xml": b"" for number in range(600)}, "6[0-9][0-9] parts"),
    ],
)
def test_an_archive_that_holds_what_a_return_does_not_is_refused(parts: dict[str, bytes], part: str) -> None:
    with pytest.raises(FileRefused, match=part):
        check_workbook(archive(GOOD | parts))


def test_an_archive_that_is_no_workbook_is_refused() -> None:
    with pytest.raises(FileRefused, match="not a workbook"):
        check_workbook(archive({"word/document.xml": b"<x/>"}))


def test_all_parts_together_have_a_limit() -> None:
    noise = random.Random(1).randbytes(3_000_000)
    with pytest.raises(FileRefused, match="unpacks to far more"):
        check_workbook(archive(GOOD | {"xl/a.bin": noise, "xl/b.bin": noise}), Limits(unpacked_bytes=5_000_000))


def test_a_part_that_lies_about_its_size_is_counted_as_it_is() -> None:
    content = bytearray(archive(GOOD | {"xl/media/big.bin": b"0" * 40_000_000}))
    true, lie = struct.pack("<I", 40_000_000), struct.pack("<I", 10)
    assert content.count(true) >= 2
    with pytest.raises(FileRefused):
        check_workbook(bytes(content.replace(true, lie)))


@pytest.mark.parametrize("far", ["XFD1048576", "xfd1048576", "ZZ9000"])
def test_one_far_cell_is_refused_for_the_reader_keeps_the_whole_rectangle(far: str) -> None:
    sheet = GOOD[SHEET].replace(b'r="A3"', f'r="{far}"'.encode())
    assert sheet != GOOD[SHEET]
    with pytest.raises(FileRefused, match="far more than a return needs"):
        check_workbook(archive(GOOD | {SHEET: sheet}))


def test_a_far_cell_is_seen_where_the_pieces_meet() -> None:
    filler = b" " * ((1 << 20) - GOOD[SHEET].index(b'r="A3"') - 4)
    sheet = GOOD[SHEET].replace(b'r="A3"', b'r="XFD1048576"')
    begin = sheet.index(b"<sheetData>")
    with pytest.raises(FileRefused, match="far more than a return needs"):
        check_workbook(archive(GOOD | {SHEET: sheet[:begin] + filler + sheet[begin:]}), Limits(ratio=10_000))


def test_a_long_text_that_many_cells_share_is_refused() -> None:
    text = b"<sst><si><t>" + random.Random(1).randbytes(1_200_000).hex().encode() + b"</t></si></sst>"
    cells = b"<sheetData><row>" + b'<c t ="s"><v>0</v></c>' * 1000 + b"</row></sheetData>"
    with pytest.raises(FileRefused, match="repeats a very long text"):
        check_workbook(archive(GOOD | {"xl/sharedStrings.xml": text, "xl/worksheets/sheet2.xml": cells}))


def test_a_workbook_with_damaged_parts_is_refused_with_a_sentence() -> None:
    for name in ("xl/workbook.xml", SHEET, "xl/_rels/workbook.xml.rels"):
        reading = read_file("a.xlsx", archive(GOOD | {name: b"<nothing"}), form())
        assert reading.parsed.problems, name
        assert not any(family.cells for family in reading.parsed.families.values())


def test_damage_anywhere_never_breaks_the_reader() -> None:
    chance = random.Random(3)
    for _ in range(150):
        content = bytearray(archive(GOOD))
        for _ in range(chance.randint(1, 8)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        read_file("a.xlsx", bytes(content), form())


@pytest.mark.parametrize(("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_in_a_spreadsheet(index: int, name: str) -> None:
    assert letters(index) == name
    assert number_of(name) == index + 1


def test_headings_that_are_years_are_named_with_those_that_are_needed() -> None:
    head = ["Code", "Row", "2022-23", "2021-22"]
    sentence = only_sentence(read_csv_lines(["a", "First row", 12, 11], head=head))
    assert "Line 1 has “Code”, “Row”, “2022-23”, “2021-22”." in sentence
    assert "The figures need the headings “Current 12 months”, “Previous 12 months”." in sentence


@pytest.mark.parametrize("beside", [["Contact: the data team"], ["Sum", 1143], ["Code", "Meaning"]])
def test_a_sheet_beside_the_only_table_does_not_hide_it(beside: list[object]) -> None:
    lines = [HEAD, ["a", "First row", 1048, 1116], ["b", "Second row", 95, 61]]
    reading = read_file("return.xlsx", book_bytes({"Figures": lines, "Notes": [beside]}), form())
    assert numbers(reading)["a", "current"] == 1048
    assert [problem.level for problem in reading.parsed.problems] == [Level.WARNING]
    assert "We did not read the sheet “Notes”" in only_sentence(reading)
