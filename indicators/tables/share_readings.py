"""What may be said of shares: how far chance alone could move them, and whether they tend up or down. Pure."""

from collections.abc import Sequence
from typing import Any

from indicators.definitions.cells import total_of
from indicators.definitions.families import TOTAL, Row
from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import Value
from indicators.statistics.limits import Limits
from indicators.statistics.proportions import wilson_limits
from indicators.tables.phrases import INTERVAL, limit_texts
from indicators.tables.trend_readings import share_trends, trend_about, trend_sentences

ABOUT = f"The {INTERVAL} (Wilson) shows how far chance alone could move a share of this number."


def _base(snapshot: Snapshot, row: Row) -> Value:
    if row.base == TOTAL:
        return total_of(snapshot.figures, snapshot.rows, "count")
    return snapshot.value(row.base, "count")


def share_limits(snapshot: Snapshot, row: Row) -> Limits | None:
    """The interval of a share in percent; none of made-up figures, of nothing, and where a row has no share."""
    if not row.base or snapshot.is_illustrative:
        return None
    part, base = snapshot.value(row.key, "count").number, _base(snapshot, row).number
    if part is None or not base or part > base:
        return None
    return wilson_limits(float(part), float(base)).scaled(100)


def share_statistics(snapshots: Sequence[Snapshot]) -> dict[str, Any]:
    """The intervals of all shares, a sentence for each of those that the definition puts into its chart, and trends.

    The last snapshot is the one that is published; those before it are the years that its trends are read from.
    """
    snapshot = snapshots[-1]
    decimals = snapshot.family.column("share").decimals
    found = {row.key: limits for row in snapshot.rows if (limits := share_limits(snapshot, row))}
    intervals = {key: list(limit_texts(limits, decimals)) for key, limits in found.items()}
    sentences = [
        f"{row.label}: the {INTERVAL} of the share is {intervals[row.key][0]}% to {intervals[row.key][1]}%."
        for row in snapshot.rows
        if row.key in intervals and row.key in snapshot.family.chart_rows
    ]
    trends = share_trends(snapshots)
    return {
        "intervals": intervals,
        **({"trends": trends} if trends else {}),
        "sentences": [*sentences, *trend_sentences(trends)],
        "about": " ".join(filter(None, [ABOUT if sentences else "", trend_about(trends)])),
    }
