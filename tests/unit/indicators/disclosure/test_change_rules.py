"""What is counted, by whichever table: measures, their windows, and the rows that others are parts of."""

import datetime
from decimal import Decimal

import pytest

from indicators.definitions.families import get_family
from indicators.definitions.periods import parse_period
from indicators.definitions.values import Value, ValueState, reported
from indicators.disclosure.change_rules import Measure, counted, measure_of, whole_number, whole_rows
from tests.unit.indicators.disclosure.tables import (
    CARE,
    MISSING,
    categories,
)
from tests.unit.indicators.tables.readings import returned

YEAR = (datetime.date(2022, 4, 1), datetime.date(2023, 3, 31))


def test_a_measure_is_read_back_from_its_name() -> None:
    measure = Measure(MISSING, CARE, *YEAR)
    assert Measure.from_key(measure.key) == measure
    with pytest.raises(ValueError, match="not enough values"):
        Measure.from_key("nothing")


def test_last_years_previous_is_this_years_current() -> None:
    family = get_family(MISSING)
    previous = measure_of(family, CARE, family.column("previous"), parse_period("2023-24"))
    assert previous == measure_of(family, CARE, family.column("current"), parse_period("2022-23"))


def test_a_stock_is_counted_on_its_day_whatever_the_period() -> None:
    family = get_family("child-protection-plans-rate")
    column = family.column("count")
    year, quarter = (measure_of(family, "bath", column, parse_period(slug)) for slug in ("2022-23", "2022-23-q4"))
    assert year == quarter
    assert year.starts_on == year.ends_on == datetime.date(2023, 3, 31)


def test_totals_and_bases_are_whole_and_what_is_no_count_is_left_out() -> None:
    assert {"concluded", "expressed", "total"} <= whole_rows(get_family("desired-outcomes"))
    found = {one.place.row: one for one in counted(categories([3, 40]))}
    assert found["total"].value == 43
    assert found["total"].is_whole
    assert not found["identified-action"].is_whole
    lost = returned("section-42-outcomes", "2022-23", {("ceased", "count"): Value(ValueState.UNABLE_TO_SUPPLY)})
    assert list(counted(lost)) == []
    assert whole_number(reported(Decimal("2.5"))) is None
