"""Which of the known estimates is that of a period."""

import datetime
from dataclasses import replace

from indicators.definitions.estimates import Estimate, estimates_of
from indicators.definitions.periods import parse_period

DAY = datetime.date
YEAR = parse_period("2022-23")
MID_YEAR = Estimate("avonside", "0-17", DAY(2022, 6, 30), DAY(2023, 12, 15), 35_000, "Statistics Office")


def test_the_newest_vintage_counts_whatever_the_order() -> None:
    newer = replace(MID_YEAR, vintage=DAY(2024, 12, 15), persons=36_000)
    for known in ([MID_YEAR, newer], [newer, MID_YEAR]):
        assert estimates_of(YEAR, "0-17", known) == {"avonside": newer}


def test_the_day_nearest_to_the_middle_counts_before_the_vintage() -> None:
    early = replace(MID_YEAR, reference_date=DAY(2022, 4, 1), vintage=DAY(2024, 12, 15))
    assert estimates_of(YEAR, "0-17", [early, MID_YEAR]) == {"avonside": MID_YEAR}
    # The middle of the year is 30 September. Of two days as near the earlier one counts.
    before, after = (replace(MID_YEAR, reference_date=DAY(2022, 9, 30) + datetime.timedelta(days)) for days in (-2, 2))
    middle = YEAR.starts_on + (YEAR.ends_on - YEAR.starts_on) / 2
    assert middle - before.reference_date == after.reference_date - middle
    assert estimates_of(YEAR, "0-17", [after, before]) == {"avonside": before}


def test_other_days_and_other_ages_are_not_those_of_the_period() -> None:
    assert estimates_of(parse_period("2021-22"), "0-17", [MID_YEAR]) == {}
    assert estimates_of(YEAR, "18+", [MID_YEAR]) == {}
    other = replace(MID_YEAR, area="devon")
    assert set(estimates_of(YEAR, "0-17", [MID_YEAR, other])) == {"avonside", "devon"}
