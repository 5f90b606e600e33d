"""What was learned, in a report. Plain frozen data, frozen to JSON: see `reports.content.report`."""

from dataclasses import dataclass, field
from typing import Literal

from ui.prose.blocks import Blocks


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part of a story or a box of a briefing."""

    title: str
    body: Blocks


@dataclass(frozen=True, slots=True)
class Piece:
    """A spotlight, a briefing or a case study."""

    anchor: str
    title: str
    byline: str
    summary: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class LearningSection:
    """What was learned, in three shapes; a shape without pieces is not drawn."""

    anchor: str
    title: str
    introduction: Blocks
    spotlights: tuple[Piece, ...]
    briefings: tuple[Piece, ...]
    case_studies: tuple[Piece, ...]
    # How agencies used the briefings. Reports of before that was recorded have none.
    uses: tuple[Piece, ...] = ()
    kind: Literal["learning"] = field(default="learning", init=False)


STORY_ANCHOR = "case-study-"
