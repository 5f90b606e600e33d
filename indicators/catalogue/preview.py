"""How an indicator will look: its form, its table and its chart, with made-up numbers that are marked so. Pure."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from indicators.definitions.calculations import half_up
from indicators.definitions.current import Version, holds
from indicators.definitions.families import PEOPLE, PERCENT, Column, Family, Row, Rule, catalogue
from indicators.definitions.periods import Period
from indicators.definitions.snapshots import Areas, Snapshot
from indicators.definitions.usable import BENCHMARKS
from indicators.definitions.values import Value, reported
from indicators.returns.grid.form import ReturnGrid, SavedReturn
from indicators.tables.charts import with_chart
from indicators.tables.table import build_table

logger = logging.getLogger(__name__)
Cell = tuple[str, str]
AREAS = Areas(
    area="your-area",
    neighbours=("area-a", "area-b"),
    benchmarks=("england",),
    names={"your-area": "Your area", "area-a": "Area A", "area-b": "Area B", "england": "England"},
    set_slug="areas",
    set_label="areas",
)
# The smallest whole number of a row; those of further rows are larger, so that a chart shows which is which.
LEAST, STEP = 120, 35
BEHIND = 2_000
# How often wholes are raised to what their parts need; more than any definition needs.
ROUNDS = 20


@dataclass(frozen=True)
class Preview:
    """The form, the table and the chart of one definition for one period."""

    family: Family
    period: Period
    grid: ReturnGrid
    content: Mapping[str, Any]
    chart_svg: str


def preview(family: Family, period: Period) -> Preview:
    """Draw the indicator as if it were agreed."""
    with holds(catalogue().with_versions({family.slug: [Version(family)]})):
        rows = _rows(family, period)
        figures = made_up(family, rows)
        snapshot = Snapshot(
            family,
            period.year_slug,
            period.slug,
            period.starts_on,
            period.ends_on,
            "The supplier",
            "",
            figures,
            AREAS if family.is_area_rates else None,
        )
        content, svg = with_chart(build_table(snapshot))
        grid = ReturnGrid(family, rows, SavedReturn(figures))
    return Preview(family, period, grid, content, svg)


def preview_if_drawn(family: Family, period: Period) -> Preview | None:
    """The preview; None, with the reason in the log, where it cannot be drawn: the page says so and shows the rest."""
    try:
        return preview(family, period)
    except Exception:
        logger.exception("The indicator %s cannot be drawn", family.slug)
        return None


def _rows(family: Family, period: Period) -> tuple[Row, ...]:
    if family.is_area_rates:
        return tuple(Row(key=slug, label=AREAS.names[slug]) for slug in AREAS.slugs)
    return family.rows_on(period.ends_on)


def made_up(family: Family, rows: Sequence[Row]) -> dict[Cell, Value]:
    """A number in every cell that breaks no rule of the definition, each marked as illustrative."""
    counts = _counts(family, rows)
    found = {}
    for place, row in enumerate(rows):
        for column in family.input_columns:
            number = _number(family, column, counts[row.key], place)
            found[row.key, column.key] = replace(reported(number), illustrative=True)
    return found


def _number(family: Family, column: Column, count: int, place: int) -> Decimal:
    if column.unit == "count":
        return Decimal({"previous": count + count // 10, PEOPLE: BEHIND}.get(column.key, count))
    per = min(family.per, 1_000) if family.has_rates else PERCENT
    exact = Decimal(count) * per / BEHIND if "count" in {one.key for one in family.columns} else Decimal(30 + 4 * place)
    shift = BENCHMARKS.index(column.key) + 1 if column.key in BENCHMARKS else 0
    return half_up(exact + shift, column.decimals)


def _counts(family: Family, rows: Sequence[Row]) -> dict[str, int]:
    """A count for each row: parts first, wholes raised until they hold their parts."""
    found = {row.key: LEAST + STEP * (len(rows) - place) for place, row in enumerate(rows)}
    for _round in range(ROUNDS):
        before = dict(found)
        for row in rows:
            if row.base in found:
                found[row.base] = max(found[row.base], found[row.key])
        for rule in family.rules:
            _keep(rule, found)
        if found == before:
            break
    return found


def _keep(rule: Rule, found: dict[str, int]) -> None:
    """Raise what has to be larger for one rule."""
    kind, lower, upper, whole = rule.kind, rule.lower, rule.upper, rule.whole
    parts = [key for key in rule.parts if key in found]
    if kind in ("at_most", "behind") and lower in found and upper in found:
        found[upper] = max(found[upper], found[lower])
    elif kind == "each_at_most" and upper in found:
        found[upper] = max(found.values())
    elif kind == "sums_to" and whole in found:
        found[whole] = sum(found[part] for part in parts)
    elif kind == "sum_at_most" and whole in found:
        found[whole] = max(found[whole], sum(found[part] for part in parts))
    elif kind == "at_least_whole" and whole in found:
        others = parts or [key for key in found if key != whole]
        short = found[whole] - sum(found[part] for part in others)
        if others and short > 0:
            found[others[0]] += short
    elif kind == "stands_alone" and lower in found and upper in found:
        rest = max((number for key, number in found.items() if key not in (lower, upper)), default=0)
        found[upper] = max(found[upper], found[lower] + rest)
    elif kind == "counted_again" and lower in found and whole in found:
        found[whole] = max(found[whole], found[lower] + sum(found[part] for part in parts))
