"""How periods are written: each spelling with the window that it names."""

import datetime

import pytest

from indicators.definitions.periods import parse_period
from indicators.parsing.named import Fit, fit, windows_of_title
from indicators.parsing.period_words import named_in

# First and last month of what a text names.
WINDOWS = {
    # Financial years.
    "2022-23": "2022-04 2023-03",
    "2022/23": "2022-04 2023-03",
    "2022–23": "2022-04 2023-03",
    "2022_23": "2022-04 2023-03",
    "2022-2023": "2022-04 2023-03",
    "2022 to 2023": "2022-04 2023-03",
    "2022 - 23": "2022-04 2023-03",
    "2022/'23": "2022-04 2023-03",
    "'22/'23": "2022-04 2023-03",
    "’22–’23": "2022-04 2023-03",
    "22/23": "2022-04 2023-03",
    "202223": "2022-04 2023-03",
    "FY22/23": "2022-04 2023-03",
    "FY22-23": "2022-04 2023-03",
    "FY2223": "2022-04 2023-03",
    "FY 2022/23": "2022-04 2023-03",
    "FY2022-23": "2022-04 2023-03",
    "F/Y 22/23": "2022-04 2023-03",
    "FY23": "2022-04 2023-03",
    "FY2023": "2022-04 2023-03",
    "Financial year 2022-23": "2022-04 2023-03",
    "2022-23 financial year": "2022-04 2023-03",
    "Reporting year: 2022/23": "2022-04 2023-03",
    # Years by their ends.
    "Year ending March 2023": "2022-04 2023-03",
    "Year ended 31 March 2023": "2022-04 2023-03",
    "year to 31st March 2023": "2022-04 2023-03",
    "Year to end of March 2023": "2022-04 2023-03",
    "Year ending 31/03/2023": "2022-04 2023-03",
    "year ending 31.03.23": "2022-04 2023-03",
    "YE March 2023": "2022-04 2023-03",
    "Y/E 31/03/23": "2022-04 2023-03",
    "y/e Mar-23": "2022-04 2023-03",
    "Year end March 2023": "2022-04 2023-03",
    "12 months to March 2023": "2022-04 2023-03",
    "12 months to Mar-23": "2022-04 2023-03",
    "12 months to Mar 23": "2022-04 2023-03",
    "12 months to Mar '23": "2022-04 2023-03",
    "12-month period ending March 2023": "2022-04 2023-03",
    "Rolling 12 months to Mar 2023": "2022-04 2023-03",
    "12m to Mar-23": "2022-04 2023-03",
    "12 mths to 31 Mar 2023": "2022-04 2023-03",
    "Twelve months ended 31 March 2023": "2022-04 2023-03",
    "12 months to 2023-03-31": "2022-04 2023-03",
    # Ranges of months and days.
    "April 2022 to March 2023": "2022-04 2023-03",
    "Apr 2022 - Mar 2023": "2022-04 2023-03",
    "Apr-22 to Mar-23": "2022-04 2023-03",
    "Apr 22 – Mar 23": "2022-04 2023-03",
    "Apr22-Mar23": "2022-04 2023-03",
    "1 April 2022 to 31 March 2023": "2022-04 2023-03",
    "1st April 2022 until 31st March 2023": "2022-04 2023-03",
    "01/04/2022 to 31/03/2023": "2022-04 2023-03",
    "01/04/22 - 31/03/23": "2022-04 2023-03",
    "01.04.2022–31.03.2023": "2022-04 2023-03",
    "2022-04-01 to 2023-03-31": "2022-04 2023-03",
    "2022-04-01/2023-03-31": "2022-04 2023-03",
    "04/2022 to 03/2023": "2022-04 2023-03",
    "2022-04 to 2023-03": "2022-04 2023-03",
    "April to December 2022": "2022-04 2022-12",
    "April – December 2022": "2022-04 2022-12",
    "Apr-Dec 22": "2022-04 2022-12",
    "Apr-Dec 2022": "2022-04 2022-12",
    "October to March 2023": "2022-10 2023-03",
    "1 April to 31 December 2022": "2022-04 2022-12",
    "April to December 2022-23": "2022-04 2022-12",
    "April to December, 2022/23": "2022-04 2022-12",
    "2022-23 (April to December)": "2022-04 2022-12",
    "2022/23: Apr to Dec": "2022-04 2022-12",
    "January to March 2022-23": "2023-01 2023-03",
    # Other lengths.
    "9 months to December 2022": "2022-04 2022-12",
    "nine months to Dec 2022": "2022-04 2022-12",
    "9 months ending 31 December 2022": "2022-04 2022-12",
    "First nine months of 2022-23": "2022-04 2022-12",
    "first 6 months 2022/23": "2022-04 2022-09",
    "6 months to September 2022": "2022-04 2022-09",
    "Half-year to September 2022": "2022-04 2022-09",
    "3 months to June 2022": "2022-04 2022-06",
    "Year to date December 2022": "2022-04 2022-12",
    "YTD Dec-22": "2022-04 2022-12",
    "Month ending 31 May 2022": "2022-05 2022-05",
    "Two years to March 2023": "2021-04 2023-03",
    # Quarters, halves and months of a year.
    "Q3 2022-23": "2022-10 2022-12",
    "Q3 2022/23": "2022-10 2022-12",
    "Q3 FY22/23": "2022-10 2022-12",
    "FY23 Q3": "2022-10 2022-12",
    "2022-23 Q3": "2022-10 2022-12",
    "2022-23-q3": "2022-10 2022-12",
    "2022/23 quarter 3": "2022-10 2022-12",
    "Quarter 3, 2022-23": "2022-10 2022-12",
    "Quarter 3 of 2022-23": "2022-10 2022-12",
    "Qtr 3 22/23": "2022-10 2022-12",
    "Third quarter 2022-23": "2022-10 2022-12",
    "3rd quarter of 2022/23": "2022-10 2022-12",
    "Q1-Q3 2022-23": "2022-04 2022-12",
    "Q1 to Q3 2022/23": "2022-04 2022-12",
    "Quarters 1 to 3, 2022-23": "2022-04 2022-12",
    "Quarter ending December 2022": "2022-10 2022-12",
    "quarter to Dec-22": "2022-10 2022-12",
    "October–December 2022": "2022-10 2022-12",
    "H1 2022-23": "2022-04 2022-09",
    "2022/23 H2": "2022-10 2023-03",
    "First half of 2022-23": "2022-04 2022-09",
    "second half-year 2022/23": "2022-10 2023-03",
    "HY1 2022-23": "2022-04 2022-09",
    "2022-23 M09": "2022-12 2022-12",
    "Month 9 2022/23": "2022-12 2022-12",
    "2022/23 Q3": "2022-10 2022-12",
    "R12 to Dec 2022": "2022-01 2022-12",
    "Rolling 12 to December 2022": "2022-01 2022-12",
    "Year to date, December 2022": "2022-04 2022-12",
    # Years of schools.
    "Academic year 2022/23": "2022-09 2023-08",
    "2022-23 academic year": "2022-09 2023-08",
    "AY 2022-23": "2022-09 2023-08",
    "School year: 2022/23": "2022-09 2023-08",
    # Calendar years.
    "Calendar year 2022": "2022-01 2022-12",
    "CY2022": "2022-01 2022-12",
    "2022 calendar year": "2022-01 2022-12",
    "January to December 2022": "2022-01 2022-12",
    "Jan-Dec 22": "2022-01 2022-12",
}
ENDS = {
    "to March 2023": "2023-03",
    "up to Mar-23": "2023-03",
    "as at 31 March 2023": "2023-03",
    "As of 31/03/2023": "2023-03",
    "at end of March 2023": "2023-03",
    "March 2023": "2023-03",
    "Mar-23": "2023-03",
    "Mar '23": "2023-03",
    "Mar 2023": "2023-03",
    "Sept. 2022": "2022-09",
    "31 March 2023": "2023-03",
}
PARTS = {
    "Q3": (10, 3),
    "Quarter 3": (10, 3),
    "Third quarter": (10, 3),
    "H1": (4, 6),
    "Second half": (10, 6),
    "April to December": (4, 9),
    "Apr–Dec": (4, 9),
    "First nine months": (4, 9),
    "Q1 to Q3": (4, 9),
}
NOTHING = (
    "2022",
    "2020-22",
    "12 April 2022",
    "to 31/13/2022",
    "12/03/2022-23",
    "Ages 10-17",
    "S42 enquiries",
    "Form Q",
    "Maybe 4 to 5",
    "12 of 13 areas",
    "1 in 4",
    "March",
    "Section 47 to 50",
    "Version 2.10",
    "H7",
    "013 2022",
    "Table 21/22b",
)


def test_the_table_is_long_enough() -> None:
    assert len(WINDOWS) + len(ENDS) + len(PARTS) >= 120


@pytest.mark.parametrize(("text", "months"), WINDOWS.items())
def test_a_window_is_read_in_every_spelling(text: str, months: str) -> None:
    for written in (text, f"Return: {text}", text.upper(), f"Figures ({text})"):
        (found,) = named_in(written)
        assert found.starts_on is not None
        assert (f"{found.starts_on:%Y-%m} {found.ends_on:%Y-%m}", found.is_part) == (months, False), written
        assert (found.ends_on + datetime.timedelta(days=1)).day == 1


@pytest.mark.parametrize(("text", "month"), ENDS.items())
def test_an_end_is_read_in_every_spelling(text: str, month: str) -> None:
    (found,) = named_in(f"Figures {text}")
    assert (found.starts_on, f"{found.ends_on:%Y-%m}") == (None, month)


@pytest.mark.parametrize(("text", "part"), PARTS.items())
def test_a_part_without_a_year_is_read_as_such(text: str, part: tuple[int, int]) -> None:
    (found,) = named_in(text)
    assert found.is_part
    assert found.starts_on is not None
    months = (found.ends_on.year - found.starts_on.year) * 12 + found.ends_on.month - found.starts_on.month + 1
    assert (found.starts_on.month, months) == part


@pytest.mark.parametrize("text", NOTHING)
def test_what_names_no_period_is_left_alone(text: str) -> None:
    assert named_in(text) == []


def test_a_quarter_of_one_year_may_be_of_either_kind_of_year() -> None:
    for text in ("Q3 2022", "2022 Q3", "2022Q3", "Third quarter of 2022"):
        (found,) = named_in(text)
        assert found.starts_on == datetime.date(2022, 10, 1)
        assert found.or_else == (datetime.date(2022, 7, 1), datetime.date(2022, 9, 30))
        assert fit(found, parse_period("2022-23-q2")) is Fit.RIGHT
        assert fit(found, parse_period("2022-23-q3")) is Fit.RIGHT
        assert fit(found, parse_period("2022-23-q1")) is Fit.OTHER


YEARS = [text for text, months in WINDOWS.items() if months == "2022-04 2023-03"]
OTHERS = [text for text, months in WINDOWS.items() if months not in ("2022-04 2023-03", "2021-04 2023-03")]


@pytest.mark.parametrize("text", YEARS)
def test_the_year_of_a_return_is_known_in_every_spelling(text: str) -> None:
    assert [fit(one, parse_period("2022-23")) for one in windows_of_title(text)] == [Fit.RIGHT]
    later = "2022-23-q1"
    assert {fit(one, parse_period("2024-25")) for one in windows_of_title(text)} == {Fit.OTHER}, later


@pytest.mark.parametrize("text", [*OTHERS, *PARTS])
def test_a_part_of_the_year_is_another_period_than_the_year(text: str) -> None:
    assert [fit(one, parse_period("2022-23")) for one in windows_of_title(text)] == [Fit.OTHER]


def test_a_part_is_that_of_the_year_that_is_named_anywhere_in_the_title() -> None:
    (found,) = windows_of_title("Q3 return of the police, Avonside, 2022-23")
    assert (found.starts_on, found.ends_on) == (datetime.date(2022, 10, 1), datetime.date(2022, 12, 31))


@pytest.mark.parametrize("text", ["January 2023", "Jan-23", "Jan 2023", "December 2022"])
def test_a_month_alone_before_the_end_of_the_period_is_another(text: str) -> None:
    """A file of January cannot hold a year that ends in March, whichever of the two the month is about."""
    assert [fit(one, parse_period("2022-23")) for one in windows_of_title(text)] == [Fit.OTHER]
    assert [fit(one, parse_period("2022-23")) for one in windows_of_title(f"As agreed in {text}")] == [Fit.OPEN]
