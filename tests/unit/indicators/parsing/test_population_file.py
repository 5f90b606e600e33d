"""Reading population estimates. The numbers are made up for illustration."""

import datetime

import pytest

from indicators.parsing.population_file import read_populations
from tests.unit.indicators.parsing.forms import book_bytes

HEAD = "area,age_band,reference_date,vintage,persons,source\n"
LINE = "avonside,0-17,2022-06-30,2023-12-15,35000,Illustrative\n"


def test_a_line_is_read_with_its_vintage() -> None:
    (line,) = read_populations(HEAD + LINE).lines
    assert line.key == ("avonside", "0-17", datetime.date(2022, 6, 30), datetime.date(2023, 12, 15))
    assert (line.line, line.persons, line.source) == (2, 35000, "Illustrative")


def test_columns_can_come_in_any_order_with_others_beside_them() -> None:
    head = "\ufeffsource,persons,note,vintage,reference_date,age_band,area\n"
    text = head + 'Illustrative,"35,000",x,2023-12-15,2022-06-30,18+,avonside\n'
    (line,) = read_populations(text).lines
    assert (line.area, line.age_band, line.persons) == ("avonside", "18+", 35000)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("0-17", "children"), "Line 2: age_band “children” is not an age band"),
        (("35000", "0"), "Line 2: persons “0” is not a whole number above 0"),
        (("35000", "35.5"), "is not a whole number"),
        (("35000", "٣"), "is not a whole number"),
        (("35000", ""), "is not a whole number"),
        (("2022-06-30", "30/06/2022"), "reference_date “30/06/2022” is not a date"),
        (("2023-12-15", "soon"), "vintage “soon” is not a date"),
        (("2023-12-15", "2021-12-15"), "would be a projection"),
        (("Illustrative", " "), "source must say"),
        (("Illustrative", "x" * 201), "200 characters or fewer"),
    ],
)
def test_a_line_that_cannot_be_read_says_why(change: tuple[str, str], words: str) -> None:
    found = read_populations(HEAD + LINE.replace(*change))
    assert found.lines == ()
    assert words in found.problems[0]


@pytest.mark.parametrize(
    "persons",
    [
        "1,09",
        "1.090",
        "1.090.000",
        "1.09E6",
        "-5",
        "109%",
        "１０９",
        "١٠٩",
        "35000¹",
        "35 k",
        "nil",
        "[x]",
        "c",
        "~35000",
        "35000 p",
    ],
)
def test_a_population_that_is_no_plain_number_is_refused(persons: str) -> None:
    assert read_populations(HEAD + LINE.replace("35000", f'"{persons}"')).problems


@pytest.mark.parametrize(
    "title", ["Persons in thousands", "Population (000s)", "People (’000)", "Figures are in hundreds"]
)
def test_a_title_that_says_another_scale_is_refused(title: str) -> None:
    (problem,) = read_populations(f"{title}\n{HEAD}{LINE}").problems
    assert problem.startswith(f"Line 1: “{title}” says that the numbers are in thousands, or on another scale.")
    assert read_populations(f"Estimates of mid-2022, as published\n{HEAD}{LINE}").problems == ()


@pytest.mark.parametrize(
    "below", ["Total,,,,1090000,", "Source: a bureau,,,,,", "avonside,0-17,2022-06-30,2023-12-15,5,Illustrative"]
)
def test_what_is_no_estimate_below_the_lines_is_told(below: str) -> None:
    assert read_populations(f"{HEAD}{LINE}{below}\n").problems


def test_a_short_line_is_a_problem() -> None:
    assert read_populations(HEAD + "avonside,0-17\n").problems[0].startswith("Line 2:")


def test_missing_columns_are_named() -> None:
    assert read_populations("area,persons\n").problems == (
        "Line 1: the columns age_band, reference_date, vintage, source are missing.",
    )
    assert read_populations("").problems[0].startswith("Line 1:")


@pytest.mark.parametrize(("other", "said"), [("35000", "35,000"), ("36000", "36,000")])
def test_two_lines_about_the_same_people_are_a_problem(other: str, said: str) -> None:
    found = read_populations(HEAD + LINE + LINE.replace("35000", other))
    assert len(found.lines) == 1
    assert found.problems == (f"Lines 2 and 3 are about the same people, with 35,000 and {said}. Remove one of them.",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEAD.replace("source", "source,persons") + LINE.replace("\n", ",5\n"), "is there twice, in E and G"),
        (HEAD + LINE.replace("35000", "1,090,000"), "column G has no heading"),
        (HEAD + LINE.replace("35000", "1.090"), "has a point before three digits"),
        (HEAD + LINE.replace("35000", "35,00"), "column G has no heading"),
        (HEAD + LINE.replace("35000", '"1,09,000"'), "is not a whole number above 0"),
        (HEAD + LINE.replace("Illustrative", '"Illustrative'), "a quotation mark is not closed"),
        (HEAD + LINE.replace("Illustrative", '"Illustrative\nyork"'), "source has line breaks"),
        (HEAD + LINE.replace("0-17", "17-0"), "is not an age band"),
        (HEAD + LINE.replace("Illustrative", "Officeâ€™s"), "were damaged"),
        ("<table>", "web page"),
    ],
)
def test_what_the_reader_of_figures_refuses_is_refused_here(text: str, words: str) -> None:
    found = read_populations(text)
    assert found.lines == ()
    assert words in found.problems[0]


@pytest.mark.parametrize(
    "text",
    [
        HEAD + LINE + ",,,,,\n,,,,,\n",
        "Population estimates, illustrative\n" + HEAD + LINE,
        HEAD.replace(",", ";") + LINE.replace(",", ";"),
        HEAD.upper() + LINE,
        "\ufeff\ufeff" + HEAD + LINE,
        HEAD + LINE.replace("0-17", "0–17").replace("35000", "35\u00a0000"),
        HEAD + LINE.replace("35000", '"35,000"').replace("avonside", " Avonside\u200b "),
    ],
)
def test_a_file_is_read_however_it_is_written(text: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        found = read_populations(text.encode(encoding))
        assert found.problems == ()
        assert [(one.area, one.age_band, one.persons) for one in found.lines] == [("avonside", "0-17", 35000)]


def test_a_workbook_is_read_as_well() -> None:
    day = datetime.datetime(2022, 6, 30)  # noqa: DTZ001
    line = ["avonside", "0-17", day, "2023-12-15", 35000, "Illustrative"]
    content = book_bytes({"Notes": [["x"]], "Estimates": [HEAD.strip().split(","), line]})
    (found,) = read_populations(content, "a.xlsx").lines
    assert (found.reference_date, found.persons) == (datetime.date(2022, 6, 30), 35000)
    twice = book_bytes({"One": [HEAD.strip().split(","), line], "Two": [HEAD.strip().split(","), line]})
    assert "We found “One” and “Two”" in read_populations(twice, "a.xlsx").problems[0]
    empty = book_bytes({"One": [["x"]]})
    assert "are missing. We found no sheet" in read_populations(empty, "a.xlsx").problems[0]
