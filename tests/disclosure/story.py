"""What a set of tables says to a reader, in the words of the tables: counts, statements about them, and cells."""

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum


class Zeros(StrEnum):
    """Whether a zero may be read."""

    ALWAYS = "always"
    PRINTED = "printed"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Rules:
    """What is small, and what is done: `base` 0 prints counts as they are, else as the nearest multiple of it."""

    threshold: int = 5
    zeros: Zeros = Zeros.PRINTED
    base: int = 0

    @property
    def least(self) -> int:
        """The least small count."""
        return 0 if self.zeros is Zeros.HIDDEN else 1

    def is_small(self, count: int) -> bool:
        """Whether nobody may find this count out."""
        return self.least <= count <= self.threshold

    def printed(self, count: int) -> str:
        """What a cell prints that is not hidden: a number, or `low` for a count that is not zero but rounds to it."""
        if not self.base or (count == 0 and self.zeros is not Zeros.HIDDEN):
            return str(count)
        near = int((Decimal(count) / self.base).to_integral_value(ROUND_HALF_UP)) * self.base
        return str(near) if near else "low"

    def readings(self, count: int) -> range:
        """Every count that would be printed like this one."""
        text = self.printed(count)
        fits = [
            other
            for other in range(max(0, count - 3 * (self.base + 1)), count + 3 * (self.base + 1))
            if self.printed(other) == text
        ]
        assert fits == list(range(fits[0], fits[-1] + 1)), "what prints alike hangs together"
        return range(fits[0], fits[-1] + 1)


@dataclass(frozen=True)
class Shows:
    """A count is printed after the rules."""

    count: str


@dataclass(frozen=True)
class Exactly:
    """A count is printed as it is, whatever the rules say now."""

    count: str


@dataclass(frozen=True)
class AddsUp:
    """The parts add up to the whole."""

    parts: tuple[str, ...]
    whole: str


@dataclass(frozen=True)
class Within:
    """A part is never more than the sum of these."""

    part: str
    wholes: tuple[str, ...]


@dataclass(frozen=True)
class AtMost:
    """Everybody knows that there are no more than this."""

    count: str
    most: int


@dataclass(frozen=True)
class Change:
    """Later minus earlier is printed."""

    later: str
    earlier: str


@dataclass(frozen=True)
class PercentChange:
    """The change is printed in percent of the earlier count, rounded half up."""

    later: str
    earlier: str
    decimals: int = 1


@dataclass(frozen=True)
class Share:
    """The part is printed in percent of its base, rounded half up."""

    part: str
    base: str
    decimals: int = 1


@dataclass(frozen=True)
class Rate:
    """The count is printed as a rate of a population that everybody knows, rounded half up."""

    count: str
    population: int
    per: int = 10_000
    decimals: int = 1


Statement = Shows | Exactly | AddsUp | Within | AtMost | Change | PercentChange | Share | Rate


@dataclass(frozen=True)
class Box:
    """A cell: what it states when it is printed, and from which other cells it is worked out."""

    key: str
    says: Statement | None
    needs: tuple[str, ...] = ()
    level: int = 0


@dataclass(frozen=True)
class Story:
    """A set of tables. `always` is known whatever is hidden; `earlier` is what was published before."""

    name: str
    rules: Rules
    counts: dict[str, int]
    boxes: tuple[Box, ...]
    always: tuple[Statement, ...] = ()
    earlier: tuple[Statement, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def least(self, count: str) -> int:
        """The least that everybody knows a count to be: where zeros are always printed, what is hidden is none."""
        return 1 if self.rules.zeros is Zeros.ALWAYS and self.counts[count] > 0 else 0

    def is_fixed(self, box: Box) -> bool:
        """Whether a cell is printed in any case: a zero, where zeros always are."""
        says = box.says
        return isinstance(says, Shows) and self.rules.zeros is Zeros.ALWAYS and self.counts[says.count] == 0

    @property
    def small(self) -> tuple[str, ...]:
        """The counts that nobody may find out."""
        return tuple(name for name, count in self.counts.items() if self.rules.is_small(count))

    def printed(self, hidden: Collection[str]) -> list[Statement]:
        """What the cells state that are not hidden."""
        return [box.says for box in self.boxes if box.key not in hidden and box.says is not None]

    def known(self, hidden: Collection[str]) -> list[Statement]:
        """Everything that a reader knows."""
        return [*self.always, *self.earlier, *self.printed(hidden)]
