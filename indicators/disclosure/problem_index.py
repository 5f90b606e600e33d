"""The quantities of a problem while it is put together, each with its name. Pure."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from indicators.disclosure.across import canonical
from indicators.disclosure.change_rules import OTHERWISE, Measure
from indicators.disclosure.solver.policy import Policy
from indicators.disclosure.solver.problem import Quantity


@dataclass
class _Entry:
    measure: Measure
    value: int
    floor: int = 0
    public_floor: int = 0
    stays: tuple[int, int] | None = None


class Book:
    """Every count that is talked about, once for each number that it was ever said to be.

    A figure that was revised was two numbers: what was published of the old one says nothing exact about the new one.
    """

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}
        self._names: dict[Measure, list[str]] = defaultdict(list)

    def enter(self, measure: Measure, value: int) -> str:
        """The name of the count with this value, entered if it is new. What counts the same has one name."""
        measure = canonical(measure)
        for name in self._names[measure]:
            if self._entries[name].value == value:
                return name
        number = len(self._names[measure])
        name = measure.key if not number else f"{measure.key}{OTHERWISE} {number})"
        self._entries[name] = _Entry(measure, value)
        self._names[measure].append(name)
        return name

    def versions(self, measure: Measure) -> tuple[str, ...]:
        """The names of all numbers that the count was ever said to be, the oldest first."""
        return tuple(self._names.get(canonical(measure), ()))

    def promise(self, name: str, policy: Policy) -> None:
        """What the policy promises of the count."""
        entry = self._entries[name]
        entry.floor = max(entry.floor, policy.floor(entry.value))
        stays = policy.stays(entry.value)
        if stays is not None:
            self.keep(name, stays)

    def withheld(self, name: str, policy: Policy) -> None:
        """The count was withheld under this policy: every reader knows what the policy says of what is hidden."""
        entry = self._entries[name]
        entry.public_floor = max(entry.public_floor, policy.floor(entry.value))

    def keep(self, name: str, stays: tuple[int, int]) -> None:
        """What must stay possible; promised twice, the wider promise holds."""
        entry = self._entries[name]
        old = entry.stays
        entry.stays = stays if old is None else (min(old[0], stays[0]), max(old[1], stays[1]))

    @property
    def values(self) -> dict[str, int]:
        """The counts by name."""
        return {name: entry.value for name, entry in self._entries.items()}

    def measure(self, name: str) -> Measure:
        """What the name stands for, as everything that counts the same is called."""
        return self._entries[name].measure

    def stays(self, name: str) -> tuple[int, int] | None:
        """What was promised of a count."""
        return self._entries[name].stays

    def quantities(self) -> Iterator[Quantity]:
        """All of them, for a problem, with what was known before."""
        for name, entry in self._entries.items():
            known = max(entry.floor, entry.public_floor)
            yield Quantity(name, entry.value, known, entry.stays, before=entry.public_floor)
