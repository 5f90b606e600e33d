"""Small files as people and programs write them, each with its right answer. The figures are made up."""

from pathlib import Path

import pytest

from indicators.definitions.families import get_family
from indicators.definitions.periods import parse_period
from indicators.parsing.file_problems import FileProblem, Level
from indicators.parsing.files import FileReading, read_file
from indicators.parsing.layout import FamilyForm, FileForm

FILES = Path(__file__).parent / "files"
PERIOD = parse_period("2022-23")
POLICE = ("missing-children", "safety-and-anti-bullying", "child-sexual-exploitation")
ADULTS = ("desired-outcomes", "section-42-outcomes")
FIVE = {
    "number-of-missing-children": (95, 61),
    "number-of-missing-children-reports": (202, 92),
    "number-of-repeat-missing-children": (48, 39),
    "number-of-children-missing-from-care": (3, 10),
    "number-of-repeat-children-missing-from-care": (1, 4),
}


def read(name: str, slugs: tuple[str, ...] = POLICE, encoding: str = "") -> FileReading:
    """`encoding` is that in which the file came; it is kept here in UTF-8."""
    families = [get_family(slug) for slug in slugs]
    form = FileForm(PERIOD, tuple(FamilyForm(one, one.rows_on(PERIOD.ends_on)) for one in families))
    content = (FILES / name).read_bytes()
    return read_file(name, content.decode().encode(encoding) if encoding else content, form)


def figures(reading: FileReading, slug: str = "missing-children") -> dict[tuple[str, str], int]:
    found = reading.parsed.families.get(slug)
    return {} if found is None else {cell: int(value.number or 0) for cell, value in found.cells.items()}


def both(rows: dict[str, tuple[int, int]]) -> dict[tuple[str, str], int]:
    return {
        (row, key): number
        for row, pair in rows.items()
        for key, number in zip(("current", "previous"), pair, strict=True)
    }


def rejections(reading: FileReading) -> list[FileProblem]:
    return [one for one in reading.parsed.problems if one.level is Level.REJECTED]


@pytest.mark.parametrize(
    "name",
    [
        "title-with-commas-above-semicolons.csv",
        "two-byte-order-marks.csv",
        "headings-with-short-months.csv",
        "title-of-a-financial-year.csv",
        "backslashes-in-the-archive.xlsx",
    ],
)
def test_five_lines_are_read_however_they_are_written(name: str) -> None:
    reading = read(name)
    assert not rejections(reading)
    assert figures(reading) == both(FIVE)


def test_empty_lines_to_the_end_of_a_sheet_are_no_cells() -> None:
    reading = read("row-height-to-the-end.xlsx")
    assert not rejections(reading)
    assert figures(reading) == both({"number-of-missing-children": (95, 61)})


def test_a_curly_apostrophe_is_an_apostrophe() -> None:
    reading = read("curly-apostrophe.csv", ADULTS)
    assert not rejections(reading)
    assert figures(reading, "desired-outcomes") == {("dont-know", "count"): 12}


def test_a_comma_between_thousands_never_makes_two_figures() -> None:
    reading = read("thousands-not-quoted.csv")
    (problem,) = rejections(reading)
    assert (problem.line, problem.code) == (2, "SURPLUS-1")
    assert "comma between thousands" in problem.sentence
    assert not figures(reading, "safety-and-anti-bullying")


def test_lines_of_figures_never_become_a_note() -> None:
    reading = read("quote-not-closed.csv")
    (problem,) = rejections(reading)
    assert "We cannot read line 2: a quotation mark is not closed" in problem.sentence
    assert not reading.parsed.families


def test_a_financial_year_in_the_title_is_another_period() -> None:
    sentence = read("title-of-a-financial-year.csv").parsed.families["missing-children"].other_period
    assert "“FY23/24” (line 1, column A)" in sentence


def test_a_formula_without_its_result_is_no_blank() -> None:
    (problem,) = rejections(read("formula-without-result.xlsx"))
    assert (problem.line, problem.column) == (2, "C")
    assert "holds a formula without its result" in problem.sentence


def test_the_letters_of_a_mac_are_read_as_typed_and_told() -> None:
    reading = read("letters-of-a-mac.csv", encoding="mac_roman")
    assert reading.parsed.families["missing-children"].note == "The child’s first report – not the adult’s"
    assert "Mac Roman" in next(one.sentence for one in reading.parsed.problems if one.code == "LETTERS-1")


@pytest.mark.parametrize("name", ["date-of-birth.csv", "national-insurance-number.csv"])
def test_the_notes_about_people_are_read_whole(name: str) -> None:
    reading = read(name)
    assert not rejections(reading)
    assert "was counted twice." in reading.parsed.families["missing-children"].note
