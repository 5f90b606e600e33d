"""The arithmetic of figures. Pure, decimal, rounded half up: the same in every output.

`None` stands for "not available". Where a result has no meaning, the functions say so
with `NO_MEANING` instead of inventing a number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

PER = Decimal(10_000)
HUNDRED = Decimal(100)


class NoMeaning(Enum):
    """The type of the one value that says "this cannot be worked out by its nature"."""

    NO_MEANING = "no meaning"


NO_MEANING = NoMeaning.NO_MEANING

Number = Decimal | int
Result = Decimal | NoMeaning | None


def half_up(number: Number, decimals: int = 0) -> Decimal:
    """Round as people do at school: a half goes away from zero (480.95 to 481.0, -0.25 to -0.3).

    What rounds to zero has no sign: -0.02 is 0.0.
    """
    return Decimal(number).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP) + 0


def change(current: Number | None, previous: Number | None) -> Decimal | None:
    """Current minus previous; not available where either is."""
    if current is None or previous is None:
        return None
    return Decimal(current) - Decimal(previous)


def percent_change(current: Number | None, previous: Number | None, decimals: int = 1) -> Result:
    """Change as a percentage of the previous figure. From zero there is none, never infinity."""
    if current is None or previous is None:
        return None
    if previous == 0:
        return NO_MEANING
    return half_up((Decimal(current) - Decimal(previous)) * HUNDRED / Decimal(previous), decimals)


def share(part: Number | None, base: Number | None, decimals: int = 1) -> Result:
    """Part of a base in percent: of the total, or of any other base. A share of nothing has no meaning."""
    if part is None or base is None:
        return None
    if base == 0:
        return NO_MEANING
    return half_up(Decimal(part) * HUNDRED / Decimal(base), decimals)


def total(parts: Iterable[Number | None]) -> Decimal | None:
    """Sum of the parts; not available as soon as one part is not, for a sum of the rest would mislead."""
    result = Decimal(0)
    for part in parts:
        if part is None:
            return None
        result += Decimal(part)
    return result


def places_of(numbers: Iterable[Decimal], most: int) -> int:
    """To how many decimals a source printed a column, at most `most`: the decimals of the number that has most of them.

    Rates of 117, 127 and 73 were rounded to whole numbers, whatever their definition allows. Zeros say nothing.
    """
    places = [len(f"{number.normalize():f}".partition(".")[2]) for number in numbers if number]
    return min(most, max(places, default=most))


@dataclass(frozen=True)
class Mean:
    """A mean with what it rests on: how many areas were counted, and which were left out."""

    value: Decimal | None
    counted: int
    left_out: tuple[str, ...]


def neighbour_mean(values: Mapping[str, Number | None], decimals: int = 1) -> Mean:
    """Simple mean over the areas of a neighbour set. Areas without data are left out, and named."""
    left_out = tuple(name for name, value in values.items() if value is None)
    present = [Decimal(value) for value in values.values() if value is not None]
    if not present:
        return Mean(None, 0, left_out)
    return Mean(half_up(sum(present, Decimal(0)) / len(present), decimals), len(present), left_out)


def rate_agrees(count: Number, denominator: Number, rate: Number, decimals: int = 1, per: Number = PER) -> bool:
    """Whether a printed rate per so many is the count over its denominator, within half of the last digit."""
    if denominator == 0:
        return False
    exact = Decimal(count) / Decimal(denominator) * per
    return abs(exact - Decimal(rate)) <= Decimal(1).scaleb(-decimals) / 2
