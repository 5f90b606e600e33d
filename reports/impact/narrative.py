"""How a claim and its evidence are told in the report. Pure.

A figure is looked up once more in the tables that the report prints, and printed as it stands there: never a value
that a newer release revised. A claim that rests on a figure which the newest release does not show any more is not told
at all: its own words may say the number. The same holds where it rests on a story that is not public any more, or was
not for a while since the claim was written.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from reports.content.learning import STORY_ANCHOR
from reports.impact.cells import CellAddress, PrintedCell, find_cell
from reports.impact.grades import Grade, Sort, grade_of_claim, grade_of_piece
from ui.prose.blocks import Block, ItemList, Link, Paragraph, Strong, Subheading, Text

FIGURE_ANCHOR = "figure-"


class Withheld(StrEnum):
    """Why not a word of an approved claim is told."""

    STORY = "story"
    FIGURE = "figure"

    @property
    def sentence(self) -> str:
        """The reason and the way out, for the owner of the claim."""
        return OWNERS[self]


OWNERS = {
    Withheld.STORY: (
        "This claim is left out of the report because a case study behind it lost consent, even if only for a "
        "time. Rewrite the claim without the withdrawn content. It will be included again once approved."
    ),
    Withheld.FIGURE: (
        "This claim is left out of the report because the newest release of the year no longer shows a figure behind "
        "it. Rewrite the claim without that number, using other evidence. It will be included again once approved."
    ),
}


@dataclass(frozen=True)
class PlannedAction:
    """An action of the year's plans, reported on or not."""

    slug: str
    title: str
    owner: str
    priority: str


@dataclass(frozen=True)
class ApprovedClaim:
    """A claim as it was approved. `lost` are keys of stories whose consent was lost since it was written.

    The consent may be back, for other words: those of the claim were written beside the old ones.
    """

    content: Mapping[str, Any]
    lost: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ToldPiece:
    """One piece of evidence: its grade today, and the paragraph that tells it."""

    grade: Grade
    words: Paragraph


@dataclass(frozen=True)
class ToldClaim:
    """A claim as the report tells it. `withheld` says why no word of it is told; None where it is told."""

    action: str
    text: str
    pieces: tuple[ToldPiece, ...]
    withheld: Withheld | None = None

    @property
    def grade(self) -> Grade:
        """The grade of its best piece."""
        return grade_of_claim(piece.grade for piece in self.pieces)


def told_claims(
    claims: Iterable[ApprovedClaim],
    tables: Mapping[str, Mapping[str, Any]],
    stories: Mapping[str, Mapping[str, Any]],
) -> tuple[ToldClaim, ...]:
    """The approved claims beside the tables (by family) and the public stories (by key) of the same report."""
    return tuple(_told(claim, tables, stories) for claim in claims)


def why_withheld(
    claim: ApprovedClaim, tables: Mapping[str, Mapping[str, Any]], stories: Collection[str]
) -> Withheld | None:
    """Why an approved claim is not told beside these tables (by family) and these public stories (keys)."""
    evidence = claim.content["evidence"]
    keys = {piece["case_study"] for piece in evidence if piece["case_study"]}
    if keys & claim.lost or not keys.issubset(stories):
        return Withheld.STORY
    if any(piece["sort"] == Sort.FIGURE and _now(piece["figure"], tables) is None for piece in evidence):
        return Withheld.FIGURE
    return None


def _told(
    claim: ApprovedClaim, tables: Mapping[str, Mapping[str, Any]], stories: Mapping[str, Mapping[str, Any]]
) -> ToldClaim:
    content, why = claim.content, why_withheld(claim, tables, stories)
    slug = content["action"]["slug"]
    if why is not None:
        return ToldClaim(slug, "", (), why)
    return ToldClaim(slug, content["claim"], tuple(_piece(piece, tables, stories) for piece in content["evidence"]))


def _piece(
    piece: Mapping[str, Any], tables: Mapping[str, Mapping[str, Any]], stories: Mapping[str, Mapping[str, Any]]
) -> ToldPiece:
    sort = Sort(piece["sort"])
    if sort is Sort.FIGURE:
        return _figure(piece, tables)
    if sort is Sort.CASE_STUDY:
        return _story(stories[piece["case_study"]])
    head = ", ".join(part for part in (piece["title"], piece["when"]) if part)
    asked = f", of {piece['people']}" if piece["people"] else ""
    words = Paragraph(
        (Strong((Text(f"{_noun(sort)}: "),)), Text(f"{head}{asked}. {' '.join(piece['finding'].split())}"))
    )
    return ToldPiece(grade_of_piece(sort, piece["shows"]), words)


def _noun(sort: Sort) -> str:
    return {Sort.AUDIT: "Audit", Sort.FEEDBACK: "Feedback", Sort.TRAINING: "Evaluation of training"}[sort]


def _figure(piece: Mapping[str, Any], tables: Mapping[str, Mapping[str, Any]]) -> ToldPiece:
    chosen = piece["figure"]
    cell = _now(chosen, tables)
    assert cell is not None, "a claim on a figure that is not shown is withheld"
    table = Link(f"#{FIGURE_ANCHOR}{cell.address.family}", (Text(cell.title),))
    revised = " It has been revised since this claim was written." if cell.text != chosen["text"] else ""
    words = Text(f". {cell.label} ({cell.period}).{revised}")
    told = Paragraph((Strong((Text("Figure: "),)), table, words))
    return ToldPiece(grade_of_piece(Sort.FIGURE, piece["shows"]), told)


def _now(chosen: Mapping[str, Any], tables: Mapping[str, Mapping[str, Any]]) -> PrintedCell | None:
    """The cell as the report prints it today; None where it prints no number there.

    A made-up number counts only where the claim was approved with one, which a year of real figures refuses.
    """
    content = tables.get(chosen["family"])
    address = CellAddress(chosen["family"], chosen["table"], chosen["row"], chosen["column"])
    cell = find_cell(content, address) if content is not None else None
    made_up = bool(chosen.get("illustrative"))
    return cell if cell is not None and cell.is_evidence(made_up=made_up) else None


def _story(story: Mapping[str, Any]) -> ToldPiece:
    link = Link(f"#{STORY_ANCHOR}{story['slug']}", (Text(story["title"]),))
    kind = grade_of_piece(Sort.CASE_STUDY, "", story_kind=story["impact_evidence"])
    return ToldPiece(kind, Paragraph((Strong((Text("Case study: "),)), link, Text("."))))


def claim_blocks(claim: ToldClaim, action: PlannedAction) -> tuple[Block, ...]:
    """A claim under its own words: the action, the grade, the evidence."""
    about = Paragraph((Text(f"Action: {action.title}. Owner: {action.owner}."),))
    grade = Paragraph((Strong((Text("Grade of evidence: "),)), Text(f"{claim.grade.label}.")))
    items = ItemList(ordered=False, items=tuple((piece.words,) for piece in claim.pieces))
    return (Subheading((Text(claim.text),)), about, grade, items)
