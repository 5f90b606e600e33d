"""Small pieces of sentences. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from indicators.definitions.values import with_commas
from indicators.statistics.limits import Limits, printed

INTERVAL = "95% interval"
# What a definition calls good, behind a claim; a polarity of "none" calls nothing good or bad.
DIRECTIONS = {
    "low_is_good": " For this measure lower is better.",
    "high_is_good": " For this measure higher is better.",
}
# Behind what is read from several years.
SOME_PROVISIONAL = " Some of these figures are provisional."


def uncapitalised(text: str) -> str:
    """The text as it stands inside a sentence; names in it keep their capitals."""
    return text[:1].lower() + text[1:]


def listed(names: Sequence[str]) -> str:
    """England, South West and Devon."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def limit_texts(limits: Limits, decimals: int) -> tuple[str, str]:
    """Both limits as they are printed."""
    return with_commas(printed(limits.lower, decimals), decimals), with_commas(
        printed(limits.upper, decimals), decimals
    )


def cell_of(row: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The cell of a row in this column. Raises `StopIteration` where there is no such column."""
    found: Mapping[str, Any] = next(cell for cell in row["cells"] if cell["key"] == key)
    return found


def text_of_cell(row: Mapping[str, Any], key: str) -> str:
    """What the row prints in this column."""
    return str(cell_of(row, key)["text"])
