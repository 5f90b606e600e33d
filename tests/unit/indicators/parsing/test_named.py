"""Which window of time a title names, and how it sits with the period of the return."""

import pytest

from indicators.definitions.periods import parse_period
from indicators.parsing.named import Fit, fit, windows_of_title, without_window


def fits(text: str, slug: str = "2022-23") -> list[Fit]:
    return [fit(one, parse_period(slug)) for one in windows_of_title(text)]


@pytest.mark.parametrize(
    ("other", "right"),
    [
        ("Return for 2021-22", "Return for 2022-23"),
        ("2021/22", "2022/23"),
        ("2021–22", "2022–23"),
        ("2021 to 2022", "2022 to 2023"),
        ("2021-2022", "2022-2023"),
        ("March 2022", "March 2023"),
        ("31 March 2022", "31 March 2023"),
        ("Year ending March 2022", "year ending Mar. 2023"),
        ("year to 31 March 2022", "Year to the 31st March 2023"),
        ("Year ended 31/03/2022", "year ended 31.03.2023"),
        ("12 months to March 2022", "Twelve months to March 2023"),
        ("As at 31 March 2022", "as at 31 March 2023"),
        ("April 2021 to March 2022", "1 April 2022 – 31 March 2023"),
        ("2015-16 to 2021-22", "2015-16 to 2022-23"),
        ("12 months to March 2024", "April 2018 to March 2023"),
        ("Return 2021-22 compared with 2020-21", "2022-23 compared with 2021-22"),
        ("12 months to December 2021", "Police (12 months to March 2023)"),
    ],
)
def test_a_window_is_read_in_each_of_its_forms(other: str, right: str) -> None:
    assert fits(other) == [Fit.OTHER]
    assert fits(right) == [Fit.RIGHT]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2022",
        "2020-22",
        "2022-03-31",
        "12/03/2022-23",
        "12 April 2022",
        "to 31/13/2022",
        "Extracted March 2022",
        "Version of March 2022",
        "Previous 12 months to March 2022",
        "2021-22 (previous year)",
        "Change since 2021-22",
        "% change 2020-21 to 2021-22",
        f"{'A note that tells of many things. ' * 4}In 2021-22 the count changed.",
    ],
)
def test_what_names_no_window_of_its_own_is_passed_over(text: str) -> None:
    assert fits(text) == []


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("May 2023", "2022-23"),
        ("As agreed in December 2022", "2022-23"),
        ("to December 2022", "2022-23"),
        ("April to June", "2022-23-q1"),
        ("Q1", "2022-23-to-june"),
        ("Q1 2022-23", "2022-23-to-june"),
        ("March 2023", "2022-23-m11"),
        ("2021-22", "2022-23-to-june"),
    ],
)
def test_what_may_be_either_is_left_open(text: str, slug: str) -> None:
    assert fits(text, slug) == [Fit.OPEN]


@pytest.mark.parametrize(
    ("text", "slug", "fit"),
    [
        ("12 months to March 2022", "2022-23-to-june", Fit.OTHER),
        ("12 months to June 2022", "2022-23-to-june", Fit.RIGHT),
        ("2022-23", "2022-23-to-june", Fit.RIGHT),
        ("April to June 2022", "2022-23-q1", Fit.RIGHT),
        ("April to June 2021", "2022-23-q1", Fit.OTHER),
        ("2022-23 Q1", "2022-23-q1", Fit.RIGHT),
        ("January 2023", "2022-23-m11", Fit.OTHER),
        ("February 2023", "2022-23-m11", Fit.RIGHT),
        ("Nov to January 2023", "2022-23", Fit.OTHER),
        ("April to June 2022", "2022-23", Fit.OTHER),
        ("November 2021 to January 2022", "2021-22", Fit.OTHER),
    ],
)
def test_shorter_and_rolling_periods_have_their_own_windows(text: str, slug: str, fit: Fit) -> None:
    assert fits(text, slug) == [fit]


@pytest.mark.parametrize(
    ("heading", "bare"),
    [
        ("Current 12 months (to March 2022)", "Current 12 months"),
        ("Current 12 months to March 2022", "Current 12 months"),
        ("Previous 12 months [April 2020 - March 2021]", "Previous 12 months"),
        ("This year: 2021/22", "This year"),
        ("2021-22", ""),
        ("Current 12 months", "Current 12 months"),
    ],
)
def test_a_heading_can_do_without_its_window(heading: str, bare: str) -> None:
    assert without_window(heading) == bare
