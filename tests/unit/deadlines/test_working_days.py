"""Working days in England, with the holidays as gov.uk lists them (https://www.gov.uk/bank-holidays)."""

import datetime

import pytest

from deadlines.working_days import is_working_day, on_or_after, on_or_before


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-01",  # New Year's Day
        "2026-04-03",  # Good Friday
        "2026-04-06",  # Easter Monday, which Scotland works on
        "2026-05-04",  # Early May
        "2026-05-25",  # Spring
        "2026-08-31",  # Summer, on another day in Scotland
        "2026-12-25",  # Christmas Day
        "2026-12-28",  # Boxing Day, which is a Saturday, on the Monday
        "2022-06-03",  # Platinum Jubilee
        "2026-11-21",  # a Saturday
        "2026-11-22",  # a Sunday
    ],
)
def test_days_off(text: str) -> None:
    assert not is_working_day(datetime.date.fromisoformat(text))


@pytest.mark.parametrize("text", ["2026-11-23", "2026-12-24", "2026-03-17", "2026-01-02", "2026-08-03", "2026-11-30"])
def test_working_days_holidays_of_the_other_nations_included(text: str) -> None:
    assert is_working_day(datetime.date.fromisoformat(text))


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        ("2026-11-24", "2026-11-24", "2026-11-24"),
        ("2026-11-22", "2026-11-20", "2026-11-23"),
        ("2026-04-04", "2026-04-02", "2026-04-07"),
        ("2026-12-26", "2026-12-24", "2026-12-29"),
        ("2025-12-25", "2025-12-24", "2025-12-29"),
    ],
)
def test_the_nearest_working_days(day: str, before: str, after: str) -> None:
    date = datetime.date.fromisoformat(day)
    assert on_or_before(date).isoformat() == before
    assert on_or_after(date).isoformat() == after
