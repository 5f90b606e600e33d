"""Cells beside a table: nothing of them is stored, and each file says which cell it was."""

from collections.abc import Sequence

import pytest

from indicators.parsing.file_problems import Level
from indicators.parsing.files import FileReading, read_file
from tests.unit.indicators.parsing.forms import HEAD, book_bytes, csv_bytes, form

FIGURES = [["a", "First row", 1048, 61], ["b", "Second row", 3, 1116]]
REMARK = "Ask Jo whether the 12 of May are in"


def read(lines: Sequence[Sequence[object]], kind: str) -> FileReading:
    content = csv_bytes(lines) if kind == "csv" else book_bytes({"Two windows": lines})
    return read_file(f"return.{kind}", content, form())


def stored(reading: FileReading) -> str:
    """All that would be stored, in words."""
    return repr([(one.cells, one.notes, one.comments) for one in reading.parsed.families.values()])


def said(reading: FileReading) -> list[tuple[str, Level, str]]:
    return [(one.code, one.level, one.place) for one in reading.parsed.problems]


def beside(*cells: object) -> list[list[object]]:
    """The table with cells behind its first line."""
    return [list(HEAD), [*FIGURES[0], *cells], FIGURES[1]]


def test_words_beside_the_table_of_a_workbook_are_named_and_not_read() -> None:
    reading = read(beside(REMARK), "xlsx")
    assert said(reading) == [("SURPLUS-1", Level.WARNING, "Two windows, line 2, column E")]
    assert stored(reading) == stored(read(beside(), "xlsx"))
    assert "Jo" not in stored(reading)


def test_the_same_words_in_a_csv_file_stop_it() -> None:
    """There a comma too many has moved the cells behind it."""
    assert said(read(beside(REMARK), "csv")) == [("SURPLUS-1", Level.REJECTED, "line 2, column E")]


@pytest.mark.parametrize(
    "answer", [7, 0, "7", "1,048", "nil", "[x]", "Not applicable", "<5", "[c]", "provisional", "n/a"]
)
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_an_answer_beside_the_table_stops_either(kind: str, answer: object) -> None:
    assert [one[:2] for one in said(read(beside(answer), kind))] == [("SURPLUS-1", Level.REJECTED)]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("remark", [REMARK, 7, "nil"])
def test_an_added_column_with_a_heading_of_its_own_is_named_and_not_read(kind: str, remark: object) -> None:
    lines = [[*HEAD, "Remarks of the team"], [*FIGURES[0], remark], [*FIGURES[1], ""]]
    reading = read(lines, kind)
    assert [one[:2] for one in said(reading)] == [("HEADING-2", Level.WARNING)]
    assert stored(reading) == stored(read(beside(), kind))


def test_a_column_without_a_heading_between_those_of_the_table_is_beside_it() -> None:
    lines = [["Code", "Row", "Current 12 months", "", "Previous 12 months"], ["a", "First row", 1048, REMARK, 61]]
    reading = read([*lines, ["b", "Second row", 3, "", 1116]], "xlsx")
    assert said(reading) == [("SURPLUS-1", Level.WARNING, "Two windows, line 2, column D")]
    assert "Jo" not in stored(reading)
