"""Rates against the number and the people behind them."""

import csv
from dataclasses import replace
from decimal import Decimal
from itertools import groupby, pairwise

import pytest

from bcssp.example.sources import DFE_INDICATORS, RATES
from indicators.checks.context import Context
from indicators.checks.rates import check_rates
from indicators.definitions.families import Row, get_family
from indicators.definitions.values import Value, ValueState, reported
from tests.unit.indicators.checks.cases import AREAS, YEAR, check, codes, rates, rates_before, reported_text


def test_any_known_estimate_may_be_the_one_that_was_used() -> None:
    for people in ([36_000], [30_000, 36_000], [36_000, 36_900]):
        assert check("referrals-rate", rates(), context=Context(YEAR, populations={"own": people})) == []


def test_a_published_rate_that_no_estimate_gives_is_asked_about_with_the_right_one() -> None:
    (problem,) = check("referrals-rate", rates(), context=Context(YEAR, populations={"own": [30_000, 33_000]}))
    assert (problem.code, problem.row, problem.column) == ("RATE-3", "own", "rate")
    assert (problem.stops, problem.confirm) == (False, True)
    assert "396 over 33,000 people is a rate of 120, not 110" in problem.sentence


def test_a_rate_that_is_declared_to_be_over_the_estimates_is_refused() -> None:
    family = replace(get_family("referrals-rate"), denominator="estimates")
    context = Context(YEAR, populations={"own": [30_000, 33_000]})
    (problem,) = check_rates(family, AREAS, rates(), context)
    assert (problem.code, problem.row, problem.column, problem.stops) == ("RATE-1", "own", "rate", True)
    assert "If you used a newer population estimate, ask the coordinator to add it" in problem.sentence
    assert list(check_rates(family, AREAS, rates(), Context(YEAR, populations={"own": [36_000]}))) == []


def test_the_people_that_are_sent_with_a_rate_go_before_every_estimate() -> None:
    family, context = get_family("referrals-rate"), Context(YEAR, populations={"own": [36_000]})
    (problem,) = check_rates(family, AREAS, rates() | {("own", "people"): reported(33_000)}, context)
    assert (problem.code, problem.stops) == ("RATE-1", True)
    assert "396 over 33,000 people is a rate of 120, not 110" in problem.sentence
    other = Context(YEAR, populations={"own": [30_000]})
    assert list(check_rates(family, AREAS, rates() | {("own", "people"): reported(36_000)}, other)) == []
    unknown = rates() | {("own", "people"): Value(ValueState.UNABLE_TO_SUPPLY, reason="Lost.")}
    assert codes(list(check_rates(family, AREAS, unknown, other))) == ["RATE-3"]


@pytest.mark.parametrize(("rate", "found"), [("110.0", []), ("110.1", ["RATE-3"]), ("109.9", ["RATE-3"])])
def test_half_of_the_last_digit_is_the_tolerance(rate: str, found: list[str]) -> None:
    context = Context(YEAR, populations={"own": [36_000]})
    assert codes(check("referrals-rate", rates(rate=rate), context=context)) == found


def test_a_lost_digit_shows_in_the_children_that_it_implies() -> None:
    (problem,) = check("referrals-rate", rates(39), context=Context(YEAR, earlier=rates_before()))
    assert (problem.code, problem.confirm) == ("RATE-2", True)
    assert "imply about 3,500 people. Last year it was about 36,000" in problem.sentence


def test_an_estimate_makes_last_year_superfluous() -> None:
    context = Context(YEAR, earlier=rates_before(39), populations={"own": [36_000]})
    assert not [code for code in codes(check("referrals-rate", rates(), context=context)) if code.startswith("RATE")]


def test_nothing_is_implied_by_figures_that_are_absent_or_round_to_zero() -> None:
    absent = rates() | {("own", "count"): Value(ValueState.UNABLE_TO_SUPPLY, reason="Suppressed.")}
    assert check("referrals-rate", absent, context=Context(YEAR, earlier=rates_before())) == []
    before = rates_before() | {("own", "count"): absent["own", "count"]}
    assert check("referrals-rate", rates(), context=Context(YEAR, earlier=before)) == []
    assert check("referrals-rate", rates(0, "0"), context=Context(YEAR, earlier=rates_before(5, "1.4"))) == []


def test_no_number_gives_no_rate() -> None:
    (problem,) = check("referrals-rate", rates(0, "4.2"))
    assert (problem.code, problem.column) == ("ZERO-3", "rate")


def test_a_missing_rate_is_a_blank_and_not_looked_at() -> None:
    figures = rates()
    del figures["own", "rate"]
    assert codes(check("referrals-rate", figures, context=Context(YEAR, earlier=rates_before()))) == ["BLANK"]


@pytest.mark.parametrize("slug", DFE_INDICATORS)
def test_no_published_year_of_any_area_is_called_odd(slug: str) -> None:
    """19 areas over nine years: the largest change of the implied children is 3%."""
    family, (count, rate) = get_family(slug), DFE_INDICATORS[slug]
    with RATES.open(encoding="utf-8", newline="") as file:
        lines = [line for line in csv.DictReader(file) if line["indicator"] in (count, rate) and line["value"] != "-"]
    lines.sort(key=lambda line: (line["area"], line["year_ending_31_march"]))
    for area, of_area in groupby(lines, key=lambda line: line["area"]):
        years: dict[str, dict[tuple[str, str], Value]] = {}
        for line in of_area:
            column = "count" if line["indicator"] == count else "rate"
            years.setdefault(line["year_ending_31_march"], {})[area, column] = reported(Decimal(line["value"]))
        pairs = list(years.values())
        for before, now in pairwise(pairs):
            assert list(check_rates(family, [Row(area, area)], now, Context(earlier=before))) == []


def test_other_shapes_have_no_rates() -> None:
    family = get_family("contact-sources")
    assert list(check_rates(family, family.fixed_rows, {("6", "count"): reported_text("5")}, Context())) == []
