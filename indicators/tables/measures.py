"""Rates or percentages of several measures, with the values of other areas that the source prints beside them. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from indicators.definitions.cells import cell, table_row
from indicators.definitions.families import Row
from indicators.definitions.periods import Period, frequency_of, parse_period
from indicators.definitions.snapshots import Snapshot
from indicators.definitions.usable import BENCHMARKS
from indicators.definitions.values import Value, ValueState
from indicators.statistics.comparison import benchmark_position
from indicators.statistics.limits import Limits
from indicators.tables.area_rates import BY, timeline
from indicators.tables.denominators import (
    IS_DERIVED,
    about_of,
    cells_of_limits,
    entry_of,
    kinds_of,
    limit_labels,
    rate_limits,
)
from indicators.tables.phrases import DIRECTIONS, INTERVAL, limit_texts
from indicators.tables.rate_readings import NEITHER, NEITHER_PERCENTAGE, comparison_words

SHAPE = "measure_series"
MONTHS_OF_A_YEAR = 12


def measure_parts(snapshots: Sequence[Snapshot], own: dict[str, Any]) -> dict[str, Any]:
    """The table of the last return; of shorter periods than a year, first all of them on one axis."""
    last = snapshots[-1]
    parts = _of_one(last, own)
    if parse_period(last.period).months == MONTHS_OF_A_YEAR:
        return parts
    column, axis = last.family.column("rate"), timeline(snapshots)
    of_last = {"title": f"Each measure, {last.label}", "columns": parts["columns"], "rows": parts["rows"]}
    return {
        "columns": [{"key": one.slug, "label": one.label, "unit": column.unit} for one in axis],
        "rows": [
            table_row(row.key, row.label, _cells(snapshots, axis, row.key), group=row.group, note=row.note)
            for row in last.rows
        ],
        "shape": SHAPE,
        "rate_label": column.label,
        "caption": f"{last.family.title}: {column.label.lower()}, by {BY[frequency_of(parse_period(last.period))]}",
        "more_tables": [of_last],
        "statistics": parts["statistics"],
        "notes": parts["notes"],
    }


def _cells(snapshots: Sequence[Snapshot], axis: Sequence[Period], row: str) -> list[dict[str, Any]]:
    """The values of a measure, one a period; of one for which nothing was sent it is not available."""
    column, missing = snapshots[-1].family.column("rate"), Value(ValueState.UNABLE_TO_SUPPLY)
    values = {one.period: one.value(row, "rate") for one in snapshots}
    return [cell(one.slug, values.get(one.slug, missing), column.unit, column.decimals) for one in axis]


def _of_one(snapshot: Snapshot, own: dict[str, Any]) -> dict[str, Any]:
    """The table as it was sent, with the interval of each value that has its number beside it."""
    limits = {row.key: found for row in snapshot.rows if (found := rate_limits(snapshot, row.key)) is not None}
    entries = {key: entry for key in limits if (entry := entry_of(snapshot, key)) is not None}
    statistics = _statistics(snapshot, limits, entries)
    if limits:
        own = _with_limits(snapshot, own, entries)
    return own | {"statistics": statistics, "notes": [statistics["about"]] if statistics["about"] else []}


def _with_limits(snapshot: Snapshot, own: dict[str, Any], entries: Mapping[str, Any]) -> dict[str, Any]:
    rate = snapshot.family.column("rate")
    labels = limit_labels(kinds_of({snapshot.period: entries}))
    columns = [{"key": key, "label": label, "unit": rate.unit} for key, label in labels.items()]
    rows = [row | {"cells": [*row["cells"], *cells_of_limits(snapshot, row["key"])]} for row in own["rows"]]
    return own | {"columns": [*own["columns"], *columns], "rows": rows}


def _statistics(
    snapshot: Snapshot, limits: Mapping[str, Limits], entries: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    decimals = snapshot.family.column("rate").decimals
    comparisons = {row.key: _comparisons(snapshot, row, limits[row.key]) for row in snapshot.rows if row.key in limits}
    known = {key: entry for key, entry in entries.items() if entry["kind"] != IS_DERIVED}
    return {
        "intervals": {key: list(limit_texts(one, decimals)) for key, one in limits.items()},
        "comparisons": comparisons,
        "sentences": [
            _sentence(snapshot, row, limits[row.key], comparisons[row.key])
            for row in snapshot.rows
            if comparisons.get(row.key)
        ],
        "about": about_of({snapshot.period: entries}, _labels(snapshot), snapshot.family),
        **({"denominators": {snapshot.period: known}} if known else {}),
    }


def _labels(snapshot: Snapshot) -> dict[str, str]:
    return {row.key: row.label for row in snapshot.rows}


def _comparisons(snapshot: Snapshot, row: Row, limits: Limits) -> list[dict[str, str]]:
    """How the value stands beside each of those that the source prints for other areas."""
    found = []
    for column in snapshot.family.columns:
        value = snapshot.value(row.key, column.key).number
        if column.key in BENCHMARKS and value is not None:
            found.append(
                {"label": column.label, "value": str(value), "position": benchmark_position(limits, value).value}
            )
    return found


def _sentence(snapshot: Snapshot, row: Row, limits: Limits, comparisons: list[dict[str, str]]) -> str:
    family = snapshot.family
    lower, upper = limit_texts(limits, family.column("rate").decimals)
    neither = NEITHER_PERCENTAGE if family.is_percentages else NEITHER
    direction = DIRECTIONS.get(family.polarity, f" {neither}")
    return (
        f"{row.label}, {snapshot.label}: the {family.rate_noun} ({INTERVAL} {lower} to {upper}) is "
        f"{comparison_words(comparisons)}.{direction}"
    )
