"""What may be said of an area's rates: intervals, how it stands beside others, and the trend over the years. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from indicators.definitions.calculations import Mean
from indicators.definitions.periods import parse_period
from indicators.definitions.snapshots import Snapshot
from indicators.statistics.comparison import BenchmarkPosition, benchmark_position
from indicators.statistics.limits import Limits
from indicators.statistics.trend import POINTS, Direction, Point, Trend, trend_of_values
from indicators.tables.denominators import IS_DERIVED, Entries, about_of, band_basis, entries_of, kinds_of, rate_limits
from indicators.tables.phrases import INTERVAL, SOME_PROVISIONAL, limit_texts, listed, printed_limits

NEITHER = "A lower or higher rate is not in itself better or worse."
NEITHER_PERCENTAGE = "A lower or higher percentage is not in itself better or worse."
SHORTER = "We test for a trend over whole years only: shorter periods can follow the seasons."
DIRECTIONS = {"none": NEITHER, "low_is_good": "For this measure lower is better."}
POSITION_WORDS = {
    BenchmarkPosition.LOWER: "lower than",
    BenchmarkPosition.SIMILAR: "similar to",
    BenchmarkPosition.HIGHER: "higher than",
}
TENDS = {
    Direction.INCREASING: "has tended upwards, more than chance would explain",
    Direction.DECREASING: "has tended downwards, more than chance would explain",
    Direction.NONE: "shows no clear trend up or down",
}


def since_break(snapshots: Sequence[Snapshot]) -> list[Snapshot]:
    """The snapshots after the last break in their series."""
    starts = [parse_period(one.period).starts_on for one in snapshots[-1].family.breaks] if snapshots else []
    known = [start for start in starts if start <= snapshots[-1].ends_on]
    return [one for one in snapshots if not known or one.ends_on > max(known)]


def _trend(snapshots: Sequence[Snapshot], slug: str) -> tuple[Trend, Sequence[Snapshot]] | None:
    """The trend over the last five years, if none of them is missing and no break lies between them."""
    if parse_period(snapshots[-1].period).part:
        return None
    last = since_break(snapshots)[-POINTS:]
    years = {snapshot.ends_on.year for snapshot in last}
    if len(last) < POINTS or len(years) != POINTS or max(years) - min(years) != POINTS - 1:
        return None
    points = []
    for snapshot in last:
        limits, rate = rate_limits(snapshot, slug), snapshot.value(slug, "rate").number
        if limits is None or rate is None:
            return None
        points.append(Point(float(rate), limits))
    trend = trend_of_values(points)
    return None if trend is None else (trend, last)


def _comparisons(
    snapshot: Snapshot, limits: Limits | None, mean: Mean, mean_label: str
) -> list[tuple[str, str, BenchmarkPosition]]:
    """How the area stands beside each value of the same period: the mean of its neighbours, and the benchmarks."""
    areas = snapshot.areas
    if limits is None or areas is None:
        return []
    values = {mean_label: mean.value} | {
        areas.names[slug]: snapshot.value(slug, "rate").number for slug in areas.benchmarks
    }
    return [
        (label, str(value), benchmark_position(limits, value)) for label, value in values.items() if value is not None
    ]


def comparison_words(comparisons: Sequence[Mapping[str, Any]]) -> str:
    """Lower than England and South West; similar to Devon."""
    groups = {
        words: [one["label"] for one in comparisons if one["position"] == position.value]
        for position, words in POSITION_WORDS.items()
    }
    return "; ".join(f"{words} {listed(labels)}" for words, labels in groups.items() if labels)


def rate_statistics(snapshots: Sequence[Snapshot], mean: Mean, mean_label: str) -> dict[str, Any]:
    """Everything that is worked out from an area's rates, with the sentences that say it.

    What the intervals rest on is said in `denominators`, unless all of them are derived.
    """
    last = snapshots[-1]
    areas = last.areas
    assert areas is not None, "only rates of areas are compared"
    decimals = last.family.column("rate").decimals
    name = areas.names[areas.area]
    by_period = {snapshot.period: rate_limits(snapshot, areas.area) for snapshot in snapshots}
    comparisons = [
        {"label": label, "value": value, "position": found.value}
        for label, value, found in _comparisons(last, by_period[last.period], mean, mean_label)
    ]
    found = _trend(snapshots, areas.area)
    entries = entries_of(snapshots)
    known: dict[str, Any] = {}
    if kinds_of(entries) - {IS_DERIVED}:
        known = {"denominators": entries, "band_basis": band_basis(entries, areas.area)}
    return {
        "area": name,
        "intervals": {
            slug: list(limit_texts(limits, decimals))
            for slug in areas.slugs
            if (limits := rate_limits(last, slug)) is not None
        },
        "band": {
            period: [f"{one:f}" for one in printed_limits(limits, decimals)]
            for period, limits in by_period.items()
            if limits
        },
        "comparisons": comparisons,
        "trend": None
        if found is None
        else {"direction": found[0].direction.value, "from": found[1][0].year, "to": found[1][-1].year},
        "sentences": [
            *_comparison_sentences(last, name, by_period[last.period], comparisons),
            *([_trend_sentence(name, areas.area, *found)] if found else []),
        ],
        "about": " ".join(filter(None, (_about(last, entries, by_period), _no_trend_of(last)))),
        **({"noun": last.family.rate_noun} if last.family.is_percentages else {}),
        **known,
    }


def _about(last: Snapshot, entries: Entries, limits: Mapping[str, Limits | None]) -> str:
    """How intervals are come by, where one is printed, or why there are none."""
    is_told = any(limits.values()) or kinds_of(entries) - {IS_DERIVED} or not last.family.has_counts
    return about_of(entries, last.areas.names, last.family) if is_told and last.areas is not None else ""


def _no_trend_of(last: Snapshot) -> str:
    return SHORTER if last.family.has_counts and parse_period(last.period).months < 12 else ""


def _comparison_sentences(
    last: Snapshot, name: str, limits: Limits | None, comparisons: Sequence[Mapping[str, Any]]
) -> list[str]:
    if limits is None or not comparisons:
        return []
    lower, upper = limit_texts(limits, last.family.column("rate").decimals)
    direction = DIRECTIONS.get(last.family.polarity, "For this measure higher is better.")
    if last.family.is_percentages and last.family.polarity == "none":
        direction = NEITHER_PERCENTAGE
    return [
        f"{last.label}: the {last.family.rate_noun} of {name} ({INTERVAL} {lower} to {upper}) is "
        f"{comparison_words(comparisons)}. {direction}"
    ]


def _trend_sentence(name: str, slug: str, trend: Trend, last: Sequence[Snapshot]) -> str:
    inputs = [snapshot.value(slug, column) for snapshot in last for column in ("count", "rate")]
    provisional = SOME_PROVISIONAL if any(one.provisional for one in inputs) else ""
    tends = TENDS[trend.direction]
    noun = last[-1].family.rate_noun
    return f"Over the five years from {last[0].year} to {last[-1].year} the {noun} of {name} {tends}.{provisional}"
