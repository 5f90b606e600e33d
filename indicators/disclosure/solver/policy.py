"""What is sensitive, and what is done about it: a policy as data. Pure."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from indicators.disclosure.solver.facts import Fact, between, exactly, nearest, rounded

DEFAULT_THRESHOLD = 5
DEFAULT_SYMBOL = "[c]"
LOW_SYMBOL = "[low]"
SYMBOL = re.compile(r"\[[a-z]{1,6}\]")
# Symbols of figures that mean something else.
TAKEN = ("[x]", "[z]", "[p]", "[r]", "[e]", "[u]", LOW_SYMBOL)
MOST_THRESHOLD = 100
MOST_BASE = 1000


class PolicyError(ValueError):
    """A policy that cannot do what it promises; the message says why."""


class Zeros(StrEnum):
    """Whether a zero may be read.

    Always: then a reader knows that what is hidden is not zero, and more tables cannot be protected. Printed: it is not
    sensitive, but may be hidden to protect another count. Hidden: it is as sensitive as the small counts.
    """

    ALWAYS = "always"
    PRINTED = "printed"
    HIDDEN = "hidden"


class Method(StrEnum):
    """What is done with counts: hide the sensitive ones, round all, both, or nothing."""

    SUPPRESS = "suppress"
    ROUND = "round"
    BOTH = "both"
    NONE = "none"

    @property
    def words(self) -> str:
        """The method as people say it."""
        return METHOD_WORDS[self]


METHOD_WORDS = {
    Method.SUPPRESS: "Suppress small counts, and any figures that would reveal them",
    Method.ROUND: "Round every count",
    Method.BOTH: "Suppress small counts, and round the others",
    Method.NONE: "Show every count as it is",
}


ZERO_WORDS = {
    Zeros.ALWAYS: " Zeros are shown.",
    Zeros.PRINTED: " Zeros are shown, unless suppressing one protects another figure.",
    Zeros.HIDDEN: "",
}


ZERO_NAMES = {
    Zeros.ALWAYS: "Always show them",
    Zeros.PRINTED: "Show them, unless suppressing one protects another figure",
    Zeros.HIDDEN: "Protect them like small counts",
}


@dataclass(frozen=True)
class Policy:
    """One version of a policy. Counts from 1 to `threshold` are sensitive, and 0 too where zeros are hidden.

    `base` is the number to whose multiples counts are rounded; 0 where they are not. `agreed_by` names the roles of
    the two who agreed. Raises `PolicyError` where the parts do not fit.
    """

    version: int = 1
    threshold: int = DEFAULT_THRESHOLD
    zeros: Zeros = Zeros.PRINTED
    method: Method = Method.SUPPRESS
    base: int = 0
    symbol: str = DEFAULT_SYMBOL
    reason: str = ""
    agreed_by: tuple[str, ...] = ()
    in_force_from: datetime.date | None = None

    def __post_init__(self) -> None:
        if not SYMBOL.fullmatch(self.symbol) or self.symbol in TAKEN:
            raise PolicyError(
                f"The symbol must be 1 to 6 lower case letters in square brackets, such as {DEFAULT_SYMBOL}. "
                f"It cannot be {', '.join(TAKEN)}, which have other meanings."
            )
        if not 1 <= self.threshold <= MOST_THRESHOLD:
            raise PolicyError(f"The threshold must be between 1 and {MOST_THRESHOLD}.")
        if self.rounds != bool(self.base):
            raise PolicyError("Enter a number to round to if counts are rounded, or 0 if they are not.")
        if self.rounds and not 2 <= self.base <= MOST_BASE:
            raise PolicyError(f"The number to round to must be between 2 and {MOST_BASE}.")
        # Rounding hides a small count only if all small counts become the same number.
        if self.method is Method.ROUND and self.base <= 2 * self.threshold:
            raise PolicyError(
                f"Rounding to {self.base} would show whether a count is nearer to 0 or to {self.base}, which "
                f"would reveal small counts. Round to {2 * self.threshold + 1} or more, or suppress small "
                "counts as well."
            )

    @property
    def rounds(self) -> bool:
        """Whether printed counts are rounded."""
        return self.method in (Method.ROUND, Method.BOTH)

    @property
    def hides(self) -> bool:
        """Whether counts are hidden."""
        return self.method in (Method.SUPPRESS, Method.BOTH)

    @property
    def least(self) -> int:
        """The least sensitive count."""
        return 0 if self.zeros is Zeros.HIDDEN else 1

    def is_sensitive(self, count: int) -> bool:
        """Whether a reader must not find this count out."""
        return self.method is not Method.NONE and self.least <= count <= self.threshold

    def stays(self, count: int) -> tuple[int, int] | None:
        """What must remain possible for a reader; None where the count is not sensitive."""
        return (self.least, self.threshold) if self.is_sensitive(count) else None

    def floor(self, count: int) -> int:
        """The least that a reader knows a hidden count to be: 1 where zeros are always printed."""
        return 1 if self.zeros is Zeros.ALWAYS and count > 0 and self.method is not Method.NONE else 0

    def is_always_printed(self, count: int) -> bool:
        """Whether this count may not be hidden: any under no policy, a zero where zeros are always printed."""
        return self.method is Method.NONE or (count == 0 and self.zeros is Zeros.ALWAYS)

    def shown(self, count: int) -> int | None:
        """The number that is printed where the count is not hidden; None where a symbol stands for a small one."""
        if not self.rounds:
            return count
        near = nearest(count, self.base)
        return None if near == 0 and (count or self.zeros is Zeros.HIDDEN) else near

    def fact(self, key: str, count: int) -> Fact:
        """What a reader learns from the printed count."""
        if not self.rounds or (count == 0 and self.zeros is not Zeros.HIDDEN):
            return exactly(key, count)
        if self.shown(count) is None:
            return between(key, self.least, (self.base - 1) // 2)
        return rounded(key, nearest(count, self.base), self.base)

    @property
    def sentence(self) -> str:
        """The policy as it is printed under a table."""
        agreed = f", agreed by {' and '.join(self.agreed_by)}" if self.agreed_by else ""
        why = f" {self.reason.rstrip('.')}." if self.reason else ""
        return f"{self._rule()} Disclosure policy, version {self.version}{agreed}.{why}"

    def _rule(self) -> str:
        if self.method is Method.NONE:
            return "Counts are shown as they are: none are suppressed or rounded."
        small = f"from {self.least} to {self.threshold}"
        zeros = ZERO_WORDS[self.zeros]
        round_words = f"rounded to the nearest {self.base}"
        if self.method is Method.ROUND:
            return f"Counts are {round_words}. {LOW_SYMBOL} means a count that rounds to zero.{zeros}"
        hidden = f"Counts {small} are replaced by {self.symbol}, as is any figure that would reveal one."
        return f"{hidden}{f' The others are {round_words}.' if self.rounds else ''}{zeros}"

    def as_data(self) -> dict[str, Any]:
        """The policy as plain data, to be kept with what was published under it."""
        return asdict(self) | {
            "zeros": self.zeros.value,
            "method": self.method.value,
            "agreed_by": list(self.agreed_by),
            "in_force_from": None if self.in_force_from is None else self.in_force_from.isoformat(),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Policy":
        """Read what `as_data` wrote. Raises `PolicyError`."""
        day = data["in_force_from"]
        return cls(
            **{
                **data,
                "zeros": Zeros(data["zeros"]),
                "method": Method(data["method"]),
                "agreed_by": tuple(data["agreed_by"]),
                "in_force_from": None if day is None else datetime.date.fromisoformat(day),
            }
        )
