"""Indicators that a partnership adds are protected as the portal's own: by what their words say, and by their bases."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from indicators.catalogue.library import entry
from indicators.definitions.current import Version, holds
from indicators.definitions.families import TOTAL, Family, catalogue, parse_family
from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import Value, ValueState, reported
from indicators.disclosure.across import called
from indicators.disclosure.assemble import assemble
from indicators.disclosure.protect_release import Outcome
from indicators.disclosure.solver.policy import Policy, Zeros
from tests.unit.indicators.disclosure.tables import as_published, released
from tests.unit.indicators.disclosure.test_everything_public import (
    CONCLUDED,
    SUMMARY,
    counted,
    possible,
    printed,
    side_by_side,
)
from tests.unit.indicators.shapes.generated import definition
from tests.unit.indicators.tables.readings import returned

UNKNOWN = Value(ValueState.UNABLE_TO_SUPPLY, reason="Not published")
QUARTERS = ("q1", "q2", "q3", "q4")


@contextmanager
def in_use(*families: Family) -> Iterator[None]:
    """These families beside the portal's own."""
    with holds(catalogue().with_versions({one.slug: [Version(one)] for one in families})):
        yield


def sent(slug: str, period: str, numbers: Mapping[tuple[str, str], object]) -> Snapshot:
    """A return; None is a figure that nobody could send."""
    figures = {cell: UNKNOWN if number is None else reported(Decimal(str(number))) for cell, number in numbers.items()}
    return returned(slug, period, figures)


@pytest.mark.parametrize(
    "slug",
    [
        "enquiries-by-type-of-risk",
        "enquiries-by-location",
        "enquiries-by-source-of-risk",
        "enquiries-by-type-and-source",
        "enquiries-by-location-and-source",
        "enquiries-by-mental-capacity",
    ],
)
def test_an_indicator_of_the_library_that_counts_the_same_is_tied_to_the_portals_own(slug: str) -> None:
    """Quarters of 120, 3, 150 and 180 concluded by type of risk, the year 453 in the summary."""
    with in_use(entry(slug)):
        numbers = zip(QUARTERS, (120, 3, 150, 180), strict=True)
        quarters = side_by_side(*(sent(slug, f"2022-23-{q}", {("concluded", "count"): n}) for q, n in numbers))
        year = released(counted("2022-23", 453, 400, family=SUMMARY, row=CONCLUDED), published=as_published(quarters))
        assert year.passed
        seen = dict(zip(QUARTERS, printed(quarters, "concluded"), strict=True)) | {"year": printed(year, CONCLUDED)[0]}
        least, most = possible("q2", seen, [(QUARTERS, "year", 0)])
        assert least <= 1 < 5 <= most


def texts_of(outcome: Outcome, row: str) -> dict[str, str]:
    return {
        cell["key"]: cell["text"] for one in outcome.contents[-1]["rows"] if one["key"] == row for cell in one["cells"]
    }


@pytest.mark.parametrize(("count", "base"), [(2, 3), (3, 3), (0, 4), (4, 4)])
def test_what_a_percentage_is_of_is_a_count_as_well(count: int, base: int) -> None:
    """2 of 3 assessments were on time: the 3 would say that the hidden number is 3 at most."""
    with in_use(entry("initial-health-assessments")):
        rate = round(Decimal(100 * count) / base, 1)
        numbers = {("on-time", "count"): count, ("on-time", "people"): base, ("on-time", "rate"): rate}
        shown = texts_of(released(sent("initial-health-assessments", "2022-23", numbers)), "on-time")
        assert (shown["people"], shown["rate"]) == ("[c]", "[c]")


def of(slug: str, period: str, row: str, count: int | None, base: int | None, rate: str) -> Snapshot:
    """A value with what it is worked out from, or without."""
    numbers: dict[tuple[str, str], str | int | None] = {
        (row, "count"): count,
        (row, "people"): base,
        (row, "rate"): rate,
    }
    return sent(slug, period, numbers)


@pytest.mark.parametrize(("rate", "shown"), [("15.0", "[c]"), ("30.0", "[c]"), ("45.0", "45.0%"), ("0.0", "0.0%")])
def test_the_base_of_last_year_tells_what_a_percentage_without_its_number_is_of(rate: str, shown: str) -> None:
    """18 of 20 last year; 15.0% this year are 3 of about 20."""
    slug = "initial-health-assessments"
    with in_use(entry(slug)):
        before, now = of(slug, "2021-22", "on-time", 18, 20, "90.0"), of(slug, "2022-23", "on-time", None, None, rate)
        assert texts_of(released(before, now), "on-time")["rate"] == shown
        assert texts_of(released(now, published=as_published(released(before))), "on-time")["rate"] == shown


def test_a_base_that_nobody_knows_tells_nothing() -> None:
    slug = "initial-health-assessments"
    with in_use(entry(slug)):
        alone = of(slug, "2022-23", "on-time", None, None, "15.0")
        assert texts_of(released(alone), "on-time")["rate"] == "15.0%"


def test_what_a_percentage_is_of_is_told_by_the_family_that_counts_it() -> None:
    """50 conferences were held, as another indicator says: 6.0% of them are 3."""
    slug, other = "child-assessments-on-time", "section-47-enquiries"
    with in_use(entry(slug), entry(other)):
        held = sent(other, "2022-23", {("conferences", "current"): 50, ("conferences", "previous"): 60})
        assert (
            texts_of(released(held, of(slug, "2022-23", "conferences", None, None, "6.0")), "conferences")["rate"]
            == "[c]"
        )
        assert (
            texts_of(released(held, of(slug, "2022-23", "conferences", None, None, "20.0")), "conferences")["rate"]
            == "20.0%"
        )


@pytest.mark.parametrize(("rate", "shown"), [("0.3", "[c]"), ("2.0", "2.0%")])
def test_percentages_that_are_of_the_same_tell_what_each_other_is_of(rate: str, shown: str) -> None:
    """180 of 1,000 pupils missed a tenth: the 0.3% who missed half are 3 of the same pupils."""
    numbers = {("persistent", "count"): 180, ("persistent", "people"): 1000, ("persistent", "rate"): "18.0"}
    severe = {("severe", "count"): None, ("severe", "people"): None, ("severe", "rate"): rate}
    with in_use(entry("school-absence")):
        assert texts_of(released(sent("school-absence", "2022-23", {**numbers, **severe})), "severe")["rate"] == shown


@pytest.mark.parametrize(
    ("slug", "people", "events"),
    [
        ("looked-after-children-missing", "missing", "incidents"),
        ("suspensions-and-exclusions", "pupils", "suspensions"),
        ("temporary-accommodation", "with-children", "children"),
    ],
)
def test_what_happened_says_that_there_is_somebody_to_whom_it_did(slug: str, people: str, events: str) -> None:
    """Beside 40 events the number of people is not 0, which must stay possible where zeros are protected."""
    family = entry(slug)
    numbers: dict[tuple[str, str], object] = {(row.key, "current"): 40 for row in family.fixed_rows}
    numbers |= {(row.key, "previous"): 60 for row in family.fixed_rows} | {(people, "current"): 3}
    with in_use(family):
        outcome = released(sent(slug, "2022-23", numbers), policies={slug: Policy(zeros=Zeros.HIDDEN)})
        assert texts_of(outcome, people)["current"] == "[c]"
        assert texts_of(outcome, events)["current"] == "[c]"


def per_1000() -> Family:
    """A measure per 1,000 of those whom a service works with."""
    rate = {"key": "rate", "label": "Rate", "unit": "rate", "decimals": 1}
    columns = [{"key": "count", "label": "Number"}, rate, {"key": "people", "label": "Out of"}]
    return parse_family(definition("measures", columns, per=1_000), "generated.toml")


@pytest.mark.parametrize(
    ("period", "rate", "shown"), [("2022-23", "2.0", "[c]"), ("2022-23", "9.0", "9.0"), ("2022-23-q1", "9.0", "[c]")]
)
def test_a_measure_per_1000_is_of_as_many_as_last_year(period: str, rate: str, shown: str) -> None:
    """20 are 20.0 of 1,000: 2.0 are 2 children, though 2.0 of the people of an area would be many."""
    with in_use(family := per_1000()):
        before = of(family.slug, "2021-22", "a", 20, None, "20.0")
        outcome = released(before, of(family.slug, period, "a", None, None, rate))
        assert texts_of(outcome, "a")[period if "q" in period else "rate"] == shown


def test_the_own_area_of_a_family_of_rates_is_one_row_of_what_others_count(settings: Any) -> None:
    area = settings.PARTNERSHIP.area.slug
    with in_use(entry("child-protection-plans-by-category")):
        assert called("child-protection-plans-by-category", TOTAL) == called("child-protection-plans-rate", area)
    assert called("child-protection-plans-rate", area) == ("child-protection-plans-rate", area)


def test_a_rule_that_was_agreed_holds_from_then_on() -> None:
    """What was worked out by the definitions of before is not kept for those of now."""
    ruled = entry("mental-health-detentions")
    between = []
    for family in (replace(ruled, rules=()), ruled):
        with in_use(family):
            numbers = {("detentions", "current"): 9, ("under-18", "current"): 4}
            returns = [sent(ruled.slug, f"2022-23-{part}", numbers) for part in ("m01", "q1")]
            facts = assemble(returns, {ruled.slug: Policy()}).tied[1]
            rows = [{key.partition("/stretch")[0] for key, _ in fact.terms if "/stretch" in key} for fact in facts]
            between.append(any(len(named) > 1 for named in rows))
    assert between == [False, True]
