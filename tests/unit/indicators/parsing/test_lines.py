"""Tables as people fill them: headings in any order, blank and odd lines, what stands beside the figures."""

import datetime
from decimal import Decimal
from typing import Any

import pytest

from indicators.definitions.values import Value, ValueState, reported
from indicators.parsing.file_problems import Level
from indicators.parsing.files import FileReading
from indicators.parsing.parsed import Counts
from tests.unit.indicators.parsing.forms import (
    CATEGORIES,
    HEAD,
    RATES,
    WINDOWS,
    form,
    numbers,
    only_sentence,
    read_book_lines,
    read_csv_lines,
    sentences,
)

A, B = ("a", "current"), ("a", "previous")


def cells(reading: FileReading) -> dict[tuple[str, str], Value]:
    return reading.parsed.families["windows"].cells


@pytest.mark.parametrize("read", [read_csv_lines, read_book_lines])
def test_headings_may_stand_in_any_order_case_and_spacing(read: Any) -> None:
    head = [" previous  12 MONTHS ", "code:", "Our own remark", "current 12 months*"]
    reading = read(["2", "a", "x", "1"], ["4", "b", "y", "3"], head=head)
    assert numbers(reading) == {A: 1, B: 2, ("b", "current"): 3, ("b", "previous"): 4}
    (problem,) = reading.parsed.problems
    assert (problem.level, problem.column, problem.line) == (Level.WARNING, "C", 1)
    assert "We do not recognise the heading “Our own remark”" in problem.sentence
    assert Counts.of(reading.parsed.lines, reading.parsed.problems) == Counts(2, 0, 0)


@pytest.mark.parametrize("read", [read_csv_lines, read_book_lines])
def test_columns_for_information_and_problems_of_last_time_are_passed_over(read: Any) -> None:
    head = [*HEAD, "Last time: Current 12 months (for information)", "Problems: old ones", ""]
    reading = read(["a", "", "1", "2", "999", "something", ""], head=head)
    assert numbers(reading) == {A: 1, B: 2}
    assert not reading.parsed.problems


def test_a_missing_column_is_an_error_with_its_name() -> None:
    reading = read_csv_lines(["a", "First", "1"], head=HEAD[:3])
    assert "the column “Previous 12 months” is missing" in only_sentence(reading)
    assert reading.parsed.problems[0].level is Level.REJECTED


def test_the_same_column_twice_is_refused() -> None:
    reading = read_csv_lines(["a", "", "1", "2", "3"], head=[*HEAD, "current"])
    assert "appears twice" in only_sentence(reading)
    reading = read_csv_lines(["a", "", "1", "2", "b"], head=[*HEAD, "Key"])
    assert "“Key” appears twice" in only_sentence(reading)


@pytest.mark.parametrize("read", [read_csv_lines, read_book_lines])
def test_titles_above_and_blank_lines_between_keep_the_numbering(read: Any) -> None:
    reading = read(HEAD, [], ["a", "", "x1", "2"], ["", "", "", ""], ["b", "", "3", "y4"], head=["Police, 2022-23"])
    told = [(problem.line, problem.column, problem.header, problem.value) for problem in reading.parsed.problems]
    assert told == [(4, "C", "Current 12 months", "x1"), (6, "D", "Previous 12 months", "y4")]
    assert "line 4, column C (Current 12 months): “x1” is not a number" in sentences(reading)[0]
    assert reading.parsed.lines == 2


def test_a_table_without_headings_is_refused() -> None:
    assert "We could not find a heading line" in only_sentence(read_csv_lines(["a", "1", "2"], head=["b", "3", "4"]))
    many = [["no", "heading"]] * 40
    assert "We could not find a heading line" in only_sentence(read_csv_lines(*many, HEAD, head=["Title"]))


def test_a_row_is_found_by_its_code_or_by_its_words() -> None:
    reading = read_csv_lines([" A ", "", 1, 2], ["", "second  ROW", 3, 4])
    assert numbers(reading)["b", "current"] == 3
    assert not reading.parsed.problems
    unknown = read_csv_lines(["c", "First row", 1, 2], ["", "Third row", 1, 2], ["", "", 1, 2])
    assert [problem.line for problem in unknown.parsed.problems] == [2, 3, 4]
    assert "“c” is not a row in Two windows" in sentences(unknown)[0]
    assert "“Third row” is not a row" in sentences(unknown)[1]
    assert "does not say which row" in sentences(unknown)[2]


def test_a_source_or_a_footnote_below_the_table_is_named_and_not_read() -> None:
    reading = read_csv_lines(["a", "", 1, 2], ["b", "", 3, 4], ["Source: our own records", "", "", ""])
    assert "We did not read “Source: our own records”: the line has no figures" in only_sentence(reading)
    assert reading.parsed.problems[0].level is Level.WARNING
    assert numbers(reading)["b", "previous"] == 4


def test_a_code_that_a_spreadsheet_took_for_a_number_is_known() -> None:
    reading = read_book_lines([2.0, "", 5], head=["Code", "Row", "Contacts"], file=form(CATEGORIES))
    assert numbers(reading, "sources") == {("2", "count"): 5}


def test_a_row_that_comes_twice_is_refused_with_the_first_line() -> None:
    reading = read_csv_lines(["a", "", 1, 2], ["a", "", 3, 4])
    assert "“First row” is already in line 2" in only_sentence(reading)
    assert numbers(reading)[A] == 1


def test_a_blank_is_no_zero_and_a_short_line_is_blank() -> None:
    reading = read_csv_lines(["a", "", "", " "], ["b"])
    assert cells(reading) == {}
    assert not reading.parsed.problems
    assert reading.parsed.families["windows"].lines == {"a": 2, "b": 3}


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("nothing to report", Value(ValueState.NIL, Decimal(0))),
        ("[z]", Value(ValueState.NOT_APPLICABLE)),
        ("not able to supply", Value(ValueState.UNABLE_TO_SUPPLY, reason="System down")),
    ],
)
def test_a_line_can_say_what_its_blanks_mean(word: str, value: Value) -> None:
    reading = read_csv_lines(["a", "", "5", "", word, "System down"], head=[*HEAD, "If blank", "Reason"])
    assert cells(reading) == {A: reported(5), B: value}
    assert not reading.parsed.problems


def test_what_a_line_says_of_blanks_must_fit() -> None:
    head = [*HEAD, "State", "Reason"]
    assert "also says there are none" in only_sentence(read_csv_lines(["a", "", 1, 2, "nil", ""], head=head))
    assert "We do not recognise “maybe”" in only_sentence(read_csv_lines(["a", "", "", 2, "maybe", ""], head=head))
    assert not read_csv_lines(["a", "", 1, 2, "Figures given", ""], head=head).parsed.problems
    lacking = only_sentence(read_csv_lines(["a", "", "", 2, "[x]", ""], head=head))
    assert "the reason the figure cannot be supplied" in lacking
    assert "column C" in lacking


def test_a_reason_is_kept_where_one_belongs_and_is_not_too_long() -> None:
    head = [*HEAD, "Reason"]
    reading = read_csv_lines(["a", "", "[x]", "7", "No record"], head=head)
    assert cells(reading) == {A: Value(ValueState.UNABLE_TO_SUPPLY, reason="No record"), B: reported(7)}
    assert "300 characters" in only_sentence(read_csv_lines(["a", "", "[x]", "7", "x" * 301], head=head))
    assert "300 characters" in only_sentence(read_csv_lines(["a", "", "[x]: " + "x" * 301, "7", ""], head=head))


def test_marks_hold_for_a_line_or_for_a_cell() -> None:
    head = [*HEAD, "Mark", "Reason"]
    reading = read_csv_lines(["a", "", "5", "7", "provisional; Illustrative", ""], head=head)
    assert all(value.provisional and value.illustrative and not value.revised for value in cells(reading).values())
    reading = read_csv_lines(["a", "", "5", "7", "[r]", "Recounted"], head=head)
    assert cells(reading) == {A: reported(5), B: Value(ValueState.REPORTED, Decimal(7), "Recounted", revised=True)}
    reading = read_csv_lines(["a", "", "[x]: lost", "[z]", "[r]", "Recounted"], head=head)
    assert cells(reading) == {
        A: Value(ValueState.UNABLE_TO_SUPPLY, reason="lost"),
        B: Value(ValueState.NOT_APPLICABLE, reason="Recounted", revised=True),
    }
    reading = read_csv_lines(["a", "", "5 [p]", "", "", ""], head=head)
    assert cells(reading) == {A: Value(ValueState.REPORTED, Decimal(5), provisional=True)}
    assert "the reason the figure was revised" in only_sentence(read_csv_lines(["a", "", "5", "7", "r", ""], head=head))
    assert "We do not recognise “best”" in only_sentence(read_csv_lines(["a", "", "5", "7", "best", ""], head=head))


def test_comments_and_notes_come_along() -> None:
    head = [*HEAD, "Comment", "Note"]
    reading = read_csv_lines(
        ["a", "", 1, 2, "A new team", "Counted anew"], ["b", "", 3, 4, "", "Counted anew"], head=head
    )
    family = reading.parsed.families["windows"]
    assert family.comments == {"a": "A new team"}
    assert family.note == "Counted anew"
    assert "500 characters" in only_sentence(read_csv_lines(["a", "", 1, 2, "x" * 501, ""], head=head))


@pytest.mark.parametrize("read", [read_csv_lines, read_book_lines])
def test_dates_must_be_those_of_the_period(read: Any) -> None:
    head = [*HEAD, "Period from", "Period to"]
    fitting = ["a", "", 1, 2, datetime.date(2022, 4, 1), "31 March 2023"]
    assert not read(fitting, head=head).parsed.problems
    wrong = read(["a", "", 1, 2, "1/4/2021", "31/02/2023"], head=head)
    assert [(problem.column, problem.code) for problem in wrong.parsed.problems] == [("F", "CELL-1"), ("E", "WINDOW-1")]
    assert "not a real date" in sentences(wrong)[0]
    assert "the window is dated 1 April 2021. For this return it must run from 1 April 2022" in sentences(wrong)[1]


@pytest.mark.parametrize(
    ("days", "column", "code"),
    [
        (["1/4/2022", "31/3/2023", "1/4/2021", "31/3/2022"], "", ""),
        (["1/4/2022", "30/6/2022", "", ""], "F", "WINDOW-3"),
        (["1/4/2022", "31/3/2023", "1/4/2020", "31/3/2021"], "G", "WINDOW-2"),
        (["", "", "", "30/4/2022"], "H", "WINDOW-2"),
    ],
)
def test_both_windows_of_a_line_must_be_those_of_the_return(days: list[str], column: str, code: str) -> None:
    head = [*HEAD, "Period from", "Period to", "Previous period from", "Previous period to"]
    found = read_csv_lines(["a", "", 1, 2, *days], head=head).parsed.problems
    assert [(problem.column, problem.code) for problem in found] == ([(column, code)] if code else [])


def test_worked_out_columns_are_checked_and_never_stored() -> None:
    head = [*HEAD, "Change", "% change"]
    reading = read_csv_lines(["a", "", 95, 61, "+34", "+55.7%"], ["b", "", 3, 10, "-7", "-70"], head=head)
    assert not reading.parsed.problems
    assert set(cells(reading)) == {A, B, ("b", "current"), ("b", "previous")}
    wrong = read_csv_lines(["a", "", 61, 95, "34", "55.7%"], head=head)
    assert "the figures next to it give -34. The sign is wrong" in sentences(wrong)[0]
    assert "the figures next to it give -35.8%. Correct" in sentences(wrong)[1]
    assert [problem.column for problem in wrong.parsed.problems] == ["E", "F"]
    assert "is not a number" in only_sentence(read_csv_lines(["a", "", 1, 2, "less", ""], head=head))


def test_worked_out_columns_without_a_meaning_are_left_alone() -> None:
    head = [*HEAD, "Change", "% change"]
    reading = read_csv_lines(["a", "", 5, 0, "5", "[z]"], ["b", "", 5, "", "5", "-"], head=head)
    assert not reading.parsed.problems


def test_a_share_is_checked_against_its_base_and_a_total_against_its_parts() -> None:
    head = ["Code", "Row", "Contacts", "Share"]
    lines = [["1a", "", 30, 0.3], ["2", "", 70, "70.0%"], ["z", "", 7, "10%"], ["n", "", 7, ""]]
    right = read_book_lines(*lines, ["", "All contacts", 100, 100], head=head, file=form(CATEGORIES))
    assert not right.parsed.problems
    wrong = read_csv_lines(*lines[1:], ["1a", "", 30, "31%"], ["total", "", 101, ""], head=head, file=form(CATEGORIES))
    assert "give 30.0%" in sentences(wrong)[0]
    assert "give 100" in sentences(wrong)[1]
    assert wrong.parsed.problems[1].line == 6


def test_each_line_of_a_csv_file_names_its_family() -> None:
    head = ["Figures", "Code", "Count", "Current 12 months", "Previous 12 months", "Rate"]
    lines = [["sources", "1a", 5, "", "", ""], ["TWO  windows", "a", "", 1, 2, ""], ["Rates", "here", 9, "", "", 1.5]]
    reading = read_csv_lines(*lines[:2], head=head, file=form(WINDOWS, CATEGORIES, RATES))
    assert numbers(reading) == {A: 1, B: 2}
    assert numbers(reading, "sources") == {("1a", "count"): 5}
    assert "no figures for Rates" in only_sentence(reading)
    wrong = read_csv_lines(
        ["Windows", "a", 7, 1, 2, ""], ["Crime", "a", "", 1, 2, ""], head=head, file=form(WINDOWS, CATEGORIES)
    )
    told = sentences(wrong)
    assert any("Two windows has no column “Count”" in one for one in told)
    assert any("“Figures” must be one of “Two windows”, “Sources”" in one for one in told)


def test_a_csv_file_of_several_families_must_name_them() -> None:
    reading = read_csv_lines(["a", "", 1, 2], file=form(WINDOWS, CATEGORIES))
    assert "The column “Figures” is missing" in sentences(reading)[0]
    blank = read_csv_lines(["", "", "", ""], head=["Figures", *HEAD[:1], *HEAD[2:]], file=form(WINDOWS, CATEGORIES))
    assert blank.parsed.lines == 0
