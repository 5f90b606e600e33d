"""Periods: what a slug means, and which period came before."""

import datetime
import itertools

import pytest

from indicators.definitions.periods import (
    Frequency,
    Period,
    frequency_of,
    parse_period,
    period_before,
    periods_of_year,
)


def span(period: Period) -> tuple[str, str, int]:
    return period.starts_on.isoformat(), period.ends_on.isoformat(), period.months


@pytest.mark.parametrize(
    ("slug", "label", "starts_on", "ends_on", "months"),
    [
        ("2022-23", "2022-23", "2022-04-01", "2023-03-31", 12),
        ("1999-00", "1999-00", "1999-04-01", "2000-03-31", 12),
        ("2022-23-q1", "April to June 2022", "2022-04-01", "2022-06-30", 3),
        ("2022-23-q4", "January to March 2023", "2023-01-01", "2023-03-31", 3),
        ("2022-23-m01", "April 2022", "2022-04-01", "2022-04-30", 1),
        ("2023-24-m11", "February 2024", "2024-02-01", "2024-02-29", 1),
        ("2022-23-m12", "March 2023", "2023-03-01", "2023-03-31", 1),
        ("2022-23-h1", "April to September 2022", "2022-04-01", "2022-09-30", 6),
        ("2022-23-h2", "October 2022 to March 2023", "2022-10-01", "2023-03-31", 6),
        ("2022-23-jan-jun", "January to June 2022", "2022-01-01", "2022-06-30", 6),
        ("2022-23-jul-dec", "July to December 2022", "2022-07-01", "2022-12-31", 6),
        ("2022-23-to-june", "12 months to June 2022", "2021-07-01", "2022-06-30", 12),
        ("2022-23-to-december", "12 months to December 2022", "2022-01-01", "2022-12-31", 12),
    ],
)
def test_a_slug_names_a_window(slug: str, label: str, starts_on: str, ends_on: str, months: int) -> None:
    period = parse_period(slug)
    assert (str(period), *span(period)) == (label, starts_on, ends_on, months)
    assert period.year_slug == slug[:7]


@pytest.mark.parametrize(
    "slug",
    [
        "", "2022", "2022-24", "2022-23-", "2022-23-q5", "2022-23-m13", "2022-23-m1", "2022-23-to-march",
        "2022-23-to-", "22-23", "2022-23-h3", "2022-23-jan-dec", "2022-23\n", "0001-02", "2022-23-Q1", "٢٠٢٢-٢٣",
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_a_sentence(slug: str) -> None:
    with pytest.raises(ValueError, match="is not a period"):
        parse_period(slug)


@pytest.mark.parametrize(
    ("frequency", "count"), [("year", 1), ("rolling", 4), ("quarter", 4), ("month", 12), ("half", 2)]
)
def test_the_periods_of_a_year_end_in_it_and_follow_each_other(frequency: str, count: int) -> None:
    periods = periods_of_year(Frequency(frequency), "2023-24")
    assert len(periods) == count
    assert periods[-1].ends_on == datetime.date(2024, 3, 31)
    assert all(datetime.date(2023, 4, 1) <= period.ends_on for period in periods)
    for before, after in itertools.pairwise(periods):
        assert period_before(after, Frequency(frequency)) == before
        if frequency != "rolling":
            assert after.starts_on == before.ends_on + datetime.timedelta(days=1)


def test_halves_of_the_calendar_year_follow_each_other_across_reporting_years() -> None:
    halves = [one for year in ("2021-22", "2022-23") for one in periods_of_year(Frequency.CALENDAR_HALF, year)]
    assert [str(one) for one in halves] == [
        "January to June 2021", "July to December 2021", "January to June 2022", "July to December 2022",
    ]  # fmt: skip
    for before, after in itertools.pairwise(halves):
        assert after.starts_on == before.ends_on + datetime.timedelta(days=1)
        assert period_before(after, Frequency.CALENDAR_HALF) == before


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("2022-23-h1", "2021-22-h2", True),
        ("2022-23-h1", "2022-23-jan-jun", False),
        ("2022-23-q1", "2021-22-q3", True),
        ("2022-23-q1", "2022-23-h1", False),
        ("2022-23", "2022-23-to-june", True),
    ],
)
def test_periods_of_one_series_are_alike(one: str, other: str, *, alike: bool) -> None:
    assert parse_period(one).is_alike(parse_period(other)) is alike


@pytest.mark.parametrize("frequency", Frequency)
def test_the_frequency_of_a_period_is_known_by_its_slug(frequency: Frequency) -> None:
    for period in periods_of_year(frequency, "2022-23"):
        assert frequency_of(period) == (frequency if period.part else Frequency.YEAR)


def test_only_rolling_windows_overlap() -> None:
    assert [one.is_rolling for one in periods_of_year(Frequency.ROLLING, "2022-23")] == [True, True, True, False]
    assert not any(one.is_rolling for one in periods_of_year(Frequency.MONTH, "2022-23"))


@pytest.mark.parametrize(
    ("slug", "frequency", "before"),
    [
        ("2022-23", "year", "2021-22"),
        ("2022-23", "rolling", "2022-23-to-december"),
        ("2022-23-to-june", "rolling", "2021-22"),
        ("2022-23-q1", "quarter", "2021-22-q4"),
        ("2000-01-m01", "month", "1999-00-m12"),
    ],
)
def test_the_period_before(slug: str, frequency: str, before: str) -> None:
    assert period_before(parse_period(slug), Frequency(frequency)).slug == before


def test_a_period_of_another_frequency_has_none_before() -> None:
    with pytest.raises(ValueError, match="2022-23-q1"):
        period_before(parse_period("2022-23-q1"), Frequency.MONTH)


@pytest.mark.parametrize("slug", ["2022-23", "2022-23-q2", "2023-24-m11", "2022-23-to-june"])
def test_a_year_before_is_the_same_window(slug: str) -> None:
    period = parse_period(slug)
    before = period.year_before()
    assert before.part == period.part
    assert before.ends_on.month == period.ends_on.month
    assert before.ends_on.year == period.ends_on.year - 1


def test_frequencies_have_words() -> None:
    assert len({frequency.words for frequency in Frequency}) == len(Frequency) == 6
