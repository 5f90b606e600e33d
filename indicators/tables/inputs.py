"""The numbers that a statistic was worked out from and that its table does not print: a table of their own. Pure.

An interval, a trend or a usual range is a function of counts, so that it tells of them even where they are not printed.
Here they are printed, which makes every statistic one that a reader can repeat, and makes what it tells plain for
disclosure control: nothing that is published rests on a number that is not.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from indicators.definitions.cells import cell, table_row
from indicators.definitions.families import Row
from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import Value

# What marks such a table among the further tables of a content.
BEHIND = "behind"

Number = Callable[[int, Row], Value]


def numbers_behind(title: str, columns: Mapping[str, str], rows: Sequence[Row], number: Number) -> dict[str, Any]:
    """The table: one column a period (key and label), one row a measure; `number` answers the count of a column's place
    and a row.
    """
    return {
        "of": BEHIND,
        "title": title,
        "columns": [{"key": key, "label": label, "unit": "count"} for key, label in columns.items()],
        "rows": [
            table_row(
                row.key,
                row.label,
                [cell(key, number(index, row), "count", 0) for index, key in enumerate(columns)],
            )
            for row in rows
        ],
    }


def years_of(snapshots: Sequence[Snapshot]) -> dict[str, str]:
    """Columns of whole years."""
    return {snapshot.period: snapshot.year for snapshot in snapshots}


def periods_of(snapshots: Sequence[Snapshot]) -> dict[str, str]:
    """Columns of periods of any length."""
    return {snapshot.period: snapshot.label for snapshot in snapshots}


def is_behind(table: Mapping[str, Any]) -> bool:
    """Whether a further table holds what statistics were worked out from."""
    return table.get("of") == BEHIND
