"""What a reader learns from a printed number: linear facts about the counts behind it, in whole numbers. Pure.

Every fact is exact. A number that was rounded gives the interval that rounds to it, and because counts are whole the
open end of that interval is a closed one, one unit further in. Nothing here is a float.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, lcm

# Coefficients and limits beyond this could not be held exactly by the solver's arithmetic.
LARGEST = 10**12


class FactError(ValueError):
    """A fact that cannot be stated: no terms, or numbers too large to be held exactly."""


@dataclass(frozen=True, slots=True)
class Fact:
    """`lower` <= sum of coefficient x quantity <= `upper`; None is no limit. Coefficients and limits are whole."""

    terms: tuple[tuple[str, int], ...]
    lower: int | None
    upper: int | None

    def __post_init__(self) -> None:
        if not self.terms:
            raise FactError("A fact needs at least one quantity.")
        numbers = [abs(coefficient) for _, coefficient in self.terms]
        numbers += [abs(limit) for limit in (self.lower, self.upper) if limit is not None]
        if max(numbers) > LARGEST:
            raise FactError("A fact holds a number that is too large to be worked with exactly.")

    @property
    def is_equality(self) -> bool:
        """Whether the sum is known exactly."""
        return self.lower is not None and self.lower == self.upper

    def amount(self, values: Mapping[str, int]) -> int:
        """The sum for these values. Raises `KeyError` where one is missing."""
        return sum(coefficient * values[key] for key, coefficient in self.terms)

    def holds(self, values: Mapping[str, int]) -> bool:
        """Whether these values agree with the fact."""
        amount = self.amount(values)
        return (self.lower is None or amount >= self.lower) and (self.upper is None or amount <= self.upper)


def _fact(terms: Iterable[tuple[str, int]], lower: int | None, upper: int | None) -> Fact:
    """The fact with equal quantities added up, zero terms left out, in the order of names."""
    added: dict[str, int] = {}
    for key, coefficient in terms:
        added[key] = added.get(key, 0) + coefficient
    return Fact(tuple(sorted((key, number) for key, number in added.items() if number)), lower, upper)


def exactly(key: str, value: int) -> Fact:
    """The quantity is printed as it is."""
    return _fact([(key, 1)], value, value)


def between(key: str, lower: int | None, upper: int | None) -> Fact:
    """The quantity lies between these, both included."""
    return _fact([(key, 1)], lower, upper)


def sums_to(parts: Iterable[str], whole: str) -> Fact:
    """The parts add up to the whole: totals, subtotals, each dimension and level alike."""
    return _fact([*((part, 1) for part in parts), (whole, -1)], 0, 0)


def at_most(lower: str, upper: str) -> Fact:
    """A part is never more than what it is a part of."""
    return _fact([(upper, 1), (lower, -1)], 0, None)


def within_sum(parts: Iterable[str], whole: str) -> Fact:
    """The whole is at most the sum of its parts: persons, of whom one can stand in several parts."""
    return _fact([*((part, 1) for part in parts), (whole, -1)], 0, None)


def difference(later: str, earlier: str, value: int) -> Fact:
    """The change from earlier to later is printed."""
    return _fact([(later, 1), (earlier, -1)], value, value)


def rounding_interval(printed: Decimal, decimals: int) -> tuple[Fraction, Fraction, bool, bool]:
    """From where to where a number is printed like this, rounded half up (half away from zero): least, greatest, and
    whether each end itself belongs to it.
    """
    half = Fraction(1, 2 * 10**decimals)
    middle = Fraction(printed)
    return middle - half, middle + half, middle > 0, middle < 0


def ratio(numerator: Mapping[str, int], denominator: Mapping[str, int], printed: Decimal, decimals: int) -> list[Fact]:
    """`printed` is numerator over denominator, rounded half up to `decimals`; the denominator is then not zero.

    Both are sums of quantities with whole coefficients (a percentage has 100 in the numerator, a percent change
    100 x later - 100 x earlier over earlier). The denominator must be positive where it is not zero.
    """
    least, greatest, has_least, has_greatest = rounding_interval(printed, decimals)
    facts = [_fact(denominator.items(), 1, None)]
    # numerator - least x denominator >= 0, and > 0 where the end does not belong: all whole, so >= 1.
    scale = least.denominator
    terms = [*((key, scale * number) for key, number in numerator.items())]
    terms += [(key, -least.numerator * number) for key, number in denominator.items()]
    facts.append(_fact(terms, 0 if has_least else 1, None))
    scale = greatest.denominator
    terms = [*((key, -scale * number) for key, number in numerator.items())]
    terms += [(key, greatest.numerator * number) for key, number in denominator.items()]
    facts.append(_fact(terms, 0 if has_greatest else 1, None))
    return facts


def share(part: str, base: str, printed: Decimal, decimals: int) -> list[Fact]:
    """The part is printed in percent of its base."""
    return ratio({part: 100}, {base: 1}, printed, decimals)


def percent_change(later: str, earlier: str, printed: Decimal, decimals: int) -> list[Fact]:
    """The change is printed in percent of the earlier number."""
    return ratio({later: 100, earlier: -100}, {earlier: 1}, printed, decimals)


def rate(count: str, population: int, per: int, printed: Decimal, decimals: int) -> Fact:
    """The count is printed as a rate per so many of a population that everybody knows."""
    least, greatest, has_least, has_greatest = rounding_interval(printed, decimals)
    lower, upper = least * population / per, greatest * population / per
    first = ceil(lower) if has_least else floor(lower) + 1
    last = floor(upper) if has_greatest else ceil(upper) - 1
    return between(count, first, last)


def rounded(key: str, printed: int, base: int) -> Fact:
    """The quantity is printed as the nearest multiple of `base`, halves upwards."""
    # 2 x quantity lies in [2 x printed - base, 2 x printed + base): whole numbers, so the upper end is one less.
    lower, upper = 2 * printed - base, 2 * printed + base - 1
    return between(key, -(-lower // 2), upper // 2)


def nearest(value: int, base: int) -> int:
    """The nearest multiple of `base`, halves upwards."""
    return (2 * value + base) // (2 * base) * base


def scaled(
    coefficients: Mapping[str, Fraction | int], lower: Fraction | int | None, upper: Fraction | int | None
) -> Fact:
    """A fact with fractions, made whole by their common denominator."""
    factor = lcm(*(number.denominator for number in coefficients.values()))
    terms = [(key, int(number * factor)) for key, number in coefficients.items()]
    return _fact(
        terms,
        None if lower is None else ceil(lower * factor),
        None if upper is None else floor(upper * factor),
    )
