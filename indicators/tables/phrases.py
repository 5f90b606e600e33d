"""Small pieces of sentences. Pure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from indicators.definitions.values import with_commas
from indicators.statistics.limits import Limits, printed

INTERVAL = "95% interval"
# What a definition calls good, behind a claim; a polarity of "none" calls nothing good or bad.
DIRECTIONS = {
    "low_is_good": " For this measure lower is better.",
    "high_is_good": " For this measure higher is better.",
}
SMALLEST_PROBABILITY = "0.0001"
# As many as tell any two numbers apart that counts can give.
MORE_DECIMALS = 24
# Behind what is read from several years.
SOME_PROVISIONAL = " Some of these figures are provisional."


def uncapitalised(text: str) -> str:
    """The text as it stands inside a sentence; names in it keep their capitals."""
    return text[:1].lower() + text[1:]


def listed(names: Sequence[str]) -> str:
    """England, South West and Devon."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def probability_text(probability: float) -> str:
    """A probability with four decimals; one that would print as 0 is said to be smaller, for it is never 0."""
    text = str(printed(probability, 4))
    return text if Decimal(text) else f"<{SMALLEST_PROBABILITY}"


def limit_decimals(limits: Limits, decimals: int) -> int:
    """How many decimals tell both limits apart, and the upper one from 0: those asked for, or as many more as it takes.

    Limits that are the same number, to the digits that are worth printing, have those asked for.
    """
    wanted = range(decimals, decimals + MORE_DECIMALS)
    return next((one for one in wanted if printed(limits.lower, one) != printed(limits.upper, one)), decimals)


def printed_limits(limits: Limits, decimals: int) -> tuple[Decimal, Decimal]:
    """Both limits, rounded to as many decimals as tell them apart."""
    shown = limit_decimals(limits, decimals)
    return printed(limits.lower, shown), printed(limits.upper, shown)


def limit_texts(limits: Limits, decimals: int) -> tuple[str, str]:
    """Both limits as they are printed: never “0.00 to 0.00”."""
    shown = limit_decimals(limits, decimals)
    lower, upper = printed_limits(limits, decimals)
    return with_commas(lower, shown), with_commas(upper, shown)


def cell_of(row: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The cell of a row in this column. Raises `StopIteration` where there is no such column."""
    found: Mapping[str, Any] = next(cell for cell in row["cells"] if cell["key"] == key)
    return found


def text_of_cell(row: Mapping[str, Any], key: str) -> str:
    """What the row prints in this column."""
    return str(cell_of(row, key)["text"])


def number_of(row: Mapping[str, Any], key: str) -> Decimal | None:
    """The number that the row prints in this column; None where a symbol stands there."""
    text = cell_of(row, key)["value"]
    return None if text is None else Decimal(text)
