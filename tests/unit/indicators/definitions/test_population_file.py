"""Reading population estimates. The numbers are made up for illustration."""

import datetime

import pytest

from indicators.definitions.population_file import read_populations

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


def test_a_short_line_is_a_problem() -> None:
    assert read_populations(HEAD + "avonside,0-17\n").problems[0].startswith("Line 2:")


def test_missing_columns_are_named() -> None:
    assert read_populations("area,persons\n").problems == (
        "Line 1: the columns age_band, reference_date, vintage, source are missing.",
    )
    assert read_populations("").problems[0].startswith("Line 1:")


def test_two_lines_for_one_number_are_a_problem() -> None:
    found = read_populations(HEAD + LINE + LINE)
    assert len(found.lines) == 1
    assert found.problems == ("Line 3 is the same as line 2, for the same number.",)
