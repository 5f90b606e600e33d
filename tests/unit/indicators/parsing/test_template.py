"""What a template is filled with reads back as the same answers; a file comes back with its problems marked."""

import io
import random
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.formula import ArrayFormula
from python_calamine import CalamineWorkbook

from indicators.definitions.families import Column
from indicators.definitions.values import Value, ValueState, reported
from indicators.parsing import marked
from indicators.parsing.csv_file import read_csv
from indicators.parsing.file_problems import FileProblem, Level
from indicators.parsing.files import read_file
from indicators.parsing.marked import marked_csv, marked_workbook
from indicators.parsing.template import Filled, template_csv
from indicators.parsing.workbook import HOW_SHEET, template_workbook
from tests.unit.indicators.parsing.forms import CATEGORIES, HEAD, RATES, WINDOWS, book_bytes, csv_bytes, form, numbers

FILE = form(WINDOWS, CATEGORIES, RATES)
# Letters that nobody sees, such as a byte order mark, are left out as a file is read: `indicators.parsing`.
SEEN = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"])
TEXTS = st.text(SEEN, min_size=1, max_size=40).map(str.strip)
WORDS = TEXTS.filter(lambda text: text.strip(" '") != "")


def answers(column: Column) -> st.SearchStrategy[Value]:
    """Any answer that can be stored in a column."""
    number = st.decimals(0, 10**9, allow_nan=False, places=column.decimals).map(lambda one: one.normalize() + 0)
    flags = st.fixed_dictionaries({"illustrative": st.booleans(), "provisional": st.booleans()})
    plain = st.builds(lambda one, more: Value(reported(one).state, one, **more), number, flags)
    revised = st.builds(
        lambda one, why, more: Value(reported(one).state, one, why, revised=True, **more), number, WORDS, flags
    )
    unable = st.builds(lambda why, more: Value(ValueState.UNABLE_TO_SUPPLY, None, why, **more), WORDS, flags)
    without = st.builds(lambda more: Value(ValueState.NOT_APPLICABLE, **more), flags)
    return st.one_of(plain, plain, revised, unable, without)


@st.composite
def filled_returns(draw: st.DrawFn) -> dict[str, Filled]:
    found = {}
    for one in FILE.families:
        cells = {}
        for row in one.rows:
            for column in one.family.input_columns:
                value = draw(st.none() | answers(column))
                if value is not None:
                    cells[row.key, column.key] = value
        comments = draw(st.dictionaries(st.sampled_from([row.key for row in one.rows]), WORDS))
        found[one.family.slug] = Filled(cells, draw(st.just("") | WORDS), comments, cells)
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(filled_returns(), st.sampled_from(["csv", "xlsx"]))
def test_what_is_written_reads_back_as_the_same_answers(filled: dict[str, Filled], kind: str) -> None:
    content = template_csv(FILE, filled) if kind == "csv" else template_workbook(FILE, filled, "Return")
    reading = read_file(f"return.{kind}", content, FILE)
    assert not reading.parsed.problems
    for slug, one in filled.items():
        found = reading.parsed.families[slug]
        assert found.cells == one.cells
        assert found.note == one.note
        assert found.comments == one.comments


def test_the_csv_template_names_what_differs_between_families_by_its_key() -> None:
    text = template_csv(FILE, {}).decode("utf-8-sig")
    head = text.splitlines()[0]
    assert head.startswith('Figures,Code,Row,Current 12 months,Previous 12 months,Count,"Rate per 10,000 ')
    assert "Last time: Count (for information)" in head
    assert "Two windows,a,First row,,," in text


def test_the_workbook_has_a_sheet_for_each_family_and_no_formula() -> None:
    filled = {"windows": Filled({("a", "current"): reported(5)}, "=1+1", {"a": "@x"}, {("a", "current"): reported(4)})}
    book = load_workbook(io.BytesIO(template_workbook(FILE, filled, "=cmd()")))
    assert book.sheetnames == [HOW_SHEET, *FILE.sheet_names.values()]
    sheet = book["Two windows"]
    head = [cell.value for cell in sheet[1]]
    assert head[:4] == ["Code", "Row", "Current 12 months", "Previous 12 months"]
    line = dict(zip(head, [cell.value for cell in sheet[2]], strict=True))
    assert (line["Current 12 months"], line["Note"], line["Comment"]) == (5, "=1+1", "@x")
    assert line["Last time: Current 12 months (for information)"] == 4
    assert {cell.data_type for one in book.worksheets for record in one.iter_rows() for cell in record} <= {
        "s",
        "n",
        "d",
    }


# Marked copies.

PROBLEMS = [
    FileProblem("FILE-2", "The whole file is late."),
    FileProblem("CELL-1", "“x” is not a number.", Level.REJECTED, "", 2, 2, "Current 12 months", "x"),
    FileProblem("CELL-2", "=Odd.", Level.WARNING, "", 2, 2, "Current 12 months", "x"),
    FileProblem("ROW-1", "No such row.", Level.WARNING, "", 3),
    FileProblem("NOTE-1", "By the way.", Level.NOTE),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_file_comes_back_with_one_more_column(encoding: str) -> None:
    lines = [HEAD, ["a", "Größe", "x"], ["b", "=cmd()", "-5", "1", "more"]]
    file = read_csv(csv_bytes(lines, ";", encoding))
    copy = marked_csv(file, PROBLEMS)
    text = copy.decode(encoding)
    assert copy.startswith("﻿".encode()) == (encoding == "utf-8-sig")
    first, second, third = text.splitlines()
    assert first.startswith("Code;Row;Current 12 months;Previous 12 months;;Problems: The whole file is late.")
    assert second.startswith("a;Größe;x;;;line 2, column C (Current 12 months): “x” is not a number. line 2")
    assert third == "b;'=cmd();-5;1;more;line 3: No such row."
    again = marked_csv(read_csv(copy), [])
    assert again.decode(encoding).splitlines()[1:] == ["a;Größe;x;;", "b;'=cmd();-5;1;more"]


def test_the_marked_csv_can_be_corrected_and_sent_again() -> None:
    content = csv_bytes([HEAD, ["a", "", "x", "2"], ["b", "", "3", "4"]])
    reading = read_file("a.csv", content, form())
    assert reading.csv is not None
    copy = marked_csv(reading.csv, reading.parsed.problems)
    again = read_file("a.csv", copy.replace(b",x,", b",1,"), form())
    assert not again.parsed.problems
    assert numbers(again)["a", "current"] == 1


def in_sheet(problem: FileProblem) -> FileProblem:
    return replace(problem, sheet="Sheet")


def test_a_workbook_comes_back_with_comments_and_a_list() -> None:
    content = book_bytes({"Sheet": [HEAD, ["a", "", "x", 2]], "Problems": [["old"]]})
    copy = marked_workbook(content, [*PROBLEMS[:1], *map(in_sheet, PROBLEMS[1:])])
    book = load_workbook(io.BytesIO(copy))
    assert book.sheetnames == ["Sheet", "Problems"]
    comment = book["Sheet"]["C2"].comment
    assert comment is not None
    assert comment.text == "“x” is not a number.\n=Odd."
    assert book["Sheet"]["C2"].fill.fgColor.rgb == "00F6D7D2"
    listed = CalamineWorkbook.from_filelike(io.BytesIO(copy)).get_sheet_by_name("Problems").to_python()
    assert [line[1] for line in listed] == ["Line", "", 2.0, 2.0, 3.0, ""]
    assert listed[2][2:] == ["C", "Current 12 months", "x", "Rejected", "“x” is not a number."]
    assert listed[3][6] == "=Odd."


def test_formulas_that_reach_out_come_back_as_texts() -> None:
    book = Workbook()
    sheet = book.active
    reaching = ['=WEBSERVICE("http://a")', "=cmd|'/c calc'!A1", '=HYPERLINK("http://a","b")', "=Other!A1", "=[1]A!B1"]
    for line, formula in enumerate(["=A2-B2", "=SUM(A1:$B$3)/2", "=ROUND(A1,1)", *reaching], 1):
        sheet.cell(line, 1, formula)
    sheet["C1"] = ArrayFormula("C1:C2", "=A1:A2*WEBSERVICE(B1)")
    sheet["D1"] = "x"
    sheet["D1"].hyperlink = "http://a"
    sheet.merge_cells("F1:G2")
    out = io.BytesIO()
    book.save(out)
    problem = FileProblem("X", "Sentence.", Level.REJECTED, "Sheet", 2, 6)
    copy = load_workbook(io.BytesIO(marked_workbook(out.getvalue(), [problem])))["Sheet"]
    assert [copy.cell(line, 1).data_type for line in range(1, 9)] == ["f"] * 3 + ["s"] * 5
    assert copy["C1"].data_type == "s"
    assert copy["D1"].hyperlink is None


def test_a_workbook_too_large_to_mark_gives_the_list_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    content = book_bytes({"Sheet": [HEAD, ["a", "", "x", 2]]})
    with monkeypatch.context() as patched:
        patched.setattr(marked, "MOST_CELLS", 3)
        assert load_workbook(io.BytesIO(marked_workbook(content, PROBLEMS))).sheetnames == ["Problems"]

    def broken(*args: object, **kwargs: object) -> None:
        raise KeyError("no such style")

    monkeypatch.setattr(marked, "load_workbook", broken)
    assert load_workbook(io.BytesIO(marked_workbook(content, PROBLEMS))).sheetnames == ["Problems"]


def test_characters_that_a_workbook_cannot_hold_are_left_out() -> None:
    problem = FileProblem("X", "Odd \x01 letter", value="\x02", header="h")
    book = load_workbook(io.BytesIO(marked_workbook(book_bytes({"Sheet": [HEAD]}), [problem])))
    assert book["Problems"]["G2"].value == "Odd ␁ letter"


def test_numbers_with_many_digits_survive_a_workbook() -> None:
    chance = random.Random(2)
    cells = {("here", "rate"): reported(Decimal(chance.randrange(10**12)) / 10)}
    reading = read_file("a.xlsx", template_workbook(form(RATES), {"rates": Filled(cells)}, "R"), form(RATES))
    assert reading.parsed.families["rates"].cells == cells
