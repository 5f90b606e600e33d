"""What could identify someone in the texts of a case study, marked where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from learning.models import CaseStudy
from review.reasoned import Piece, marked


@dataclass(frozen=True)
class MarkedText:
    """A text in which something was found, in pieces, with what to do about each detail that is still open."""

    label: str
    pieces: tuple[Piece, ...]
    advice: tuple[str, ...]

    def as_content(self) -> dict[str, Any]:
        """As the script of the page is given it."""
        pieces = [{"text": piece.text, "advice": piece.advice} for piece in self.pieces]
        return {"label": self.label, "pieces": pieces, "advice": list(self.advice)}


def marked_texts(story: CaseStudy, texts: Mapping[str, str]) -> list[MarkedText]:
    """Those of the texts, by field, in which something is open. What has a reason is not marked."""
    open_ = [one for one in story.findings(texts) if one.is_open] if texts else []
    fields = {one.field: one.label for one in open_}
    return [
        MarkedText(
            label,
            tuple(marked(texts[name], [one.detail for one in open_ if one.field == name])),
            tuple(f"“{one.detail.excerpt}”. {one.detail.advice}" for one in open_ if one.field == name),
        )
        for name, label in fields.items()
    ]
