"""A rate that was sent without its count gives the count to whoever knows the people from elsewhere."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from indicators.catalogue.library import entry
from indicators.definitions.current import Version, holds
from indicators.definitions.families import TOTAL, catalogue
from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import Value, ValueState, reported
from indicators.disclosure.change_rules import Measure
from indicators.disclosure.protect_release import Outcome
from indicators.disclosure.rates_alone import A_YEAR, BASES, Alone, People, Span, likely
from indicators.disclosure.solver.policy import Policy, Zeros
from tests.unit.indicators.disclosure.tables import as_published, before_policies, released
from tests.unit.indicators.tables.readings import area_rates, estimated, returned

PLANS, BY_CATEGORY = "child-protection-plans-rate", "child-protection-plans-by-category"
UNKNOWN = Value(ValueState.UNABLE_TO_SUPPLY, reason="Not published")


def alone(year: int, rate: str, slug: str = PLANS) -> Snapshot:
    """The rates of a year in which nobody sent the area's count."""
    sent = area_rates(year, (1, rate))
    figures = {**sent.figures, ("avonside", "count"): UNKNOWN}
    return returned(slug, sent.period, figures, sent.areas)


def rate_of(outcome: Outcome, table: int = -1, area: str = "avonside") -> str:
    """What the table of the areas prints as the rate of one."""
    assert outcome.passed, outcome.problem
    rows: Sequence[dict[str, list[dict[str, str]]]] = outcome.contents[table]["more_tables"][0]["rows"]
    return next(cell["text"] for row in rows if row["key"] == area for cell in row["cells"] if cell["key"] == "rate")


def test_the_people_of_last_year_give_the_count_so_that_a_small_rate_is_kept_back() -> None:
    """139 children are 38.4 of 10,000: 36,200 live there, of whom 0.8 of 10,000 are 3."""
    last_year = area_rates(2022, (139, "38.4"))
    assert rate_of(released(last_year, alone(2023, "0.8"))) == "[c]"
    assert rate_of(released(alone(2023, "0.8"), published=as_published(released(last_year)))) == "[c]"
    assert rate_of(released(alone(2023, "0.8"), published=before_policies(last_year))) == "[c]"


def test_a_rate_of_many_people_is_printed() -> None:
    last_year = area_rates(2022, (139, "38.4"))
    assert rate_of(released(last_year, alone(2023, "2.0"))) == "2.0"
    assert rate_of(released(last_year, alone(2023, "1.4"))) == "[c]", "5 of 36,200 are 1.4"


def test_another_family_of_the_same_people_tells_them_as_well() -> None:
    referrals = returned(
        "referrals-rate", "2022-23", area_rates(2023, (3960, "1100.0")).figures, alone(2023, "1").areas
    )
    assert rate_of(released(referrals, alone(2023, "1.4"))) == "[c]"
    assert rate_of(released(referrals, alone(2023, "1.6"))) == "1.6"


def test_people_may_have_become_a_few_more_or_fewer_since() -> None:
    years_ago = area_rates(2018, (139, "38.4"))
    assert rate_of(released(years_ago, alone(2023, "1.6"))) == "[c]"
    assert rate_of(released(years_ago, alone(2023, "2.5"))) == "2.5"


def test_where_nobody_knows_the_people_small_rates_are_kept_back() -> None:
    assert rate_of(released(alone(2023, "0.8"))) == "[c]"
    assert rate_of(released(alone(2023, "10.0"))) == "[c]"
    assert rate_of(released(alone(2023, "38.4"))) == "38.4"


def test_an_estimate_of_another_year_is_as_good_as_a_count_and_its_rate() -> None:
    last_year = estimated(alone(2022, "38.4"), avonside=36_200)
    assert rate_of(released(last_year, alone(2023, "1.4"))) == "[c]"
    assert rate_of(released(last_year, alone(2023, "2.0"))) == "2.0"


def test_a_small_count_is_not_asked_for_the_people_since_what_is_printed_must_not_depend_on_it() -> None:
    assert rate_of(released(area_rates(2022, (3, "0.1")), alone(2023, "2.0"))) == "[c]"


def test_a_rate_of_nobody_is_printed_only_where_it_can_be_nothing_but_zero() -> None:
    last_year = area_rates(2022, (139, "38.4"))
    assert rate_of(released(last_year, alone(2023, "0.0"))) == "0.0"
    secret = {PLANS: Policy(version=2, zeros=Zeros.HIDDEN)}
    assert rate_of(released(last_year, alone(2023, "0.0"), policies=secret)) == "[c]"


def test_the_rates_of_other_areas_are_judged_by_their_own_people() -> None:
    sent = alone(2023, "38.4")
    figures = {**sent.figures, ("devon", "count"): UNKNOWN, ("devon", "rate"): reported(Decimal("0.2"))}
    outcome = released(area_rates(2022, (139, "38.4")), replace(sent, figures=figures))
    assert rate_of(outcome, area="devon") == "0.2", "5,000 children of Devon were 50.0 of 10,000 a year before"


REFERRALS = "referrals-rate"


def referred(period: str, count: int | None, rate: str) -> Snapshot:
    """The referrals of a quarter or a year, with their number or without."""
    sent = area_rates(2023, (1, rate))
    figures = {**sent.figures, ("avonside", "count"): UNKNOWN if count is None else reported(count)}
    found = returned(REFERRALS, period, figures, sent.areas)
    return estimated(found, avonside=36_200)


def quarters() -> list[Snapshot]:
    """120, 3, 150 and 180 referrals of 36,200 children."""
    numbers = (("q1", 120, "33.1"), ("q2", 3, "0.8"), ("q3", 150, "41.4"), ("q4", 180, "49.7"))
    return [referred(f"2022-23-{part}", count, rate) for part, count, rate in numbers]


def read_counts(outcome: Outcome) -> dict[str, str]:
    """What the rows of the area print, over all tables of the release: by what stands above."""
    found = {}
    for content in outcome.contents:
        for table in (content, *content.get("more_tables", [])):
            for row in table["rows"]:
                if row["key"] == "avonside":
                    found |= {f"{content['period']}/{cell['key']}": cell["text"] for cell in row["cells"]}
    return found


def test_the_rate_of_a_year_gives_its_count_and_that_the_count_of_its_small_quarter() -> None:
    """125.1 of 10,000 of 36,200 are 453: without 120, 150 and 180 that is 3."""
    public = as_published(released(*quarters()))
    outcome = released(referred("2022-23", None, "125.1"), published=public)
    assert outcome.passed, outcome.problem
    assert read_counts(outcome)["2022-23/rate"] == read_counts(outcome)["2022-23/2022-23"] == "[c]"


def test_the_rate_of_a_year_is_printed_where_it_gives_no_small_quarter_away() -> None:
    numbers = (("q1", 120, "33.1"), ("q2", 13, "3.6"), ("q3", 150, "41.4"), ("q4", 180, "49.7"))
    public = as_published(released(*(referred(f"2022-23-{part}", count, rate) for part, count, rate in numbers)))
    outcome = released(referred("2022-23", None, "127.9"), published=public)
    assert read_counts(outcome)["2022-23/rate"] == "127.9"


def test_a_small_quarter_is_protected_from_the_rate_of_its_year_that_is_public_already() -> None:
    public = as_published(released(referred("2022-23", None, "125.1")))
    outcome = released(*quarters(), published=public)
    assert outcome.passed, outcome.problem
    hidden = {one.key.split("/")[-1] for one in outcome.withheld}
    assert len(hidden) >= 2


MARCH = datetime.date(2023, 3, 31)
OF_THE_AREA, OF_A_ROW = ("0-17", "avonside"), ("measures", "a")


def test_the_people_of_an_area_are_as_many_in_a_quarter_as_in_its_year() -> None:
    quarter = Span(2023, Fraction(36_181), Fraction(36_254), months=3)
    assert People({OF_THE_AREA: [quarter]}).near(OF_THE_AREA, 2023, A_YEAR) == (36_181, 36_254)
    assert People({OF_A_ROW: [quarter]}).near(OF_A_ROW, 2023, BASES, 12) == (36_181, 4 * 36_254)
    assert People({OF_A_ROW: [quarter]}).near(OF_A_ROW, 2023, BASES, 1) == (Fraction(36_181, 3), 36_254)


def test_what_is_said_of_the_people_in_several_places_is_all_true() -> None:
    spans = [Span(2023, Fraction(36_000), Fraction(36_200)), Span(2023, Fraction(36_100), Fraction(36_300))]
    assert People({OF_THE_AREA: spans}).near(OF_THE_AREA, 2023, A_YEAR) == (36_100, 36_200)
    assert People({OF_A_ROW: spans}).near(OF_A_ROW, 2023, BASES, 12) == (36_000, 36_300)
    contradicting = [*spans, Span(2023, Fraction(30_000), Fraction(31_000))]
    assert People({OF_THE_AREA: contradicting}).near(OF_THE_AREA, 2023, A_YEAR) == (30_000, 36_300)


def window(first: datetime.date, last: datetime.date, row: str = "avonside") -> Measure:
    return Measure("referrals-rate", row, first, last)


YEAR = window(datetime.date(2022, 4, 1), MARCH)
HALVES = {
    window(datetime.date(2022, 4, 1), datetime.date(2022, 9, 30)): 123,
    window(datetime.date(2022, 10, 1), MARCH): 330,
}


def test_the_count_behind_a_rate_is_taken_for_the_sum_of_its_parts() -> None:
    """One month of the second half, or another row, does not make a reader forget that there are two halves."""
    month = {window(datetime.date(2022, 10, 1), datetime.date(2022, 10, 31)): 50}
    elsewhere = {window(datetime.date(2022, 4, 1), MARCH, "kelvinside"): 7}
    quarters = {
        window(datetime.date(2022, 4, 1), datetime.date(2022, 6, 30)): 120,
        window(datetime.date(2022, 7, 1), datetime.date(2022, 9, 30)): 4,
    }
    assert likely(Alone(YEAR, 400, 500), {**month, **quarters, **HALVES, **elsewhere}) == 453
    assert likely(Alone(YEAR, 400, 452), HALVES) == 452
    assert likely(Alone(YEAR, 454, 500), HALVES) == 454
    assert likely(Alone(YEAR, 400, 500), month | elsewhere) == 450, "about the middle where nothing tells"


def test_the_count_behind_a_rate_is_taken_for_the_same_count_elsewhere(settings: Any) -> None:
    """Children on a plan by category add up to 40, and 39 to 42 are what the rate can be of."""
    plans = Measure(PLANS, settings.PARTNERSHIP.area.slug, MARCH, MARCH)
    with holds(catalogue().with_versions({BY_CATEGORY: [Version(entry(BY_CATEGORY))]})):
        assert likely(Alone(plans, 39, 43), {Measure(BY_CATEGORY, TOTAL, MARCH, MARCH): 40}) == 40
