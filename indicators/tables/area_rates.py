"""Rates of areas side by side: four lines over the periods, and the areas of the last one. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from indicators.definitions.calculations import Mean
from indicators.definitions.cells import cell, table_row, worked_out
from indicators.definitions.families import Column, Family, Row
from indicators.definitions.periods import Frequency, Period, frequency_of, parse_period, period_before, period_label
from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import Value, ValueState
from indicators.statistics.comparison import mean_of_set
from indicators.tables.denominators import (
    BOUNDS,
    Entries,
    cells_of_limits,
    changed_denominators,
    denominator_notes,
    kinds_of,
    limit_labels,
    rate_limits,
)
from indicators.tables.inputs import numbers_behind, periods_of
from indicators.tables.rate_readings import rate_statistics

NEIGHBOURS = "neighbours"
NEIGHBOURS_LABEL = "DfE nearest neighbours"
BY = {
    Frequency.YEAR: "year",
    Frequency.ROLLING: "12 months",
    Frequency.HALF_YEAR: "half-year",
    Frequency.CALENDAR_HALF: "half-year",
    Frequency.QUARTER: "quarter",
    Frequency.MONTH: "month",
}


def _rate_cell(key: str, value: Value, family: Family) -> dict[str, Any]:
    column = family.column("rate")
    return cell(key, value, column.unit, column.decimals)


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


def timeline(snapshots: Sequence[Snapshot]) -> list[Period]:
    """Every period from the first snapshot to the last: one of which nothing was sent keeps its place on the axis."""
    last, first = parse_period(snapshots[-1].period), parse_period(snapshots[0].period)
    found = [last]
    while found[0].starts_on > first.starts_on:
        found.insert(0, period_before(found[0], frequency_of(last)))
    return found


def _line(snapshots: Sequence[Snapshot], slug: str) -> list[dict[str, Any]]:
    """The rates of one area, one cell a period; one in which the area was not asked for is not available."""
    return _cells(snapshots, {one.period: one.value(slug, "rate") for one in snapshots})


def _cells(snapshots: Sequence[Snapshot], values: Mapping[str, Value]) -> list[dict[str, Any]]:
    family, missing = snapshots[-1].family, Value(ValueState.UNABLE_TO_SUPPLY)
    return [_rate_cell(one.slug, values.get(one.slug, missing), family) for one in timeline(snapshots)]


def _none(snapshot: Snapshot, key: str, column: Column) -> dict[str, Any]:
    """A cell in which a number would have no meaning."""
    value = Value(ValueState.NOT_APPLICABLE, illustrative=snapshot.is_illustrative)
    return cell(key, value, column.unit, column.decimals)


def _with_limits(
    own: dict[str, Any], means: Sequence[dict[str, Any]], snapshot: Snapshot, entries: Entries
) -> dict[str, Any]:
    """The areas of the last period, the neighbours' mean after the first, each with the interval of its rate.

    `means` holds the row of the mean, or nothing where there are no neighbours. Rates that are published without counts
    have no intervals, and so no columns for them.
    """
    title, rate = f"Each area, {snapshot.label}", snapshot.family.column("rate")
    if not snapshot.family.has_counts:
        return {"title": title, "columns": own["columns"], "rows": [own["rows"][0], *means, *own["rows"][1:]]}
    none = [_none(snapshot, key, rate) for key in BOUNDS]
    labels = limit_labels(kinds_of({snapshot.period: entries.get(snapshot.period, {})}))
    rows = [row | {"cells": [*row["cells"], *cells_of_limits(snapshot, row["key"])]} for row in own["rows"]]
    return {
        "title": title,
        "columns": [
            *own["columns"],
            *({"key": key, "label": label, "unit": rate.unit} for key, label in labels.items()),
        ],
        "rows": [rows[0], *(row | {"cells": [*row["cells"], *none]} for row in means), *rows[1:]],
    }


def _left_out_notes(snapshots: Sequence[Snapshot], means: Sequence[Mean]) -> list[str]:
    """Which areas a mean leaves out, and why, said once for each year in which it does."""
    notes = []
    for snapshot, mean in zip(snapshots, means, strict=True):
        if mean.left_out and snapshot.areas is not None and snapshot.areas.neighbours:
            rest = f"the mean is that of the other {mean.counted}" if mean.counted else "there is no mean"
            notes.append(f"{NEIGHBOURS_LABEL}, {snapshot.label}: {_why_left_out(snapshot, mean.left_out)}; {rest}.")
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
        if not snapshot.areas.neighbours:
            continue
        names = ", ".join(snapshot.areas.names[slug] for slug in snapshot.areas.neighbours)
        years.setdefault((snapshot.areas.set_label, names), []).append(snapshot.label)
    single = len(years) == 1
    return [
        f"{NEIGHBOURS_LABEL}: {label}{'' if single else ' for ' + ', '.join(of)} ({names})."
        for (label, names), of in years.items()
    ]


def _history_changes(entries: Entries, published: Entries, snapshot: Snapshot) -> list[str]:
    """Which earlier years' intervals rest on other people than when those years were published themselves."""
    assert snapshot.areas is not None, "only rates of areas are compared"
    before = {period: of_period for period, of_period in entries.items() if period != snapshot.period}
    return [
        f"{snapshot.areas.names[one.area]}, {period_label(one.year)}: {one.text} since the release of that year."
        for one in changed_denominators(published, before)
    ]


def _counts_behind(snapshots: Sequence[Snapshot], area: str, label: str) -> list[dict[str, Any]]:
    """The area's counts of the years before, for which an interval is drawn and no count is printed beside it."""
    used = [snapshot for snapshot in snapshots[:-1] if rate_limits(snapshot, area) is not None]
    if not used:
        return []
    title = f"Counts behind the intervals, {used[0].label} to {used[-1].label}"
    if len(used) == 1:
        title = f"Count behind the interval, {used[0].label}"
    return [
        numbers_behind(
            title, periods_of(used), [Row(key=area, label=label)], lambda index, _row: used[index].value(area, "count")
        )
    ]


def area_rate_parts(
    snapshots: Sequence[Snapshot], own: dict[str, Any], published: Entries | None = None
) -> dict[str, Any]:
    """Four lines over the periods as the main table; the areas of the last period as a further one.

    Without neighbours there is no line of their mean. `published` says what the intervals of earlier years rested on in
    those years' own releases.
    """
    last = snapshots[-1]
    assert last.areas is not None, "only rates of areas are compared"
    rate = last.family.column("rate")
    means = [_mean(snapshot, rate.decimals) for snapshot in snapshots]
    mean_cells = _cells(
        snapshots,
        {snapshot.period: _mean_value(snapshot, mean) for snapshot, mean in zip(snapshots, means, strict=True)},
    )
    names = last.areas.names
    has_neighbours = any(one.areas is not None and one.areas.neighbours for one in snapshots)
    statistics = rate_statistics(snapshots, means[-1], NEIGHBOURS_LABEL)
    rows = [
        table_row(last.areas.area, names[last.areas.area], _line(snapshots, last.areas.area)),
        *([table_row(NEIGHBOURS, NEIGHBOURS_LABEL, mean_cells)] if has_neighbours else []),
        *(table_row(slug, names[slug], _line(snapshots, slug)) for slug in last.areas.benchmarks),
    ]
    mean_row = table_row(
        NEIGHBOURS,
        f"{NEIGHBOURS_LABEL} (mean)",
        [
            _rate_cell("rate", _mean_value(last, means[-1]), last.family)
            if column.key == "rate"
            else _none(last, column.key, column)
            for column in last.family.columns
        ],
    )
    entries = statistics.get("denominators", {})
    changes = _history_changes(entries, published or {}, last)
    if changes:
        statistics["denominator_changes"] = changes
    return {
        "columns": [{"key": one.slug, "label": one.label, "unit": rate.unit} for one in timeline(snapshots)],
        "rows": rows,
        "caption": f"{last.family.title}: {rate.label.lower()}, by {BY[frequency_of(parse_period(last.period))]}",
        "rate_label": rate.label,
        "more_tables": [
            _with_limits(own, [mean_row] if last.areas.neighbours else [], last, entries),
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
