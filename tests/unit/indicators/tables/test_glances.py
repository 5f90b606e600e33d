"""A table at a glance says what is printed and judged, and no more."""

from dataclasses import replace
from decimal import Decimal

from indicators.definitions.families import Break, get_family
from indicators.definitions.values import kept_back, reported
from indicators.tables.glances import Glance, glance_of
from indicators.tables.table import build_table
from tests.unit.indicators.tables.readings import area_rates, returned, windows, with_family
from tests.unit.indicators.tables.test_visible_part import ADULTS, HIDDEN, OUTCOMES, counts, outcomes

POLICE = "missing-children"
CHILDREN = "number-of-missing-children"


def glance(*args: object, **kwargs: object) -> Glance:
    """The glance of a table that has one."""
    found = glance_of(build_table(*args, **kwargs))  # type: ignore[arg-type]
    assert found is not None
    return found


def test_a_change_beyond_chance_goes_up_or_down_in_words() -> None:
    found = glance(windows(POLICE, {CHILDREN: (950, 610)}))
    assert (found.value, found.way, found.words) == ("950", "up", "Up 55.7% from 610")
    assert found.period == "12 months to 31 March 2023"
    found = glance(windows(POLICE, {CHILDREN: (610, 950)}))
    assert (found.way, found.words) == ("down", "Down 35.8% from 950")


def test_a_change_that_chance_explains_is_no_change() -> None:
    found = glance(windows(POLICE, {CHILDREN: (95, 91)}))
    assert (found.way, found.words) == ("level", "No clear change from 91")


def test_a_change_that_nobody_tested_has_no_way() -> None:
    found = glance(windows(ADULTS, {"concerns": (1240, 1180)}, illustrative=True))
    assert (found.way, found.words, found.illustrative) == ("", "Year before: 1,180", True)


def test_two_windows_are_two_bars_to_one_scale() -> None:
    spark = glance(windows(POLICE, {CHILDREN: (50, 100)})).spark
    assert spark is not None
    assert [(bar.width, bar.is_own) for bar in spark.bars] == [("120", True), ("240", False)]


def test_the_first_row_that_prints_both_numbers_is_shown() -> None:
    sent = windows(ADULTS, {"concerns": (40, 30)})
    hidden = replace(sent, figures={**sent.figures, ("concerns", "previous"): HIDDEN})
    assert glance_of(build_table(hidden)) is None


def test_a_rate_stands_beside_the_first_comparison_and_over_the_years() -> None:
    history = [area_rates(year, (120, f"4{year - 2019}.0")) for year in range(2019, 2023)]
    found = glance(area_rates(2023, (150, "38.4")), history)
    assert (found.value, found.beside) == ("38.4", "DfE nearest neighbours")
    assert found.words.startswith("Lower than")
    assert found.words.endswith("over five years")
    assert found.spark is not None
    assert [stroke.path.count("M") for stroke in found.spark.strokes] == [1, 1]


def test_a_break_parts_the_line() -> None:
    broken = Break(period="2021-22", why="Counted anew")
    history = [with_family(area_rates(year, (120, "40.0")), breaks=(broken,)) for year in range(2019, 2023)]
    spark = glance(with_family(area_rates(2023, (150, "38.4")), breaks=(broken,)), history).spark
    assert spark is not None
    assert [stroke.path.count("M") for stroke in spark.strokes] == [2, 2]


def test_a_hidden_newest_rate_leaves_nothing_to_show() -> None:
    sent = area_rates(2023, (3, "0.8"))
    hidden = replace(sent, figures={**sent.figures, ("avonside", "rate"): kept_back("[c]")})
    assert glance_of(build_table(hidden)) is None


def test_the_largest_share_is_shown_where_it_is_the_largest() -> None:
    found = glance(outcomes(HIDDEN, HIDDEN, 60, 10, 0, 0, 0, total=80))
    assert (found.what, found.value) == ("Risk assessment inconclusive, action taken", "75.0%")
    assert found.words == "The largest share: 60 enquiries"
    assert found.spark is not None
    assert len(found.spark.bars) == 5


def test_where_a_hidden_share_may_be_larger_the_base_is_shown() -> None:
    found = glance(outcomes(HIDDEN, HIDDEN, 30, 10, 0, 0, 0, total=80))
    assert (found.value, found.words, found.spark) == ("80", "", None)
    assert glance_of(build_table(counts(OUTCOMES, dict.fromkeys(_rows(OUTCOMES), HIDDEN)))) is None


def _rows(slug: str) -> list[str]:
    return [*(row.key for row in get_family(slug).fixed_rows), "total"]


def test_a_series_shows_its_newest_number_and_the_one_before() -> None:
    quarters = [
        returned(OUTCOMES, f"2022-23-q{quarter}", {(_rows(OUTCOMES)[0], "count"): reported(Decimal(number))})
        for quarter, number in ((1, 40), (2, 55))
    ]
    found = glance(quarters[1], quarters[:1], shown=2)
    assert (found.value, found.period) == ("55", "July to September 2022")
    assert found.words == "40 in April to June 2022"
    assert found.spark is not None
    assert found.spark.dot is not None
