"""What people wrote for a report, with small tables beside it. Plain frozen data: see `reports.content.report`."""

from dataclasses import dataclass, field
from typing import Literal

from reports.content.entries import Entry
from ui.prose.blocks import Blocks


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A small table of texts. The first column heads its row; columns named in `numeric` (from 0) are set right."""

    anchor: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class NarrativePart:
    """One titled part: somebody's account, one review, one year's promises. What is empty is not drawn."""

    anchor: str
    title: str
    byline: str = ""
    body: Blocks = ()
    entries: tuple[Entry, ...] = ()
    tables: tuple[PlainTable, ...] = ()
    is_illustrative: bool = False


@dataclass(frozen=True, slots=True)
class NarrativeSection:
    """A section of such parts: foreword, accounts, reviews, training, costs, scrutiny, comparison and the like."""

    anchor: str
    title: str
    introduction: Blocks
    parts: tuple[NarrativePart, ...]
    kind: Literal["narrative"] = field(default="narrative", init=False)
