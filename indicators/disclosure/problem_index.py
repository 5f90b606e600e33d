"""The quantities of a problem while it is put together, each with its name. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from indicators.disclosure.change_rules import Measure
from indicators.disclosure.solver.facts import Fact
from indicators.disclosure.solver.policy import Policy
from indicators.disclosure.solver.problem import Quantity
from indicators.disclosure.windows import Window, chains, pieces

Item = TypeVar("Item")


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
        """The name of the count with this value, entered if it is new."""
        for name in self._names[measure]:
            if self._entries[name].value == value:
                return name
        number = len(self._names[measure])
        name = measure.key if not number else f"{measure.key} (otherwise {number})"
        self._entries[name] = _Entry(measure, value)
        self._names[measure].append(name)
        return name

    def newest(self, measure: Measure) -> str | None:
        """The name under which the count was entered last; None where it never was."""
        names = self._names.get(measure)
        return names[-1] if names else None

    def measures(self, family: str, row: str) -> list[Measure]:
        """Every window of the row that was entered, the oldest first."""
        return sorted(one for one, names in self._names.items() if names and (one.family, one.row) == (family, row))

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

    def given_away(self) -> list[str]:
        """The counts of which a policy tells more than was promised, however they are hidden.

        Where zeros are printed always, what is hidden is not zero: an earlier policy may have promised that it can be.
        """
        return [
            name
            for name, one in self._entries.items()
            if one.stays is not None and one.floor > max(one.stays[0], one.public_floor)
        ]

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
        """What the name stands for."""
        return self._entries[name].measure

    def stays(self, name: str) -> tuple[int, int] | None:
        """What was promised of a count."""
        return self._entries[name].stays

    def quantities(self) -> Iterator[Quantity]:
        """All of them, for a problem. What is public already cannot be promised; see `given_away` for the rest."""
        for name, entry in self._entries.items():
            stays = entry.stays
            floor = entry.floor if stays is None else min(entry.floor, stays[0])
            yield Quantity(name, entry.value, max(floor, entry.public_floor), stays)

    def overlaps(self) -> tuple[list[Quantity], list[Fact]]:
        """What overlapping windows of the same row tell together: further quantities, and what ties them."""
        by_row: dict[tuple[str, str], list[Window]] = defaultdict(list)
        for measure, names in self._names.items():
            if names:
                name = names[-1]
                window = Window(name, measure.starts_on, measure.ends_on, self._entries[name].value)
                by_row[measure.family, measure.row].append(window)
        found = [pieces(chain) for windows in by_row.values() for chain in chains(windows)]
        return _flat(one.quantities for one in found), _flat(one.facts for one in found)


def _flat(groups: Iterable[Iterable[Item]]) -> list[Item]:
    return [item for group in groups for item in group]
