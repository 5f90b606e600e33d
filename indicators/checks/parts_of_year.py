"""A longer period held against the shorter ones in it that were approved, and the other way round. Pure.

What happens in a year happens in one of its quarters, so a year is never less than one of them. Late records make it a
little more than all of them; where people are counted it is less, since one person can be in several.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from indicators.checks.context import PREVIOUS, Cell, Context, Figures, PastReturn
from indicators.checks.known import is_count_of_events, number_of
from indicators.checks.problems import Problem
from indicators.checks.registry import finding
from indicators.definitions.families import Family, Row
from indicators.definitions.periods import ON_ONE_DAY, Period
from indicators.definitions.values import with_commas

# Late records are seldom more than 5%, and small counts go their own ways.
LATE, FEWEST = Decimal("0.05"), Decimal(6)
# Fewer than half of the parts together: each person would be in two of them.
HALF = 2


def check_parts_of_year(family: Family, rows: Sequence[Row], figures: Figures, context: Context) -> Iterator[Problem]:
    """Each count of events held against the approved periods that are part of this one, and that it is part of."""
    period = context.period
    if period is None or not context.within:
        return
    parts = _parts_that_fill(period, context.within)
    for row in rows:
        for column in family.input_columns:
            cell = row.key, column.key
            now = number_of(figures, cell)
            is_on_one_day = (column.period or family.period).startswith(ON_ONE_DAY)
            if now is None or is_on_one_day or not is_count_of_events(column) or column.key == PREVIOUS:
                continue
            code, sentence = _beside_one(period, cell, now, context.within)
            if not code:
                code, sentence = _beside_all(cell, now, parts)
            if code:
                yield finding(code, f"“{row.label}”, {column.label}: {with_commas(now)}, {sentence}", *cell)


def _beside_one(period: Period, cell: Cell, now: Decimal, within: Sequence[PastReturn]) -> tuple[str, str]:
    """Whether the number is less than that of a part, or more than that of the whole."""
    for one in within:
        number = number_of(one.figures, cell)
        if number is not None and one.period.months < period.months and now < number:
            return "PARTS-1", f"but {with_commas(number)} in {one.period.label} alone. Check both."
        if number is not None and one.period.months > period.months and now > number:
            return "PARTS-1", f"but {with_commas(number)} in {one.period.label}, of which it is a part. Check both."
    return "", ""


def _beside_all(cell: Cell, now: Decimal, parts: Sequence[PastReturn]) -> tuple[str, str]:
    """Whether the number is far from that of all parts together."""
    numbers = [number_of(one.figures, cell) for one in parts]
    known = [number for number in numbers if number is not None]
    total = sum(known, Decimal(0))
    if not parts or len(known) < len(parts) or abs(now - total) < max(FEWEST, LATE * total):
        return "", ""
    together = f"but {with_commas(total)} in its {len(parts)} parts together."
    if now > total or now * HALF < total:
        return "PARTS-1", f"{together} Check both."
    return "PARTS-2", f"{together} That is right only if someone can be counted in several parts."


def _parts_that_fill(period: Period, within: Sequence[PastReturn]) -> list[PastReturn]:
    """The longest parts of one length that together are the whole period; none where one is missing."""
    for months in (6, 3, 1):
        found = [one for one in within if one.period.months == months < period.months]
        if len(found) * months == period.months:
            return found
    return []
