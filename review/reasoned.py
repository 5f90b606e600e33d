"""What could identify somebody in the texts of one thing: where it stands, and why its author lets it stay. Pure."""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from review.anonymisation import IdentifyingDetail, find


@dataclass(frozen=True)
class Found:
    """One detail with the field it stands in, and the author's reason for it; empty where there is none."""

    field: str
    label: str
    detail: IdentifyingDetail
    reason: str = ""

    @property
    def key(self) -> str:
        """Names it as long as it stands in the same field: a reason outlives every other change of the text."""
        return key_of(self.field, self.detail)

    @property
    def sentence(self) -> str:
        """The question and the reason, as one line for reviewers."""
        asked = f"{self.label}: “{self.detail.excerpt}”. {self.detail.advice}"
        return f"{asked} The author says: {self.reason}" if self.reason else asked

    @property
    def is_open(self) -> bool:
        """Whether it has to be changed or reasoned. What nothing excuses is always open."""
        return self.detail.is_hard or not self.reason


@dataclass(frozen=True)
class Piece:
    """A part of a text; `advice` says what is wrong with a part that is marked."""

    text: str
    advice: str = ""


def key_of(field: str, detail: IdentifyingDetail) -> str:
    """A short name of a detail in a field."""
    said = "|".join((field, detail.kind, detail.excerpt, *detail.told))
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def found_in(
    texts: Mapping[str, str], labels: Mapping[str, str], reasons: Mapping[str, str], *, known: Collection[str] = ()
) -> list[Found]:
    """Every detail of some texts by their fields, in reading order, each with its reason."""
    return [
        Found(field, labels[field], detail, reasons.get(key_of(field, detail), ""))
        for field, text in texts.items()
        for detail in find(text, known=known)
    ]


def marked(text: str, details: Collection[IdentifyingDetail]) -> Iterator[Piece]:
    """The text in pieces, so that a page can mark each detail where it stands."""
    end = 0
    for detail in sorted(details):
        if detail.start > end:
            yield Piece(text[end : detail.start])
        yield Piece(text[detail.start : detail.end], detail.advice)
        end = detail.end
    if end < len(text):
        yield Piece(text[end:])
