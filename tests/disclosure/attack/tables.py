"""The tables of a release as a reader has them: cells, the policy that is printed with them, the sentence above."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tests.disclosure.attack.cells import Cell

SMALL = re.compile(r"Counts from ([0-9]+) to ([0-9]+) are replaced by (\[[a-z]+\])")
ROUNDED = re.compile(r"rounded to the nearest ([0-9]+)")


class Measure(NamedTuple):
    """What is counted: a row of a family over a window."""

    family: str
    row: str
    start: datetime.date
    end: datetime.date


@dataclass(frozen=True)
class Policy:
    """What the sentence under a table says."""

    least: int = 0
    most: int = -1
    symbol: str = ""
    base: int = 0
    zeros_always: bool = False
    zeros_kept: bool = True

    @classmethod
    def read(cls, notes: Iterable[str]) -> "Policy":
        """Find the sentence among the notes of a table; no policy where there is none."""
        for note in notes:
            small, rounded = SMALL.search(note), ROUNDED.search(note)
            if not small and not rounded:
                continue
            return cls(
                least=int(small[1]) if small else 0,
                most=int(small[2]) if small else -1,
                symbol=small[3] if small else "",
                base=int(rounded[1]) if rounded else 0,
                zeros_always="Zeros are shown." in note,
                zeros_kept="Zeros are shown" not in note,
            )
        return cls()


@dataclass
class Table:
    """A family's table in a release: its cells, its policy, the true count behind each cell that counts something."""

    release: str
    family: str
    cells: Sequence[Cell]
    policy: Policy
    true: Mapping[Measure, int]
    headline: str = ""
    people: Mapping[tuple[str, datetime.date], int] = field(default_factory=dict)
