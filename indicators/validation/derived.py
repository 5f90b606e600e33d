"""Columns that a file holds although they are worked out: checked, never stored. Pure."""

from decimal import Decimal

from indicators.calculations import half_up
from indicators.catalogue import Column, Row
from indicators.validation.problems import Problem
from indicators.validation.registry import finding
from indicators.values import FORMATS, Value, text_of


def check_derived(
    column: Column, given: Decimal | None, recomputed: Value | Decimal | None, row: Row | None = None
) -> Problem | None:
    """Whether a worked-out number in a file is what the figures give, to the decimals that are printed.

    A cell without a number (blank, a symbol) is no claim. A number where none can be worked out is wrong.
    """
    number = recomputed.number if isinstance(recomputed, Value) else recomputed
    if given is None:
        return None
    if number is not None and half_up(given, column.decimals) == half_up(number, column.decimals):
        return None
    result = recomputed if isinstance(recomputed, Value) else None
    right = "no number" if number is None else _text(column, number)
    if number is None and result is not None:
        right = f"no number ({text_of(result)})"
    place = f"“{row.label}”, {column.label}" if row else column.label
    return finding(
        "DERIVED-1",
        f"{place}: the file says {_text(column, given)}, but the figures give {right}. Correct the figures, or leave "
        "the column out.",
        row.key if row else "",
        column.key,
    )


def _text(column: Column, number: Decimal) -> str:
    return FORMATS[column.unit](number, column.decimals)
