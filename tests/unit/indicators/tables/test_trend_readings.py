"""What five years say of shares and of numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from indicators.definitions.families import Break
from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import Value, ValueState, reported
from indicators.tables.table import annotated, build_table
from tests.unit.indicators.tables.readings import returned, windows, with_family

YEARS = ("2018-19", "2019-20", "2020-21", "2021-22", "2022-23")
ROWS = ("fully-achieved", "partially-achieved", "not-achieved")
MISSING, CHILDREN, REPORTS = "missing-children", "number-of-missing-children", "number-of-missing-children-reports"
LOST = Value(ValueState.UNABLE_TO_SUPPLY, reason="Lost")
RISE, FALL, FLAT = (300, 330, 360, 400, 440), (440, 400, 360, 330, 300), (400, 410, 395, 405, 400)
NONE = "shows no clear trend up or down"


def outcomes(fully: Sequence[int], periods: Sequence[str] = YEARS) -> list[Snapshot]:
    """Years in which 1,000 expressed their outcomes; those not fully achieved were partially, but for 10."""
    return [
        returned(
            "desired-outcomes",
            period,
            {
                ("concluded", "count"): reported(2000),
                ("expressed", "count"): reported(1000),
                ("fully-achieved", "count"): reported(number),
                ("partially-achieved", "count"): reported(990 - number),
                ("not-achieved", "count"): reported(10),
            },
        )
        for period, number in zip(periods, fully, strict=True)
    ]


def counts(numbers: Sequence[int], row: str = CHILDREN) -> list[Snapshot]:
    previous = [numbers[0], *numbers]
    return [
        windows(MISSING, {row: (number, before)}, period)
        for period, number, before in zip(YEARS, numbers, previous, strict=False)
    ]


def read(snapshots: Sequence[Snapshot]) -> dict[str, Any]:
    statistics: dict[str, Any] = build_table(snapshots[-1], snapshots[:-1], shown=1)["statistics"]
    return statistics


def put(snapshot: Snapshot, figures: Mapping[tuple[str, str], Value]) -> Snapshot:
    return replace(snapshot, figures=dict(snapshot.figures) | figures)


def said(statistics: Mapping[str, Any], start: str) -> str:
    (found,) = [one for one in statistics["sentences"] if one.startswith(f"{start}: over the five years")]
    return str(found)


def test_a_share_that_rises_and_one_that_falls_are_told() -> None:
    statistics = read(outcomes(RISE))
    assert said(statistics, "Fully achieved") == (
        "Fully achieved: over the five years from 2018-19 to 2022-23 the share has tended upwards, more than chance "
        "would explain (30.0% to 44.0%)."
    )
    assert said(statistics, "Partially achieved").endswith(
        "the share has tended downwards, more than chance would explain (69.0% to 55.0%)."
    )
    assert "0.2%" in statistics["about"]
    fully = statistics["trends"]["fully-achieved"]
    assert (fully["of"], fully["direction"], fully["first"], fully["last"]) == ("share", "increasing", "30.0%", "44.0%")
    assert fully["sentence"] in statistics["sentences"]


def test_shares_without_a_trend_share_a_sentence() -> None:
    statistics = read(outcomes(FLAT))
    assert (
        "Over the five years from 2018-19 to 2022-23 these shares show no clear trend up or down: Outcomes expressed; "
        "Fully achieved; Partially achieved; Not achieved."
    ) in [one.replace(label(), "Outcomes expressed") for one in statistics["sentences"]]
    assert statistics["trends"]["fully-achieved"]["sentence"].endswith(f"the share {NONE} (40.0% to 40.0%).")


def label() -> str:
    return next(row.label for row in outcomes(FLAT)[0].rows if row.key == "expressed")


def test_the_number_without_a_base_is_told_as_a_number() -> None:
    statistics = read(outcomes(RISE))
    concluded = statistics["trends"]["concluded"]
    assert (concluded["of"], concluded["direction"]) == ("count", "none")
    assert concluded["sentence"] in statistics["sentences"]
    assert concluded["sentence"].endswith(f"the number {NONE} (2,000 to 2,000).")
    assert statistics["about"].endswith("Numbers do not take account of the size of the population.")


def test_the_headline_says_the_trend_of_the_share_that_it_names() -> None:
    years = outcomes(FALL)
    headline = build_table(years[-1], years[:-1], shown=1)["headline"]
    assert headline.endswith(", 69.0%. Over five years it has tended upwards, more than chance would explain.")
    assert "Over five years" not in build_table(years[-1])["headline"]


def test_only_what_is_said_is_new_the_printed_table_stays() -> None:
    years = outcomes(RISE)
    alone, together = build_table(years[-1], shown=1), build_table(years[-1], years[:-1], shown=1)
    differs = {key for key in together if together[key] != alone.get(key)}
    assert differs == {"statistics", "headline", "more_tables"}


@pytest.mark.parametrize(
    "years",
    [
        outcomes(RISE)[1:],
        outcomes(RISE[1:], YEARS[1:]),
        outcomes(RISE, ("2017-18", *YEARS[1:])),
        outcomes(RISE, tuple(f"{year}-to-june" for year in YEARS)),
        [with_family(one, breaks=(Break("2020-21", "A new form"),)) for one in outcomes(RISE)],
        [
            replace(one, figures={k: replace(v, illustrative=True) for k, v in one.figures.items()})
            for one in outcomes(RISE)
        ],
    ],
    ids=["four", "four again", "a year is missing", "rolling windows", "a break", "made up"],
)
def test_without_five_real_years_in_a_row_nothing_is_said(years: list[Snapshot]) -> None:
    statistics = build_table(years[-1], years[:-1])["statistics"]
    assert "trends" not in statistics
    assert not any("five years" in sentence for sentence in statistics["sentences"])


def test_a_break_before_the_five_years_does_not_matter() -> None:
    years = [with_family(one, breaks=(Break("2018-19", "A new form"),)) for one in outcomes(RISE)]
    assert read(years)["trends"]["fully-achieved"]["direction"] == "increasing"


def test_more_than_five_years_are_read_from_the_last_five() -> None:
    years = outcomes((900, *RISE), ("2017-18", *YEARS))
    assert read(years)["trends"]["fully-achieved"]["from"] == "2018-19"


@pytest.mark.parametrize("value", [LOST, replace(reported(360), illustrative=True), reported(0), reported(1000)])
def test_a_missing_or_made_up_year_and_a_share_of_nothing_or_all_silence_their_row(value: Value) -> None:
    years = outcomes(RISE)
    years[2] = put(years[2], {("fully-achieved", "count"): value})
    trends = read(years).get("trends", {})
    assert "fully-achieved" not in trends
    assert "partially-achieved" in trends


def test_provisional_figures_are_read_and_said_to_be_so() -> None:
    years = outcomes(RISE)
    years[-1] = put(years[-1], {("expressed", "count"): replace(reported(1000), provisional=True)})
    statistics = read(years)
    assert said(statistics, "Fully achieved").endswith("(30.0% to 44.0%). Some of these figures are provisional.")
    assert not statistics["trends"]["concluded"]["sentence"].endswith("provisional.")
    flat = outcomes(FLAT)
    flat[-1] = put(flat[-1], {("fully-achieved", "count"): replace(reported(400), provisional=True)})
    assert any(one.endswith("Not achieved. Some of these figures are provisional.") for one in read(flat)["sentences"])


@pytest.mark.parametrize(
    ("polarity", "ending"),
    [
        ("none", "(30.0% to 44.0%)."),
        ("high_is_good", "(30.0% to 44.0%). For this measure higher is better."),
        ("low_is_good", "(30.0% to 44.0%). For this measure lower is better."),
    ],
)
def test_a_direction_is_called_good_where_the_definition_does(polarity: str, ending: str) -> None:
    statistics = read([with_family(one, polarity=polarity) for one in outcomes(RISE)])
    assert said(statistics, "Fully achieved").endswith(ending)
    assert statistics["trends"]["concluded"]["sentence"].endswith("(2,000 to 2,000).")


def test_a_long_list_is_counted_not_named() -> None:
    rows = returned("contact-sources", "2022-23", {}).rows
    years = [returned("contact-sources", year, {(row.key, "count"): reported(50) for row in rows}) for year in YEARS]
    statistics = read(years)
    assert statistics["sentences"] == [
        f"Over the five years from 2018-19 to 2022-23 the shares of {len(rows)} measures show no clear trend up or "
        "down.",
        "All contacts: over the five years from 2018-19 to 2022-23 the number shows no clear trend up or down "
        "(1,100 to 1,100).",
    ]
    assert len(statistics["trends"]) == len(rows) + 1


def test_numbers_of_windows_have_their_trend_beside_the_test_of_the_change() -> None:
    statistics = read(counts((60, 75, 90, 105, 125)))
    assert statistics["rows"][CHILDREN]["sentence"] == statistics["sentences"][0]
    assert statistics["sentences"][1] == (
        "Number of Missing Children: over the five years from 2018-19 to 2022-23 the number has tended upwards, more "
        "than chance would explain (60 to 125)."
    )
    assert "Numbers do not take account of the size of the population." in statistics["about"]
    assert "1 change in this release was" in statistics["about"]


def test_trends_stay_when_a_release_is_looked_at_together() -> None:
    years = counts((125, 105, 90, 75, 60))
    content = build_table(years[-1], years[:-1], shown=1)
    (again,) = annotated([content])
    assert again["statistics"]["sentences"] == content["statistics"]["sentences"]
    assert "has tended downwards" in again["statistics"]["sentences"][1]


def test_clustered_events_are_told_with_more_care() -> None:
    statistics = read(counts((60, 75, 90, 105, 125), REPORTS))
    assert statistics["sentences"][1].endswith(
        "One child can have several reports, so a few people can make a big difference."
    )


def test_the_newest_word_on_a_year_counts() -> None:
    years = counts((60, 75, 90, 105, 125))
    assert read(years)["trends"][CHILDREN]["direction"] == "increasing"
    # The last return says that there were 20 in the year before: what was sent then is no longer what is known.
    recounted = [*years[:-1], put(years[-1], {(CHILDREN, "previous"): replace(reported(20), revised=True)})]
    assert read(recounted)["trends"][CHILDREN]["direction"] == "none"
    silent = [*years[:-1], put(years[-1], {(CHILDREN, "previous"): LOST})]
    assert read(silent)["trends"][CHILDREN]["direction"] == "increasing"


def test_fewer_than_three_a_year_say_nothing() -> None:
    assert "trends" not in read(counts((0, 1, 2, 4, 7)))
    assert "trends" in read(counts((1, 2, 3, 4, 5)))


def test_a_break_between_the_windows_silences_trend_and_change() -> None:
    years = [with_family(one, breaks=(Break("2022-23", "A new system"),)) for one in counts((60, 75, 90, 105, 125))]
    assert read(years)["sentences"] == ["The two periods are not compared: A new system."]
