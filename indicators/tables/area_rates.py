"""Rates of areas side by side: four lines over the years, and the areas of the last year. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from indicators.definitions.calculations import Mean
from indicators.definitions.cells import cell, table_row, worked_out
from indicators.definitions.families import Row
from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import Value, ValueState
from indicators.statistics.comparison import mean_of_set
from indicators.statistics.limits import printed
from indicators.tables.denominators import (
    BOUNDS,
    Entries,
    changed_denominators,
    denominator_notes,
    kinds_of,
    limit_labels,
    rate_limits,
)
from indicators.tables.inputs import numbers_behind, years_of
from indicators.tables.rate_readings import rate_statistics

NEIGHBOURS = "neighbours"
NEIGHBOURS_LABEL = "DfE nearest neighbours"


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
    """Both limits of an area's rate: kept back with its count or rate; without meaning where a rate has none."""
    limits = rate_limits(snapshot, slug)
    inputs = [snapshot.value(slug, column) for column in ("count", "rate")]
    if any(one.withheld for one in inputs):
        return [cell(key, worked_out(None, *inputs), "rate", decimals) for key in BOUNDS]
    if limits is None:
        return [_none(snapshot, key, "rate", decimals) for key in BOUNDS]
    return [cell(key, worked_out(printed(getattr(limits, key), decimals), *inputs), "rate", decimals) for key in BOUNDS]


def _none(snapshot: Snapshot, key: str, unit: str, decimals: int) -> dict[str, Any]:
    """A cell in which a number would have no meaning."""
    return cell(key, Value(ValueState.NOT_APPLICABLE, illustrative=snapshot.is_illustrative), unit, decimals)


def _with_limits(
    own: dict[str, Any], mean_row: dict[str, Any], snapshot: Snapshot, decimals: int, entries: Entries
) -> dict[str, Any]:
    """The areas of the last year, the neighbours' mean after the first, each with the interval of its rate."""
    none = [_none(snapshot, key, "rate", decimals) for key in BOUNDS]
    labels = limit_labels(kinds_of({snapshot.year: entries.get(snapshot.year, {})}))
    rows = [row | {"cells": [*row["cells"], *_limit_cells(snapshot, row["key"], decimals)]} for row in own["rows"]]
    return {
        "title": f"Each area, {snapshot.year}",
        "columns": [*own["columns"], *({"key": key, "label": label, "unit": "rate"} for key, label in labels.items())],
        "rows": [rows[0], mean_row | {"cells": [*mean_row["cells"], *none]}, *rows[1:]],
    }


def _left_out_notes(snapshots: Sequence[Snapshot], means: Sequence[Mean]) -> list[str]:
    """Which areas a mean leaves out, and why, said once for each year in which it does."""
    notes = []
    for snapshot, mean in zip(snapshots, means, strict=True):
        if mean.left_out:
            rest = f"the mean is that of the other {mean.counted}" if mean.counted else "there is no mean"
            notes.append(f"{NEIGHBOURS_LABEL}, {snapshot.year}: {_why_left_out(snapshot, mean.left_out)}; {rest}.")
    return notes


def _why_left_out(snapshot: Snapshot, names: Sequence[str]) -> str:
    """A rate that is kept back is not missing."""
    assert snapshot.areas is not None, "only rates of areas are compared"
    slugs = {name: slug for slug, name in snapshot.areas.names.items()}
    kept_back = [name for name in names if snapshot.value(slugs[name], "rate").withheld]
    missing = [name for name in names if name not in kept_back]
    said = [("no data for", missing), ("suppressed for", kept_back)]
    return "; ".join(f"{words} {', '.join(of)}" for words, of in said if of)


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


def _history_changes(entries: Entries, published: Entries, snapshot: Snapshot) -> list[str]:
    """Which earlier years' intervals rest on other people than when those years were published themselves."""
    assert snapshot.areas is not None, "only rates of areas are compared"
    before = {year: of_year for year, of_year in entries.items() if year != snapshot.year}
    return [
        f"{snapshot.areas.names[one.area]}, {one.year}: {one.text} since the release of that year."
        for one in changed_denominators(published, before)
    ]


def _counts_behind(snapshots: Sequence[Snapshot], area: str, label: str) -> list[dict[str, Any]]:
    """The area's counts of the years before, for which an interval is drawn and no count is printed beside it."""
    used = [snapshot for snapshot in snapshots[:-1] if rate_limits(snapshot, area) is not None]
    if not used:
        return []
    title = f"Counts behind the intervals, {used[0].year} to {used[-1].year}"
    if len(used) == 1:
        title = f"Count behind the interval, {used[0].year}"
    return [
        numbers_behind(
            title, years_of(used), [Row(key=area, label=label)], lambda index, _row: used[index].value(area, "count")
        )
    ]


def area_rate_parts(
    snapshots: Sequence[Snapshot], own: dict[str, Any], published: Entries | None = None
) -> dict[str, Any]:
    """Four lines over the years as the main table; the areas of the last year as a further one.

    `published` says what the intervals of earlier years rested on in those years' own releases.
    """
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
            cell("rate", _mean_value(last, means[-1]), "rate", decimals)
            if column.key == "rate"
            else _none(last, column.key, column.unit, column.decimals)
            for column in last.family.columns
        ],
    )
    entries = statistics.get("denominators", {})
    changes = _history_changes(entries, published or {}, last)
    if changes:
        statistics["denominator_changes"] = changes
    return {
        "columns": [{"key": one.year, "label": one.year, "unit": "rate"} for one in snapshots],
        "rows": rows,
        "caption": f"{last.family.title}: {last.family.column('rate').label.lower()}, by year",
        "rate_label": last.family.column("rate").label,
        "more_tables": [
            _with_limits(own, mean_row, last, decimals, entries),
            *_counts_behind(snapshots, last.areas.area, names[last.areas.area]),
        ],
        "statistics": statistics,
        "notes": [
            *_set_notes(snapshots),
            *_left_out_notes(snapshots, means),
            *([statistics["about"]] if statistics["about"] else []),
            *denominator_notes(entries, names),
            *changes,
        ],
    }
