"""Every statistic of a table can be repeated by a reader, from numbers that the table itself prints."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from indicators.definitions.families import TOTAL
from indicators.definitions.periods import parse_period
from indicators.definitions.values import Value, ValueState
from indicators.statistics.control import Silence, control_chart
from indicators.statistics.denominators import derived_rate_limits
from indicators.statistics.limits import printed
from indicators.statistics.rates import count_limits
from indicators.statistics.trend import Point, trend_of_proportions, trend_of_values
from indicators.tables.inputs import is_behind
from indicators.tables.table import build_table
from tests.unit.indicators.tables.readings import area_rates, windows
from tests.unit.indicators.tables.test_series import CHILDREN, MONTHS, REPORTS, STEADY, months, series
from tests.unit.indicators.tables.test_trend_readings import FALL, FLAT, MISSING, RISE, YEARS, counts, outcomes, put

HIDDEN = Value(ValueState.UNABLE_TO_SUPPLY, reason="Lost")


def behind(content: Mapping[str, Any]) -> dict[str, list[str | None]]:
    """The plain numbers behind the statistics, by row."""
    (table,) = [one for one in content["more_tables"] if is_behind(one)]
    return {row["key"]: [cell["value"] for cell in row["cells"]] for row in table["rows"]}


def titles(content: Mapping[str, Any]) -> list[str]:
    return [one["title"] for one in content.get("more_tables", []) if is_behind(one)]


def test_the_interval_of_each_earlier_year_follows_from_the_count_that_is_printed_for_it() -> None:
    years = [area_rates(year, (count, rate)) for year, count, rate in ((2021, 120, "33.2"), (2022, 131, "36.1"))]
    content = build_table(area_rates(2023, (139, "38.4")), years)
    assert titles(content) == ["Counts behind the intervals, 2020-21 to 2021-22"]
    for year, count, rate in zip(("2020-21", "2021-22"), behind(content)["avonside"], ("33.2", "36.1"), strict=True):
        limits = derived_rate_limits(Decimal(str(count)), Decimal(rate), 1)
        assert limits is not None
        assert content["statistics"]["band"][year] == [str(printed(one, 1)) for one in (limits.lower, limits.upper)]


def test_one_earlier_year_is_named_alone_and_one_without_an_interval_is_left_out() -> None:
    without = area_rates(2021, (120, "33.2"))
    without = put(without, {("avonside", "count"): HIDDEN})
    content = build_table(area_rates(2023, (139, "38.4")), [without, area_rates(2022, (131, "36.1"))])
    assert titles(content) == ["Count behind the interval, 2021-22"]
    assert behind(content) == {"avonside": ["131"]}
    assert titles(build_table(area_rates(2023, (139, "38.4")), [without])) == []


def test_the_trend_of_numbers_follows_from_the_five_that_are_printed() -> None:
    years = counts(RISE)
    content = build_table(years[-1], years[:-1], shown=1)
    assert titles(content) == ["Numbers behind the trends, 2018-19 to 2022-23"]
    numbers = [float(str(one)) for one in behind(content)[CHILDREN]]
    lengths = [(period.ends_on - period.starts_on).days + 1 for period in map(parse_period, YEARS)]
    points = [Point(n / days, count_limits(n).scaled(1 / days)) for n, days in zip(numbers, lengths, strict=True)]
    trend = trend_of_values(points)
    assert trend is not None
    assert trend.direction == content["statistics"]["trends"][CHILDREN]["direction"] == "increasing"


def test_the_trend_of_shares_follows_from_the_numbers_and_what_they_are_shares_of() -> None:
    years = outcomes(FALL)
    content = build_table(years[-1], years[:-1], shown=1)
    found = behind(content)
    pairs = zip(found["fully-achieved"], found["expressed"], strict=True)
    trend = trend_of_proportions([(float(str(part)), float(str(base))) for part, base in pairs])
    assert trend is not None
    assert trend.direction == content["statistics"]["trends"]["fully-achieved"]["direction"] == "decreasing"


def test_numbers_are_printed_too_where_they_are_too_few_for_a_trend_for_silence_tells_of_them() -> None:
    years = counts((1, 2, 1, 3, 2))
    content = build_table(years[-1], years[:-1], shown=1)
    assert CHILDREN not in content["statistics"].get("trends", {})
    assert behind(content)[CHILDREN] == ["1", "2", "1", "3", "2"]


def test_a_measure_of_which_a_year_is_missing_is_left_out_and_without_any_there_is_no_table() -> None:
    years = counts(FLAT)
    years[1] = put(years[1], {(CHILDREN, "current"): HIDDEN})
    years[2] = put(years[2], {(CHILDREN, "previous"): HIDDEN})
    assert titles(build_table(years[-1], years[:-1], shown=1)) == []
    assert titles(build_table(years[-1], years[-3:-1], shown=1)) == []


def test_the_total_stands_beside_the_rows_of_which_it_is_the_whole() -> None:
    years = outcomes(RISE)
    content = build_table(years[-1], years[:-1], shown=1)
    has_total = years[-1].family.total_label != ""
    assert (TOTAL in behind(content)) == has_total


def test_what_is_usual_follows_from_the_periods_shown_and_the_periods_before() -> None:
    numbers = [*STEADY[:-1], 60]
    content = series(months(numbers))
    assert titles(content) == ["Numbers of the periods before, from April 2021 to March 2022"]
    shown = next(row for row in content["rows"] if row["key"] == CHILDREN)
    found = [float(str(one)) for one in [*behind(content)[CHILDREN], *(cell["value"] for cell in shown["cells"])]]
    days = [float((period.ends_on - period.starts_on).days + 1) for period in MONTHS]
    assert found == numbers
    clustered = bool(next(row for row in windows(MISSING, {}).family.fixed_rows if row.key == CHILDREN).clusters)
    chart = control_chart(found, days, clustered=clustered)
    assert not isinstance(chart, Silence)
    assert [index for index, _ in chart.signals] == [23]
    assert content["statistics"]["rows"][CHILDREN] == "signal"


def test_periods_before_a_gap_are_not_read_and_not_printed() -> None:
    every = months(STEADY)
    del every[5]
    assert titles(series(every)) == ["Numbers of the periods before, from October 2021 to March 2022"]
    assert titles(series(months(STEADY)[-12:])) == []
    assert REPORTS in behind(series(months(STEADY)))
