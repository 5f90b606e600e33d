"""Months, quarters and half-years side by side: one column a period, one row a measure. Pure."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from indicators.definitions.cells import cell, table_row, total_of
from indicators.definitions.families import TOTAL, Column, Family, Row
from indicators.definitions.periods import Period, parse_period
from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import Value
from indicators.statistics.control import ControlPoint, Signal, Silence, control_chart
from indicators.statistics.limits import Limits
from indicators.tables.inputs import numbers_behind
from indicators.tables.phrases import limit_texts
from indicators.tables.rate_readings import since_break

MAIN_COLUMNS = ("count", "current")
SHAPE = "series"
OVERLAPPING = (
    "These windows overlap, so each includes most of the events in the one before. We do not look for patterns "
    "in how they go up or down."
)
ABOUT = (
    "We compare points with the series' own variation using two rules: a point more than three standard "
    "deviations away, and eight points in a row on one side of the average. We use figures for earlier years "
    "if they are published."
)


def main_column(family: Family) -> Column:
    """The column that a table of periods prints."""
    return next(column for column in family.columns if column.key in MAIN_COLUMNS)


def _label(column: Column, period: Period) -> str:
    """What is counted: a definition names its windows by their 12 months, which a shorter period does not have."""
    return "Number" if column.key == "current" and period.months < 12 else column.label


def _value(snapshot: Snapshot, key: str, column: str) -> Value:
    if key == TOTAL:
        return total_of(snapshot.figures, snapshot.rows, column)
    return snapshot.value(key, column)


def _rows(snapshot: Snapshot) -> list[Row]:
    """The family's rows, and its total."""
    label = snapshot.family.total_label
    return [*snapshot.rows, *([Row(key=TOTAL, label=label)] if label else [])]


def _overlap(periods: Sequence[Period]) -> bool:
    return any(later.starts_on <= earlier.ends_on for earlier, later in pairwise(periods))


def _known_tail(snapshots: Sequence[Snapshot], key: str, column: str) -> list[Snapshot]:
    """The snapshots after the last gap: a period without a real number, or a period that was not published."""
    tail: list[Snapshot] = []
    for snapshot in reversed(snapshots):
        value = _value(snapshot, key, column)
        follows = not tail or (tail[0].starts_on - snapshot.ends_on).days == 1
        if value.number is None or value.illustrative or not follows:
            break
        tail.insert(0, snapshot)
    return tail


def _signal_sentence(row: Row, point: ControlPoint, signal: Signal, period: Period) -> str:
    if signal in (Signal.RUN_ABOVE, Signal.RUN_BELOW):
        side = "above" if signal is Signal.RUN_ABOVE else "below"
        said = f"eight or more periods in a row, up to {period}, are {side} the average of the series"
    else:
        side = "above" if signal is Signal.ABOVE else "below"
        lower, upper = limit_texts(Limits(max(0.0, point.lower), point.upper), 0)
        said = f"{period} is {side} the series' own variation ({point.value:,.0f}; from {lower} to {upper} is usual)"
    careful = f" {row.clusters}, so a few people can make a big difference." if row.clusters else ""
    return f"{row.label}: {said}.{careful}"


def _control(snapshots: Sequence[Snapshot], row: Row, column: str, first_shown: Period) -> tuple[str, list[str]]:
    """What the rules say of a measure: a state for machines, and sentences about the periods that are shown."""
    tail = _known_tail(since_break(snapshots), row.key, column)
    periods = [parse_period(snapshot.period) for snapshot in tail]
    counts = [float(_value(snapshot, row.key, column).number or 0) for snapshot in tail]
    days = [float((period.ends_on - period.starts_on).days + 1) for period in periods]
    chart = control_chart(counts, days, clustered=bool(row.clusters))
    if isinstance(chart, Silence):
        return chart.value, []
    shown = [(index, signal) for index, signal in chart.signals if periods[index].starts_on >= first_shown.starts_on]
    sentences = [_signal_sentence(row, chart.points[index], signal, periods[index]) for index, signal in shown]
    return "signal" if shown else "steady", sentences


def _statistics(snapshots: Sequence[Snapshot], shown: Sequence[Snapshot], rows: Sequence[Row]) -> dict[str, Any]:
    column = main_column(shown[-1].family).key
    periods = [parse_period(snapshot.period) for snapshot in snapshots]
    overlaps = _overlap(periods)
    # A rolling window that stands alone today overlaps with the next one: its rules would be others by then.
    if overlaps or any(period.is_rolling for period in periods):
        return {"rows": {}, "overlaps": overlaps, "sentences": [OVERLAPPING] if overlaps else [], "about": ""}
    found = {row.key: (row, *_control(snapshots, row, column, periods[-len(shown)])) for row in rows}
    steady = [row.label for row, state, _ in found.values() if state == "steady"]
    sentences = [sentence for _, _, said in found.values() for sentence in said]
    if steady:
        sentences.append(f"No unusual variation in: {'; '.join(steady)}.")
    return {
        "rows": {key: state for key, (_, state, _) in found.items()},
        "overlaps": False,
        "sentences": sentences,
        "about": ABOUT if sentences else "",
    }


def _before(snapshots: Sequence[Snapshot], visible: Sequence[Snapshot], rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The periods before those that are shown, as far back as any measure is held against them."""
    column = main_column(visible[-1].family).key
    periods = [parse_period(snapshot.period) for snapshot in snapshots]
    if _overlap(periods) or any(period.is_rolling for period in periods):
        return []
    tails = [_known_tail(since_break(snapshots), row.key, column) for row in rows]
    first = min((tail[0].starts_on for tail in tails if tail), default=visible[0].starts_on)
    used = [snapshot for snapshot in snapshots[: -len(visible)] if snapshot.starts_on >= first]
    if not used:
        return []
    labels = {snapshot.period: parse_period(snapshot.period).label for snapshot in used}
    title = f"Numbers of the periods before, from {labels[used[0].period]} to {labels[used[-1].period]}"
    return [numbers_behind(title, labels, rows, lambda index, row: _value(used[index], row.key, column))]


def series_parts(snapshots: Sequence[Snapshot], shown: int) -> dict[str, Any]:
    """The last `shown` snapshots as columns; those before them only help to judge what is usual."""
    last = snapshots[-1]
    visible, column = snapshots[-shown:], main_column(last.family)
    periods = [parse_period(snapshot.period) for snapshot in visible]
    rows = _rows(last)
    return {
        "columns": [{"key": period.slug, "label": period.label, "unit": column.unit} for period in periods],
        "rows": [
            table_row(
                row.key,
                row.label,
                [
                    cell(snapshot.period, _value(snapshot, row.key, column.key), column.unit, column.decimals)
                    for snapshot in visible
                ],
                group=row.group,
                note=row.note,
            )
            for row in rows
        ],
        "shape": SHAPE,
        "rate_label": _label(column, periods[-1]),
        "caption": f"{last.family.title}, {last.year}",
        "statistics": _statistics(snapshots, visible, rows),
        "more_tables": _before(snapshots, visible, rows),
        "notes": [],
    }
