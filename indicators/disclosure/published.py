"""Tables that are public already, or about to be, with what they withheld. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from indicators.disclosure.printed import Printed, printed_numbers
from indicators.disclosure.solver.policy import Policy

Policies = Mapping[str, Policy]
Content = Mapping[str, Any]


@dataclass(frozen=True)
class Withheld:
    """A count that a release did not print as it is: its true value, and what was promised of it, if anything."""

    key: str
    value: int
    stays: tuple[int, int] | None = None

    def as_data(self) -> dict[str, Any]:
        """As plain data, to be kept where staff alone can read it."""
        return {"key": self.key, "value": self.value, "stays": None if self.stays is None else list(self.stays)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Withheld":
        """Read what `as_data` wrote."""
        return cls(data["key"], data["value"], None if data["stays"] is None else tuple(data["stays"]))


@dataclass(frozen=True)
class Published:
    """A table that is public already, or made and about to be: what it prints, and what it withheld."""

    release: str
    content: Content
    withheld: tuple[Withheld, ...] = ()
    is_public: bool = True

    @cached_property
    def numbers(self) -> tuple[Printed, ...]:
        """What it prints. Raises `KeyError` where its definition does not know it any more."""
        return tuple(printed_numbers(self.content))
