"""One odd cell in a table of each shape: read as it was meant, or refused with the cell and what to enter instead.

The tables are made up. `test_corpus` tries the ways of writing a whole file on windows; here each shape has its own.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from indicators.definitions.families import parse_family
from indicators.definitions.values import ValueState
from indicators.parsing.file_problems import FileProblem, Level
from indicators.parsing.files import read_file
from indicators.parsing.layout import FamilyForm, FileForm
from tests.unit.indicators.parsing.corpus_books import book
from tests.unit.indicators.parsing.forms import CATEGORIES, PERIOD, RATES, WINDOWS, csv_bytes
from tests.unit.indicators.shapes.generated import definition

_PERCENT = {"key": "rate", "label": "Percentage", "unit": "percent", "decimals": 1}
_COUNT, _PEOPLE = {"key": "count", "label": "Number"}, {"key": "people", "label": "Out of"}
_NET = {"key": "rate", "label": "Net change", "unit": "change", "below_zero": True}


def _made(title: str, columns: Sequence[dict[str, Any]], **more: Any) -> FamilyForm:
    family = parse_family(definition("measures", columns, slug=title.lower(), title=title, **more), title)
    return FamilyForm(family, family.fixed_rows)


Table = list[list[Any]]
# Of each shape: its form, its table, and the cell that is replaced by another (line, column, row and column of it).
SHAPES: dict[str, tuple[FamilyForm, Table, tuple[int, int], tuple[str, str]]] = {
    "windows": (
        WINDOWS,
        [["Code", "Row", "Current 12 months", "Previous 12 months"], ["a", "First row", 95, 61], ["b", "", 3, 116]],
        (1, 2),
        ("a", "current"),
    ),
    "categories": (
        CATEGORIES,
        [["Code", "Contacts"], ["1a", 30], ["2", 70], ["z", 7], ["n", 4]],
        (2, 1),
        ("2", "count"),
    ),
    "rates": (
        RATES,
        [["Code", "Referrals", "Rate per 10,000 children"], ["here", 1500, 412.3], ["there", 220, 54.3]],
        (2, 2),
        ("there", "rate"),
    ),
    "percentages": (
        _made("Shares", [_COUNT, _PERCENT, _PEOPLE], per=100),
        [["Code", "Number", "Percentage", "Out of"], ["a", 30, 60, 50], ["b", 9, 45, 20]],
        (1, 2),
        ("a", "rate"),
    ),
    "percentages alone": (
        _made("Alone", [_PERCENT], per=100),
        [["Code", "Percentage"], ["a", 19.9], ["b", 45.5]],
        (1, 1),
        ("a", "rate"),
    ),
    "below zero": (
        _made("Net", [_NET]),
        [["Code", "Net change"], ["a", -12], ["b", 8]],
        (1, 1),
        ("a", "rate"),
    ),
}
COUNTS, DECIMALS = ("windows", "categories"), ("rates", "percentages", "percentages alone")
# In every shape refused: no number says for sure what was meant.
REFUSED = (
    *("12*", "12†", "12 (p)", "12(r)", "12r", "c. 12", "ca 12", "circa 12", "12-15", "12–15", "12 to 15", "12/15"),
    *("12 of 15", "1 in 5", "½", "1½", "12¹", "１２", "1O", "l2", "S5", "12.", "12?", "~12", ">12", "12+", "12 ±2"),
    *("3/4", "1-May", "05-Jan", "May-01", "01/05/2023", "10:30", "#DIV/0!", "#SPILL!", "#####", "Err:502", "#N/A"),
    *("<5", "< 5", "≤5", "under 5", "fewer than five", "less than 5", "up to 5", "1 to 4", "0-4", "0–5", "low", "**"),
    *("s", "withheld", "none", "zero", "-", "…", "..", "n/a", "NR", "see note", "as above", "ditto", '"', "unknown"),
    *("12,0", "1.2.3", "0,5", "12;5", "[12]", "twelve", "=12", "+-12", "12e3", "1_2", "12 k", "£12", "12th"),
)
# Written by bookkeepers and by old programs: 12 below zero, or a remark.
BELOW = ("(12)", "12-", "12 -", "12–", "—12", "‑12", "－12", "(1,012)")
READ = {
    "windows": {"1,012": 1012, "1 012": 1012, "1\u00a0012": 1012, "1\u202f012": 1012, " 12 ": 12, "12.0": 12, "nil": 0},
    "categories": {"1\u2009012": 1012, "12\u00a0": 12, "12.00": 12, "\u200b12": 12, "+12": 12, "12p": 12},
    "rates": {"412.30": "412.3", "1,054.3": "1054.3", "1 054.3": "1054.3", "54": 54, "54.3 [p]": "54.3", ".0": None},
    "percentages": {"19.9%": "19.9", "60 %": 60, "100.0%": 100, "0": 0, "19.90": "19.9", "20%": 20},
    "percentages alone": {"19.9 %": "19.9", "0.0": 0, "119.9": "119.9", "7%": 7},
    "below zero": {"-12": -12, "−12": -12, "–12": -12, "-1,012": -1012, "+12": 12, "-12.0": -12, "-0": 0},
}


def found_in(shape: str, cell: object, *, as_book: bool) -> tuple[Decimal | None, list[FileProblem]]:
    """What is read of the cell, and why it was refused."""
    form, table, (line, index), place = SHAPES[shape]
    lines = [list(one) for one in table]
    lines[line][index] = cell
    content = book({"Table": lines}) if as_book else csv_bytes(lines)
    reading = read_file("a.xlsx" if as_book else "a.csv", content, FileForm(PERIOD, (form,)))
    refused = [one for one in reading.parsed.problems if one.level is Level.REJECTED]
    read = reading.parsed.families.get(form.family.slug)
    value = None if read is None else read.cells.get(place)
    assert value is None or value.state in (ValueState.REPORTED, ValueState.NIL)
    return None if value is None else value.number, refused


def ways(cell: str) -> list[bool]:
    """As CSV, and as a workbook unless it would be a formula there."""
    return [False] if cell.startswith("=") else [False, True]


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_no_number_is_refused_in_its_cell(shape: str) -> None:
    _form, _table, (line, index), _place = SHAPES[shape]
    wrong = {}
    for cell in REFUSED + (() if shape == "below zero" else BELOW):
        for as_book in ways(cell):
            number, refused = found_in(shape, cell, as_book=as_book)
            at = [(one.line, one.index) for one in refused]
            if number is not None or at != [(line + 1, index)] or "nter" not in refused[0].sentence:
                wrong[cell, as_book] = number, [str(one) for one in refused]
    assert wrong == {}


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_one_number_is_read(shape: str) -> None:
    wrong = {}
    for cell, meant in READ[shape].items():
        for as_book in ways(cell):
            number, refused = found_in(shape, cell, as_book=as_book)
            if number != (None if meant is None else Decimal(str(meant))) or bool(refused) != (meant is None):
                wrong[cell, as_book] = number, [str(one) for one in refused]
    assert wrong == {}


@pytest.mark.parametrize("cell", BELOW)
def test_a_number_of_bookkeepers_is_asked_back_with_both_meanings(cell: str) -> None:
    number, refused = found_in("below zero", cell, as_book=False)
    assert number is None
    bare = cell.strip("()-–—‑－ ")
    assert refused[0].sentence == f"“{cell}” could mean {bare} below zero. Enter -{bare} if it does, or {bare}."
    number, refused = found_in("categories", cell, as_book=False)
    assert refused[0].sentence.endswith(f"Enter digits only, like {bare}.")


@pytest.mark.parametrize(("cell", "meant"), [("412,3", "412.3"), ("0,5", "0.5"), ("19,90", "19.90")])
def test_a_decimal_comma_is_told_how_to_be_written(cell: str, meant: str) -> None:
    for shape in DECIMALS:
        (refused,) = found_in(shape, cell, as_book=False)[1]
        assert refused.sentence == f"“{cell}” has a comma where a decimal point may be meant. Enter {meant} if it is."
    for shape in COUNTS:
        assert "is not a number" in found_in(shape, cell, as_book=False)[1][0].sentence


@pytest.mark.parametrize("shape", SHAPES)
def test_the_mark_of_old_programs_at_the_end_is_no_line(shape: str) -> None:
    form, table, _cell, _place = SHAPES[shape]
    reading = read_file("a.csv", csv_bytes(table) + b"\x1a", FileForm(PERIOD, (form,)))
    assert [str(one) for one in reading.parsed.problems] == []


@pytest.mark.parametrize("cell", ["(0)", "0-"])
def test_zero_is_not_below_zero(cell: str) -> None:
    assert "is not a number" in found_in("below zero", cell, as_book=False)[1][0].sentence


@pytest.mark.parametrize("cell", ["<5", "under 5", "fewer than five", "1 to 4", "0-4", "low", "s", "**", "at most 10"])
def test_what_keeps_a_figure_back_is_told_who_protects_it(cell: str) -> None:
    assert (
        "Enter the true number. We protect it when we publish it."
        in found_in("rates", cell, as_book=False)[1][0].sentence
    )


# The stored number, its format, and what is read; None where the cell shows another number.
FORMATS: tuple[tuple[str, float, str, str | None], ...] = (
    ("rates", 54.3, "0", "54.3"),
    ("rates", 54.3, "# ?/?", "54.3"),
    ("rates", 0.543, "0.0%", None),
    ("rates", 54.3, '0.0"%"', None),
    ("rates", 54.3, "0.0,", None),
    ("rates", 54.25, "0.0", None),
    ("percentages alone", 0.199, "0%", "19.9"),
    ("percentages alone", 0.1994, "0.0%", None),
    ("percentages alone", 19.9, '0.0"%"', None),
    ("percentages alone", 1, "0%", "100"),
    ("below zero", -12, "0;(0)", "-12"),
    ("below zero", -12, "#,##0_);(#,##0)", "-12"),
    ("below zero", -12, "0;0", None),
    ("below zero", 12, "(0)", None),
    ("below zero", 12, "-0", None),
    ("categories", 70, '0,"k"', None),
    ("categories", 70, "dd/mm/yyyy", None),
)


@pytest.mark.parametrize(("shape", "stored", "code", "meant"), FORMATS)
def test_a_format_that_shows_another_number_is_refused(shape: str, stored: float, code: str, meant: str | None) -> None:
    form, table, (line, index), place = SHAPES[shape]
    lines = [list(one) for one in table]
    lines[line][index] = stored
    content = book({"Table": lines}, lambda sheet: setattr(sheet.cell(line + 1, index + 1), "number_format", code))
    reading = read_file("a.xlsx", content, FileForm(PERIOD, (form,)))
    refused = [one for one in reading.parsed.problems if one.level is Level.REJECTED]
    assert [(one.line, one.index) for one in refused] == ([] if meant else [(line + 1, index)])
    if meant:
        assert reading.parsed.families[form.family.slug].cells[place].number == Decimal(meant)


@pytest.mark.parametrize(("number", "code", "seen"), [(12, "(0)", "(12)"), (-120, "0;0", "120"), (12, "-0", "-12")])
def test_the_refusal_says_what_the_cell_shows(number: int, code: str, seen: str) -> None:
    content = book({"Table": [["Code", "Net change"], ["a", number], ["b", 8]]}, lambda sheet: _format(sheet, code))
    (problem,) = read_file("a.xlsx", content, FileForm(PERIOD, (SHAPES["below zero"][0],))).parsed.problems
    assert f"The cell shows “{seen}” but holds {number}." in problem.sentence


def _format(sheet: Any, code: str) -> None:
    sheet["B2"].number_format = code


# What tables of every shape have around their lines, and whether the figures are read all the same.
def _again(table: Table) -> Table:
    return [*table[:2], table[0], *table[2:]]


AROUND: dict[str, tuple[Any, bool]] = {
    "a source below": (lambda table: [*table, [], ["Source: the council's records"]], True),
    "a footnote below": (lambda table: [*table, ["* fewer than 5"]], True),
    "numbered notes below": (lambda table: [*table, [], ["Notes"], ["1. Some are provisional."]], True),
    "a day below": (lambda table: [*table, ["Figures as at 31 March 2023"]], True),
    "blank lines between": (lambda table: [table[0], [], table[1], [], [], *table[2:]], True),
    "titles above": (lambda table: [["Table 4"], ["Prepared by", "Data team"], ["Page 1 of 2"], [], *table], True),
    "the year above": (lambda table: [["FY2022/23"], *table], True),
    "the other order": (lambda table: [table[0], *reversed(table[1:])], True),
    "headings again": (_again, False),
    "headings of the next page": (lambda table: [*table[:2], [], ["Continued"], *_again(table)[2:]], False),
    "a line twice": (lambda table: [*table, table[1]], False),
    "a line twice with other figures": (lambda table: [*table, [table[1][0], *[7] * (len(table[0]) - 1)]], False),
    "a line of units": (lambda table: [table[0], ["", *["No."] * (len(table[0]) - 1)], *table[1:]], False),
    "a line of numbers of columns": (lambda table: [table[0], [*range(1, len(table[0]) + 1)], *table[1:]], False),
    "a grand total": (lambda table: [*table, ["Grand Total", *[111] * (len(table[0]) - 1)]], False),
    "last year's table below": (lambda table: [*table, [], ["2021-22"], *table], False),
    "columns of another year beside": (
        lambda table: [[*table[0], *(f"{one} 2021-22" for one in table[0][1:])], *([*a, *a[1:]] for a in table[1:])],
        False,
    ),
    "a column without heading": (lambda table: [[*table[0], ""], *([*line, 5] for line in table[1:])], False),
    "lines for columns": (lambda table: [list(one) for one in zip(*table, strict=True)], False),
    "a pivot table": (
        lambda table: [["Row Labels", *(f"Sum of {one}" for one in table[0][1:])], *table[1:]],
        False,
    ),
}


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("shape", SHAPES)
def test_what_stands_around_the_lines_is_never_taken_for_figures(shape: str, around: str) -> None:
    form, table, _cell, _place = SHAPES[shape]
    change, is_read = AROUND[around]
    meant = read_file("a.csv", csv_bytes(table), FileForm(PERIOD, (form,))).parsed.families[form.family.slug].cells
    lines = change([list(one) for one in table])
    for name, content in (("a.csv", csv_bytes(lines)), ("a.xlsx", book({"Table": lines}))):
        reading = read_file(name, content, FileForm(PERIOD, (form,)))
        refused = [one for one in reading.parsed.problems if one.level is Level.REJECTED]
        assert bool(refused) != is_read, [str(one) for one in refused]
        if is_read:
            assert reading.parsed.families[form.family.slug].cells == meant


@pytest.mark.parametrize("shape", SHAPES)
def test_another_year_over_a_column_is_asked_about(shape: str) -> None:
    form, table, _cell, _place = SHAPES[shape]
    head = [table[0][0], *(f"{one} 2020-21" for one in table[0][1:])]
    reading = read_file("a.csv", csv_bytes([head, *table[1:]]), FileForm(PERIOD, (form,)))
    assert "2020-21" in reading.parsed.families[form.family.slug].other_period
