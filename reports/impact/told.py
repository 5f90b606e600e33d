"""How a claim and its evidence are told in the report. Pure.

A figure is looked up once more in the tables that the report prints, and printed as it stands there: never a value
that a newer release hides or revised. What cannot be seen any more counts for nothing, and the report says so. A claim
that rests on a story which is not public any more is not told at all: its words may be the story's own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from reports.blocks import Block, ItemList, Link, Paragraph, Strong, Subheading, Text
from reports.impact.cells import CellAddress, PrintedCell, find_cell
from reports.impact.grades import Grade, Sort, grade_of_claim, grade_of_piece

STORY_ANCHOR = "case-study-"
FIGURE_ANCHOR = "figure-"


@dataclass(frozen=True)
class PlannedAction:
    """An action of the year's plans, reported on or not."""

    slug: str
    title: str
    owner: str
    priority: str


@dataclass(frozen=True)
class ToldPiece:
    """One piece of evidence: its grade today, and the paragraph that tells it."""

    grade: Grade
    words: Paragraph


@dataclass(frozen=True)
class ToldClaim:
    """A claim as the report tells it. `is_withheld`: a story that it rests on is not public, so no word is told."""

    action: str
    text: str
    pieces: tuple[ToldPiece, ...]
    is_withheld: bool = False

    @property
    def grade(self) -> Grade:
        """The grade of its best piece."""
        return grade_of_claim(piece.grade for piece in self.pieces)


def told_claims(
    claims: Iterable[Mapping[str, Any]],
    tables: Mapping[str, Mapping[str, Any]],
    stories: Mapping[str, Mapping[str, Any]],
) -> tuple[ToldClaim, ...]:
    """The approved claims beside the tables (by family) and the public stories (by key) of the same report."""
    return tuple(_told(claim, tables, stories) for claim in claims)


def _told(
    claim: Mapping[str, Any], tables: Mapping[str, Mapping[str, Any]], stories: Mapping[str, Mapping[str, Any]]
) -> ToldClaim:
    slug, evidence = claim["action"]["slug"], claim["evidence"]
    if any(piece["case_study"] and piece["case_study"] not in stories for piece in evidence):
        return ToldClaim(slug, "", (), is_withheld=True)
    return ToldClaim(slug, claim["claim"], tuple(_piece(piece, tables, stories) for piece in evidence))


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
    head = Strong((Text("Figure: "),))
    if cell is None or not cell.is_evidence:
        gone = "one that the newest release of the year does not show. It counts for nothing here."
        return ToldPiece(Grade.NONE, Paragraph((head, Text(gone))))
    table = Link(f"#{FIGURE_ANCHOR}{cell.address.family}", (Text(cell.title),))
    revised = " It was revised after this claim was written." if cell.text != chosen["text"] else ""
    words = Text(f". {cell.label} ({cell.period}).{revised}")
    return ToldPiece(grade_of_piece(Sort.FIGURE, piece["shows"]), Paragraph((head, table, words)))


def _now(chosen: Mapping[str, Any], tables: Mapping[str, Mapping[str, Any]]) -> PrintedCell | None:
    """The cell as the report prints it today."""
    content = tables.get(chosen["family"])
    address = CellAddress(chosen["family"], chosen["table"], chosen["row"], chosen["column"])
    return find_cell(content, address) if content is not None else None


def _story(story: Mapping[str, Any]) -> ToldPiece:
    link = Link(f"#{STORY_ANCHOR}{story['slug']}", (Text(story["title"]),))
    kind = grade_of_piece(Sort.CASE_STUDY, "", story_kind=story["impact_evidence"])
    return ToldPiece(kind, Paragraph((Strong((Text("Case study: "),)), link, Text("."))))


def claim_blocks(claim: ToldClaim, action: PlannedAction) -> tuple[Block, ...]:
    """A claim under its own words: the action, the grade, the evidence."""
    about = Paragraph((Text(f"Action: {action.title}. Owner: {action.owner}."),))
    grade = Paragraph((Strong((Text("Grade of the evidence: "),)), Text(f"{claim.grade.label}.")))
    items = ItemList(ordered=False, items=tuple((piece.words,) for piece in claim.pieces))
    return (Subheading((Text(claim.text),)), about, grade, items)
