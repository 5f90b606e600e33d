"""What the guard counts in a workbook is what the reader keeps, however the sheet is written."""

import io
import random

import pytest
from python_calamine import CalamineWorkbook

from indicators.parsing.archive import Limits, check_workbook
from indicators.parsing.archive_parts import PartCounter
from indicators.parsing.file_problems import FileRefused
from tests.unit.indicators.parsing.books import GOOD, SHEET, archive

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet(rows: str) -> bytes:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def counted(content: bytes, *, piece: int = 1 << 20) -> PartCounter:
    counter = PartCounter(1 << 40)
    for start in range(0, len(content), piece):
        counter.take(content[start : start + piece])
    counter.take(b"", is_last=True)
    return counter


def kept(content: bytes) -> tuple[int, int]:
    """How many lines and columns the reader keeps, from the first of each on."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(archive(GOOD | {SHEET: content})))
    found = book.get_sheet_by_index(0)
    return (0, 0) if found.end is None else (found.end[0] + 1, found.end[1] + 1)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="3"><c r="B3"><v>1</v></c></row>',
        "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
        '<row r = "900" ><c r ="ZZ900" ><v >1</v></c></row>',
        "<row r='7'><c r='C7'><v>1</v></c><c><v>2</v></c></row>",
        '<row r="9"/><row><c><v>1</v></c></row>',
        '<row r="9"><c r="A9"><v>1</v></c></row><row><c><v>1</v></c><c r="F10"><v>1</v></c><c><v>1</v></c></row>',
        '<row r="1048576" ht="15"/><row r="2"><c r="A2"><v>1</v></c><c r="XFD2" s="1"/></row>',
        '<row r="2"><c r="A2" t="inlineStr"><is><t>a</t></is></c></row>',
        '<row r="2"><c r="b2"><v>1</v></c></row>',
    ],
)
@pytest.mark.parametrize("piece", [1 << 20, 7])
def test_places_are_counted_as_the_reader_takes_them(rows: str, piece: int) -> None:
    counter = counted(sheet(rows), piece=piece)
    assert counter.is_xml
    assert (counter.rows, counter.columns) == kept(sheet(rows))


def test_no_sheet_by_chance_is_larger_for_the_reader() -> None:
    chance = random.Random(7)
    for _ in range(200):
        rows = ""
        for _ in range(chance.randint(1, 6)):
            place = f' r="{chance.randint(1, 60)}"' if chance.random() < 0.6 else ""
            cells = ""
            for _ in range(chance.randint(0, 5)):
                told = f" r = '{chance.choice('ABCDEZ')}{chance.randint(1, 80)}'" if chance.random() < 0.5 else ""
                cells += f"<c{told}>{'<v>1</v>' if chance.random() < 0.8 else ''}</c>"
            rows += f"<row{place}>{cells}</row>"
        try:
            counter = counted(sheet(rows), piece=chance.randint(1, 50))
        except FileRefused:
            # The reader gives up where lines are in no order.
            continue
        lines, columns = kept(sheet(rows))
        assert counter.rows >= lines, rows
        assert counter.columns >= columns, rows


@pytest.mark.parametrize(
    "rows",
    [
        "<row><c><v>1</v></c></row>" * 2_000 + "<row>" + "<c><v>1</v></c>" * 2_000 + "</row>",
        '<row><c r="ZZ1"><v>1</v></c></row><row r = "1000000"><c r\n=\n"A1000000"><v>1</v></c></row>',
        '<row r="1000000"/><row>' + "<c><v>1</v></c>" * 9 + "</row>",
    ],
)
@pytest.mark.asvs("5.2.3")
def test_a_sheet_that_is_too_large_is_refused_however_it_is_written(rows: str) -> None:
    with pytest.raises(FileRefused, match="far more than a return needs"):
        check_workbook(archive(GOOD | {SHEET: sheet(rows)}))


WORKBOOK = "xl/workbook.xml"


def with_sheets(pointers: list[str]) -> bytes:
    listed = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="{one}"/>' for n, one in enumerate(pointers, 1))
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return f'<workbook xmlns="{MAIN}" xmlns:r="{space}"><sheets>{listed}</sheets></workbook>'.encode()


def test_one_part_is_not_read_for_many_sheets() -> None:
    with pytest.raises(FileRefused, match="are the same part"):
        check_workbook(archive(GOOD | {WORKBOOK: with_sheets(["rId1", "rId1"])}))
    with pytest.raises(FileRefused, match="400 sheets"):
        check_workbook(archive(GOOD | {WORKBOOK: with_sheets(["rId1"] * 400)}))


def test_two_names_of_one_part_are_seen() -> None:
    relations = GOOD["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="other" Type="t" Target="worksheets/../worksheets/SHEET1.xml"/></Relationships>',
    )
    parts = {WORKBOOK: with_sheets(["rId1", "other"]), "xl/_rels/workbook.xml.rels": relations}
    with pytest.raises(FileRefused, match="are the same part"):
        check_workbook(archive(GOOD | parts))


def test_long_texts_count_for_the_cells_that_name_them_alone() -> None:
    texts = f"<sst><si><t>{'x' * 500_000}</t></si><si ><t>a</t></si ></sst>".encode()
    few = sheet('<row><c t="s"><v>0</v></c>' + '<c t="s"><v>1</v></c>' * 3_000 + "</row>")
    limits = Limits(ratio=10_000)
    assert check_workbook(archive(GOOD | {"xl/sharedStrings.xml": texts, SHEET: few}), limits).cells == 3_001
    many = sheet("<row>" + '<c t = "s"><v> 0 </v></c>' * 3_000 + "</row>")
    with pytest.raises(FileRefused, match="repeats a very long text"):
        check_workbook(archive(GOOD | {"xl/sharedStrings.xml": texts, SHEET: many}), limits)


def test_a_tag_without_end_is_no_xml() -> None:
    with pytest.raises(FileRefused, match="damaged"):
        check_workbook(archive(GOOD | {SHEET: b"<worksheet a='" + b"x" * 9_000_000}), Limits(ratio=10_000))


def test_a_cell_without_a_place_is_refused() -> None:
    with pytest.raises(FileRefused, match="has no place"):
        counted(sheet('<row r="1"><c r="1A"><v>1</v></c></row>'))
