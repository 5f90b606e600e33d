"""One figure that a note can speak of, and whether a statement is true of it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.checks.note_numbers import Amount
from indicators.checks.note_patterns import DOWN, UP
from indicators.checks.note_words import Said
from indicators.definitions.values import signed, with_commas

# What people call stable: up to a tenth more or less, or two.
_STABLE, _STABLE_COUNT = Decimal("0.1"), 2


@dataclass(frozen=True)
class Line:
    """A figure of the table, and what it was before, where that is known."""

    row: str
    column: str
    label: str
    now: Decimal
    before: Decimal | None
    decimals: int = 0
    unit: str = "count"

    @property
    def direction(self) -> int:
        """Which way it went: up, down, or neither."""
        if self.before is None or self.now == self.before:
            return 0
        return UP if self.now > self.before else DOWN

    def fits(self, said: Said) -> bool:
        """Whether the numbers of a statement are those of this line."""
        return (
            self._is(said.now, self.now)
            and (said.before is None or (self.before is not None and self._is(said.before, self.before)))
            and (said.by is None or self._moved_by(said.by))
            and (said.times is None or self._is_so_many_times(*said.times))
            and (not said.is_unchanged or self.now == self.before)
            and (not said.is_stable or self._is_stable)
        )

    def _is(self, named: Amount | None, number: Decimal) -> bool:
        """A percentage is no count: “rose to 31%” is about a share."""
        if named is None or (named.is_percent and self.unit == "count"):
            return True
        return named.fits(number, rounded=self.unit != "count")

    def _moved_by(self, by: Amount) -> bool:
        if self.before is None:
            return False
        moved = abs(self.now - self.before)
        is_rounded = self.unit != "count"
        if by.is_points:
            return self.unit == "count" or by.fits(moved, rounded=is_rounded)
        if not by.is_percent:
            return by.fits(moved, rounded=is_rounded)
        # Of a percentage, people say “by 2%” of points as well.
        as_points = self.unit == "percent" and by.fits(moved, rounded=True)
        return as_points or (bool(self.before) and by.fits(moved * 100 / self.before, rounded=True))

    def _is_so_many_times(self, least: Decimal, most: Decimal) -> bool:
        return bool(self.before) and self.before is not None and least <= self.now / self.before <= most

    @property
    def _is_stable(self) -> bool:
        if self.before is None:
            return False
        moved = abs(self.now - self.before)
        return moved <= self.before * _STABLE or (self.unit == "count" and moved <= _STABLE_COUNT)

    @property
    def number(self) -> str:
        """The figure as it is printed, without its unit."""
        return with_commas(self.now, self.decimals)

    @property
    def words(self) -> str:
        """What became of the figure: “went up from 10 to 16 (+6)”."""
        if self.before is None:
            return f"is {self.number}"
        before = with_commas(self.before, self.decimals)
        if not self.direction:
            return f"is {self.number}, as before"
        way = "up" if self.direction == UP else "down"
        return f"went {way} from {before} to {self.number} ({signed(self.now - self.before, self.decimals)})"

    def has_rank(self, rank: int, lines: Sequence["Line"]) -> bool:
        """Whether it has this place in its column: from the top, or from the bottom if below zero. Equals share one."""
        above, equal = self._above(lines), sum(one.now == self.now for one in self._column(lines))
        below = len(self._column(lines)) - above - equal
        first = above if rank > 0 else below
        return first < abs(rank) <= first + equal

    def place(self, lines: Sequence["Line"]) -> str:
        """Its place in words: number 2 of 5, at 47."""
        return f"number {self._above(lines) + 1} of {len(self._column(lines))} from the top, at {self.number}"

    def _column(self, lines: Sequence["Line"]) -> list["Line"]:
        return [one for one in lines if one.column == self.column and one.row]

    def _above(self, lines: Sequence["Line"]) -> int:
        return sum(one.now > self.now for one in self._column(lines))
