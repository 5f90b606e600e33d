"""What somebody typed in a return and readers see beside its table."""

from collections.abc import Mapping
from typing import Any

from indicators.definitions.values import Value


def typed_words(note: str, loaded_later: str, cells: Mapping[tuple[str, str], Value]) -> dict[str, Any]:
    """The note, why it was loaded into a closed year, and the reasons of cells, by row and column."""
    reasons: dict[str, dict[str, str]] = {}
    for (row, column), value in cells.items():
        if value.reason:
            reasons.setdefault(row, {})[column] = value.reason
    return {"note": note, "loaded_later": loaded_later, "reasons": reasons}
