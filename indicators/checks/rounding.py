"""Numbers that their source has rounded: parts of which each was rounded need not come to their whole. Pure."""

import re
from decimal import Decimal

from indicators.checks.context import Figures
from indicators.definitions.families import Family

# The words of the national collections, which are printed with the figures.
_ROUNDED = re.compile(r"\bround(?:s|ed)?\b[^.]{0,60}?\bnearest (?P<base>five|ten|10|5)\b", re.IGNORECASE)
_BASES = {"five": 5, "ten": 10}
EXACT = Decimal(0)


def rounded_to(family: Family, figures: Figures, note: str) -> Decimal:
    """To what its counts are rounded, as the note says, and as every one of them bears out; else 0."""
    found = _ROUNDED.search(note)
    if found is None:
        return EXACT
    base = Decimal(_BASES.get(found["base"].lower()) or found["base"])
    keys = {column.key for column in family.input_columns if column.unit == "count"}
    counts = [value.number for (_row, key), value in figures.items() if key in keys and value.number is not None]
    return base if all(count % base == 0 for count in counts) else EXACT


def is_within(difference: Decimal, base: Decimal, terms: int) -> bool:
    """Whether so many rounded numbers can be so far apart by rounding alone: each by half of what it is rounded to."""
    return abs(difference) <= base * terms / 2
