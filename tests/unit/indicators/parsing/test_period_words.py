"""How periods are written: each spelling with the window that it names."""

import datetime

import pytest

from indicators.definitions.periods import parse_period
from indicators.parsing.named import Fit, fit, windows_of_title
from indicators.parsing.period_words import named_in
from tests.unit.indicators.parsing.period_spellings import ENDS, NOTHING, PARTS, WINDOWS


def test_the_table_is_long_enough() -> None:
    assert len(WINDOWS) + len(ENDS) + len(PARTS) >= 200


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


@pytest.mark.parametrize("text", ["YE2023", "ye 2023", "Year ending 2023", "year ended 2023", "y/e 2023"])
def test_a_year_by_its_end_alone_may_be_of_either_kind(text: str) -> None:
    (found,) = named_in(text)
    assert fit(found, parse_period("2022-23")) is Fit.RIGHT
    assert fit(found, parse_period("2021-22")) is not Fit.RIGHT
    assert [fit(one, parse_period("2024-25")) for one in windows_of_title(text)] == [Fit.OTHER]
    assert found.or_else == (datetime.date(2023, 1, 1), datetime.date(2023, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Week ending 25/12/2022", (2022, 12, 19), (2022, 12, 25)),
        ("w/e 25 December 2022", (2022, 12, 19), (2022, 12, 25)),
        ("w/c 19.12.22", (2022, 12, 19), (2022, 12, 25)),
        ("week commencing 19/12/2022", (2022, 12, 19), (2022, 12, 25)),
    ],
)
def test_a_week_is_another_period_than_a_year(text: str, first: tuple[int, ...], last: tuple[int, ...]) -> None:
    (found,) = windows_of_title(text)
    assert (found.starts_on, found.ends_on) == (datetime.date(*first), datetime.date(*last))
    assert fit(found, parse_period("2022-23")) is Fit.OTHER


@pytest.mark.parametrize(
    ("text", "fits"), [("January", Fit.OTHER), ("Sept", Fit.OTHER), ("dec ", Fit.OTHER), ("March", Fit.OPEN)]
)
def test_a_sheet_that_is_called_after_a_month_holds_that_month(text: str, fits: Fit) -> None:
    assert [fit(one, parse_period("2022-23")) for one in windows_of_title(text)] == [fits]
    assert [fit(one, parse_period("2022-23-m12")) for one in windows_of_title("March")] == [Fit.OPEN]
    assert windows_of_title(f"Received in {text}") == []


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


@pytest.mark.parametrize("text", ["P12 2022-23", "Period 12, 2022/23", "M12 2022-23", "2022-23 Month 12"])
def test_the_last_period_of_account_may_stand_for_the_whole_year(text: str) -> None:
    (found,) = windows_of_title(text)
    assert fit(found, parse_period("2022-23")) is Fit.RIGHT
    assert fit(found, parse_period("2022-23-q3")) is Fit.OTHER
    assert fit(found, parse_period("2021-22")) is Fit.OTHER


@pytest.mark.parametrize("text", ["P12", "Period 12", "Q4 YTD", "YTD March", "March year to date"])
def test_the_whole_year_so_far_contradicts_no_year(text: str) -> None:
    assert [fit(one, parse_period("2022-23")) for one in windows_of_title(text)] == [Fit.OPEN]
    (found,) = windows_of_title(f"{text}, police figures, 2022-23")
    assert fit(found, parse_period("2022-23")) is Fit.RIGHT


def test_a_period_of_account_is_that_of_the_year_that_is_named_anywhere_in_the_title() -> None:
    (found,) = windows_of_title("Police figures 2022-23, extract for the board (P9)")
    assert (found.starts_on, found.ends_on) == (datetime.date(2022, 12, 1), datetime.date(2022, 12, 31))


def test_a_rolling_year_to_december_may_be_said_to_be_to_date() -> None:
    (found,) = windows_of_title("Figures to date: December 2022")
    assert fit(found, parse_period("2022-23-to-december")) is Fit.RIGHT
