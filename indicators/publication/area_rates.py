"""Rates of areas side by side: four lines over the years, and the areas of the last year. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from indicators.calculations import Mean
from indicators.publication.cells import cell, table_row, worked_out
from indicators.publication.rate_readings import rate_limits, rate_statistics
from indicators.snapshots import Snapshot
from indicators.statistics.comparison import mean_of_set
from indicators.statistics.limits import printed
from indicators.values import Value, ValueState

NEIGHBOURS = "neighbours"
NEIGHBOURS_LABEL = "DfE nearest neighbours"
LIMITS = (("lower", "95% from (derived)"), ("upper", "95% to (derived)"))


def _mean(snapshot: Snapshot, decimals: int) -> Mean:
    assert snapshot.areas is not None, "only rates of areas are compared"
    return mean_of_set(
        snapshot.areas.set_slug,
        {snapshot.areas.names[slug]: snapshot.value(slug, "rate").number for slug in snapshot.areas.neighbours},
        decimals,
    ).mean


def _mean_value(snapshot: Snapshot, mean: Mean) -> Value:
    """The mean with the flags of the rates that are counted in it; of made-up figures where one of the return is.

    An area that is left out for want of data takes no part in the mean, and so gives it no mark.
    """
    assert snapshot.areas is not None, "only rates of areas are compared"
    rates = [snapshot.value(slug, "rate") for slug in snapshot.areas.neighbours]
    found = worked_out(mean.value, *(one for one in rates if one.number is not None))
    return replace(found, illustrative=snapshot.is_illustrative)


def _line(snapshots: Sequence[Snapshot], slug: str, decimals: int) -> list[dict[str, Any]]:
    """The rates of one area, one cell a year; a year in which the area was not asked for is not available."""
    return [cell(snapshot.year, snapshot.value(slug, "rate"), "rate", decimals) for snapshot in snapshots]


def _limit_cells(snapshot: Snapshot, slug: str, decimals: int) -> list[dict[str, Any]]:
    """Both limits of an area's rate; where there is a rate without an interval, that has no meaning."""
    limits = rate_limits(snapshot, slug)
    if limits is None:
        none = Value(ValueState.NOT_APPLICABLE, illustrative=snapshot.is_illustrative)
        return [cell(key, none, "rate", decimals) for key, _ in LIMITS]
    inputs = [snapshot.value(slug, column) for column in ("count", "rate")]
    return [
        cell(key, worked_out(printed(getattr(limits, key), decimals), *inputs), "rate", decimals) for key, _ in LIMITS
    ]


def _with_limits(own: dict[str, Any], mean_row: dict[str, Any], snapshot: Snapshot, decimals: int) -> dict[str, Any]:
    """The areas of the last year, the neighbours' mean after the first, each with the interval of its rate."""
    none = [
        cell(key, Value(ValueState.NOT_APPLICABLE, illustrative=snapshot.is_illustrative), "rate", decimals)
        for key, _ in LIMITS
    ]
    rows = [row | {"cells": [*row["cells"], *_limit_cells(snapshot, row["key"], decimals)]} for row in own["rows"]]
    return {
        "title": f"Each area, {snapshot.year}",
        "columns": [*own["columns"], *({"key": key, "label": label, "unit": "rate"} for key, label in LIMITS)],
        "rows": [rows[0], mean_row | {"cells": [*mean_row["cells"], *none]}, *rows[1:]],
    }


def _left_out_notes(snapshots: Sequence[Snapshot], means: Sequence[Mean]) -> list[str]:
    """Which areas a mean leaves out, said once for each year in which it does."""
    notes = []
    for snapshot, mean in zip(snapshots, means, strict=True):
        if mean.left_out:
            names = ", ".join(mean.left_out)
            rest = f"the mean is that of the other {mean.counted}" if mean.counted else "there is no mean"
            notes.append(f"{NEIGHBOURS_LABEL}, {snapshot.year}: no data for {names}; {rest}.")
    return notes


def _set_notes(snapshots: Sequence[Snapshot]) -> list[str]:
    """By which set of neighbours each year was compared; history is not recomputed silently."""
    years: dict[tuple[str, str], list[str]] = {}
    for snapshot in snapshots:
        assert snapshot.areas is not None, "only rates of areas are compared"
        names = ", ".join(snapshot.areas.names[slug] for slug in snapshot.areas.neighbours)
        years.setdefault((snapshot.areas.set_label, names), []).append(snapshot.year)
    single = len(years) == 1
    return [
        f"{NEIGHBOURS_LABEL}: {label}{'' if single else ' for ' + ', '.join(of)} ({names})."
        for (label, names), of in years.items()
    ]


def area_rate_parts(snapshots: Sequence[Snapshot], own: dict[str, Any]) -> dict[str, Any]:
    """Four lines over the years as the main table; the areas of the last year as a further one."""
    last = snapshots[-1]
    assert last.areas is not None, "only rates of areas are compared"
    decimals = last.family.column("rate").decimals
    means = [_mean(snapshot, decimals) for snapshot in snapshots]
    mean_cells = [
        cell(snapshot.year, _mean_value(snapshot, mean), "rate", decimals)
        for snapshot, mean in zip(snapshots, means, strict=True)
    ]
    names = last.areas.names
    statistics = rate_statistics(snapshots, means[-1], NEIGHBOURS_LABEL)
    rows = [
        table_row(last.areas.area, names[last.areas.area], _line(snapshots, last.areas.area, decimals)),
        table_row(NEIGHBOURS, NEIGHBOURS_LABEL, mean_cells),
        *(table_row(slug, names[slug], _line(snapshots, slug, decimals)) for slug in last.areas.benchmarks),
    ]
    mean_row = table_row(
        NEIGHBOURS,
        f"{NEIGHBOURS_LABEL} (mean)",
        [
            cell("count", Value(ValueState.NOT_APPLICABLE, illustrative=last.is_illustrative), "count", 0),
            cell("rate", _mean_value(last, means[-1]), "rate", decimals),
        ],
    )
    return {
        "columns": [{"key": one.year, "label": one.year, "unit": "rate"} for one in snapshots],
        "rows": rows,
        "caption": f"{last.family.title}: {last.family.column('rate').label.lower()}, by year",
        "rate_label": last.family.column("rate").label,
        "more_tables": [_with_limits(own, mean_row, last, decimals)],
        "statistics": statistics,
        "notes": [
            *_set_notes(snapshots),
            *_left_out_notes(snapshots, means),
            *([statistics["about"]] if statistics["about"] else []),
        ],
    }
