"""Rows that are not applicable: readers take it that none were counted, as long as nothing says otherwise. Pure."""

from collections.abc import Iterator, Mapping

from indicators.definitions.families import family_on
from indicators.definitions.periods import parse_period
from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import ValueState
from indicators.disclosure.across import canonical
from indicators.disclosure.change_rules import Measure, count_columns, measure_of, whole_rows


def none_in_return(snapshot: Snapshot, counts: Mapping[Measure, int]) -> Iterator[tuple[str, Measure]]:
    """What a return says is not applicable and a reader takes for none: the column, and what it would count.

    `counts` is everything that is counted so far. Beside a rate it says nothing of the count: that is only not sent.
    """
    if snapshot.family.has_rates:
        return
    period = parse_period(snapshot.period)
    for column in count_columns(snapshot.family):
        for row in snapshot.rows:
            measure = measure_of(snapshot.family, row.key, column, period)
            is_none = snapshot.value(row.key, column.key).state is ValueState.NOT_APPLICABLE
            if is_none and is_taken_for_none(measure, counts):
                yield column.key, measure


def is_taken_for_none(measure: Measure, counts: Mapping[Measure, int]) -> bool:
    """Whether a reader believes it: not of what others are a part of, nor where the same is counted elsewhere."""
    own, family = canonical(measure), family_on(measure.family, measure.ends_on)
    if measure.row in whole_rows(family) or any(measure.row in (rule.upper, rule.whole) for rule in family.rules):
        return False
    return not any(_is_of(canonical(other), own) for other, count in counts.items() if count and other != measure)


def _is_of(other: Measure, own: Measure) -> bool:
    """Whether one counts the same as the other, in its window or in a part of it."""
    return (
        (other.family, other.row) == (own.family, own.row)
        and own.starts_on <= other.starts_on
        and other.ends_on <= own.ends_on
    )
