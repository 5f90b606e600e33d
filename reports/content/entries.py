"""Terms and their meanings, in a report. Plain frozen data, frozen to JSON: see `reports.content.report`."""

from dataclasses import dataclass, field
from typing import Literal

from ui.prose.blocks import Blocks


@dataclass(frozen=True, slots=True)
class Entry:
    """A term and its meaning: a symbol, a note, a source."""

    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class EntriesGroup:
    """Entries under a small heading of their own."""

    title: str
    anchor: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class EntriesSection:
    """How to read the report, or its notes and sources."""

    anchor: str
    title: str
    introduction: Blocks
    groups: tuple[EntriesGroup, ...]
    kind: Literal["entries"] = field(default="entries", init=False)
