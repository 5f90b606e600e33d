"""What a file says of its period beside its figures: only where all of it is another period's is anything said."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from indicators.definitions.periods import parse_period
from indicators.definitions.values import reported
from indicators.parsing.file_problems import FileProblem, Level
from indicators.parsing.files import FileReading, read_file
from indicators.parsing.layout import FileForm
from indicators.parsing.marked import marked_csv, marked_workbook
from indicators.parsing.template import Filled, template_csv
from indicators.parsing.workbook import template_workbook
from tests.unit.indicators.parsing.forms import CATEGORIES, HEAD, WINDOWS, book_bytes, csv_bytes, form, numbers

LINES = (["a", "", 1, 2], ["b", "", 3, 4])
Sheets = dict[str, Sequence[Sequence[object]]]


def said(reading: FileReading, slug: str = "windows") -> str:
    """The sentence about another period; empty where all is well."""
    assert not [one for one in reading.parsed.problems if one.level is Level.REJECTED]
    return reading.parsed.families[slug].other_period


def of_csv(*above: Sequence[object], head: Sequence[str] = HEAD, lines: Sequence[Sequence[object]] = LINES) -> str:
    return said(read_file("a.csv", csv_bytes([*above, head, *lines]), form()))


def of_book(sheets: Sheets) -> str:
    return said(read_file("a.xlsx", book_bytes(sheets), form()))


def test_a_title_of_another_year_is_told_with_its_place() -> None:
    sentence = of_csv(["Police"], ["", "Return for 2021-22"])
    assert sentence.startswith("This return is for 2022-23, but the file names another period:")
    assert "“Return for 2021-22” (line 2, column B)." in sentence
    assert "(sheet “Sheet1”, line 1, column A)" in of_book({"Sheet1": [["Year to 31 March 2022"], HEAD, *LINES]})


def test_the_name_of_a_sheet_is_read_too() -> None:
    assert "“2021-22” (the name of a sheet)" in of_book({"2021-22": [HEAD, *LINES]})
    assert of_book({"2022-23": [HEAD, *LINES]}) == ""


def test_at_most_three_texts_are_told_in_full() -> None:
    sentence = of_csv(["2021-22"], ["2020-21"], ["2019-20"], ["2018-19"], ["2017-18"])
    assert "2019-20” (line 3, column A); and 2 more." in sentence
    assert "2018-19" not in sentence


@pytest.mark.parametrize(
    "above",
    [
        [],
        [["Police figures"]],
        [["Return for 2022-23"]],
        [["Return for 2021-22"], ["Corrected: 2022-23"]],
        [["", "", "12 months to March 2023", "12 months to March 2022"]],
        [["", "", "", "12 months to March 2022"]],
        [["", "", "", "2021-22"]],
        [["Compared with 2021-22"]],
        [["Extracted March 2022"]],
        [[2022, 2021]],
    ],
)
def test_nothing_is_said_of_silence_of_the_right_period_and_of_comparisons(above: Sequence[Sequence[object]]) -> None:
    assert of_csv(*above) == ""
    assert of_book({"Sheet1": [*above, HEAD, *LINES]}) == ""


def test_a_window_over_the_wrong_column_is_another_one() -> None:
    assert "line 1, column C" in of_csv(["", "", "12 months to March 2022", "12 months to March 2021"])
    assert "line 1, column D" in of_csv(["", "", "", "12 months to March 2021"])


def test_a_heading_may_name_its_window() -> None:
    head = ["Code", "Current 12 months to March 2022", "Previous 12 months (to March 2021)"]
    reading = read_file("a.csv", csv_bytes([head, ["a", 1, 2], ["b", 3, 4]]), form())
    assert numbers(reading)["a", "previous"] == Decimal(2)
    assert "“Current 12 months to March 2022” (line 1, column B)" in said(reading)
    right = ["Code", "Current 12 months (to March 2023)", "Previous 12 months (to March 2022)", "Change (2021-22)"]
    assert said(read_file("a.csv", csv_bytes([right, ["a", 1, 2, -1], ["b", 3, 4, -1]]), form())) == ""


def test_a_heading_over_the_previous_column_that_names_another_year_is_told() -> None:
    head = ["Code", "Row", "Current 12 months", "Previous 12 months to March 2021"]
    assert "“Previous 12 months to March 2021” (line 1, column D)" in of_csv(head=head)


@pytest.mark.parametrize(
    "above",
    [
        [["2022-23"], ["Q3"]],
        [["Return for 2022-23"], ["April to December"]],
        [["Return for 2022-23"], ["", "", "2021-22", ""]],
        [["9 months to December 2022"]],
        [["Quarter 3, 2022-23"]],
        [["FY23/24"]],
        [["Calendar year 2022"]],
    ],
)
def test_a_part_of_the_year_and_a_window_over_a_column_outweigh_the_year(above: Sequence[Sequence[object]]) -> None:
    assert above[-1][-1] or above[-1][2]
    assert of_csv(*above) != ""
    assert of_book({"Sheet1": [*above, HEAD, *LINES]}) != ""


def test_a_window_in_words_outweighs_the_quarter_in_which_a_return_is_sent() -> None:
    assert of_csv(["Q4 return"], ["12 months to March 2023"]) != ""
    assert of_csv(["Q4 return, 12 months to March 2023"]) == ""


@pytest.mark.parametrize(
    "above",
    [
        ["", "", "2021-22", "2022-23"],
        ["", "", 2022, 2023],
        ["", "", "Mar-22", "Mar-23"],
        ["", "", "12 months to March 2021", "12 months to March 2022"],
        ["", "", "", "2022-23"],
    ],
)
def test_years_over_two_windows_the_wrong_way_round_are_refused(above: Sequence[object]) -> None:
    reading = read_file("a.csv", csv_bytes([above, HEAD, *LINES]), form())
    problems = [one for one in reading.parsed.problems if one.level is Level.REJECTED]
    assert [(one.code, one.line, one.column) for one in problems] == [("WINDOW-5", 1, "D")]
    assert f"“{above[3]}”" in problems[0].sentence


def test_the_headings_are_found_where_each_names_its_window() -> None:
    head = ["Code", "Current 12 months to March 2023", "Previous 12 months to March 2022"]
    assert said(read_file("a.csv", csv_bytes([["Police"], head, ["a", 1, 2], ["b", 3, 4]]), form())) == ""


def test_a_column_of_another_year_beside_a_whole_table_is_a_comparison() -> None:
    assert of_csv(head=[*HEAD, "2020-21"]) == ""
    reading = read_file(
        "a.csv", csv_bytes([["Code", "Current 12 months", "12 months to March 2021"], ["a", 1, 2]]), form()
    )
    assert "12 months to March 2021" in reading.parsed.families["windows"].other_period


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_line_that_is_dated_as_it_should_be_outweighs_a_title(kind: str) -> None:
    lines = [
        ["2021-22"],
        [*HEAD, "Period from", "Period to"],
        ["a", "", 1, 2, "01/04/2022", ""],
        ["b", "", 3, 4, "", ""],
    ]
    content = csv_bytes(lines) if kind == "csv" else book_bytes({"Sheet1": lines})
    assert said(read_file(f"a.{kind}", content, form())) == ""


def test_a_cover_speaks_for_a_sheet_that_says_nothing_itself() -> None:
    cover = [["Police figures"], ["2021-22"]]
    assert "sheet “Cover”, line 2, column A" in of_book({"Cover": cover, "Two windows": [HEAD, *LINES]})
    right = [["2022-23"], HEAD, *LINES]
    assert of_book({"Cover": cover, "Two windows": right}) == ""
    stale = [["2021-22"], HEAD, *LINES]
    assert "“Two windows”, line 1" in of_book({"Cover": [["2022-23"]], "Two windows": stale})
    far_down = [["Years"]] * 10 + [["2021-22"]]
    assert of_book({"Cover": far_down, "Two windows": [HEAD, *LINES]}) == ""


def test_each_sheet_of_figures_is_judged_by_its_own_words() -> None:
    sheets: Sheets = {
        "Two windows": [["2021-22"], HEAD, *LINES],
        "Sources": [["2022-23"], ["Code", "Contacts"], *([row.key, 5] for row in CATEGORIES.rows)],
    }
    reading = read_file("a.xlsx", book_bytes(sheets), form(WINDOWS, CATEGORIES))
    assert "2021-22" in said(reading)
    assert said(reading, "sources") == ""


@pytest.mark.parametrize("slug", ["2022-23", "2022-23-q1", "2022-23-m01", "2022-23-m11", "2022-23-to-june"])
def test_our_own_templates_are_silent(slug: str) -> None:
    file = FileForm(parse_period(slug), (WINDOWS, CATEGORIES))
    cells = {(row.key, column): reported(5) for row in WINDOWS.rows for column in ("current", "previous")}
    filled = {"windows": Filled(cells, note="As in 2021-22.", last=cells)}
    for name, content in (
        ("a.csv", template_csv(file, filled)),
        ("a.xlsx", template_workbook(file, filled, "Figures as from 2019-20")),
    ):
        found = read_file(name, content, file).parsed
        assert [one.other_period for one in found.families.values()] == ["", ""]
        assert not found.sayings.get("Two windows")


def test_a_marked_copy_that_comes_back_is_not_read_as_a_title() -> None:
    problem = FileProblem("WINDOW-4", "It names 2021-22.", Level.WARNING, "", 1, 0)
    content = csv_bytes([["2021-22"], [""], HEAD, *LINES])
    reading = read_file("a.csv", content, form())
    assert reading.csv is not None
    copy = marked_csv(reading.csv, [problem, FileProblem("X", "Or 2020-21?", Level.WARNING, "", 2)])
    first, second, third, *_lines = copy.decode().splitlines()
    assert first == '2021-22,,,,"Problems line 1, column A: It names 2021-22."'
    assert second.endswith("Or 2020-21?")
    assert third == ",".join(HEAD), "a title that is shorter than its table cuts nothing off"
    again = read_file("a.csv", copy.replace(b"2021-22,,", b"Police,,", 1), form())
    assert said(again) == ""
    assert numbers(again) == numbers(reading)
    told = FileProblem("WINDOW-4", "It names 2021-22.", Level.WARNING, "Two windows", 1, 0, value="2021-22")
    marked = marked_workbook(book_bytes({"Two windows": [["Police"], HEAD, *LINES]}), [told])
    assert said(read_file("a.xlsx", marked, form())) == ""


def test_findings_about_titles_count_no_lines() -> None:
    assert FileProblem("WINDOW-4", "").is_about_headings
    assert not FileProblem("WINDOW-1", "").is_about_headings
