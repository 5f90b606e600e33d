"""The boxes of a briefing: what a template asks for, how long each may be, and its questions as a list. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

TEXT, QUESTIONS = "text", "questions"
KINDS = ((TEXT, "Text"), (QUESTIONS, "Discussion questions, one on each line"))
# In one box. Nobody reads more in the minutes that a briefing takes.
MOST_WORDS = 250
# So many words stand on one side of A4, in lists too, in letters of 8 points or more.
MOST_WORDS_OF_ALL = 520
_WORD = re.compile(r"\S+")
_PICTURE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_LIST_MARK = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")


@dataclass(frozen=True)
class Box:
    """One box: the key of its text, its title for readers, a hint for the writer, and how many words it may have."""

    key: str
    title: str
    hint: str
    words: int
    kind: str = TEXT

    @property
    def is_questions(self) -> bool:
        """Whether its lines are questions to talk about."""
        return self.kind == QUESTIONS


@dataclass(frozen=True)
class Template:
    """One version of a template: its boxes in their order. `number` 0 is the one that comes with the portal."""

    slug: str
    number: int
    title: str
    summary: str
    boxes: tuple[Box, ...]
    is_offered: bool = True

    @property
    def words(self) -> int:
        """How many words a briefing by it may have in all its boxes."""
        return sum(box.words for box in self.boxes)

    def boxes_as_data(self) -> list[dict[str, Any]]:
        """The boxes, ready for JSON."""
        return [asdict(box) for box in self.boxes]


def boxes_from(data: Iterable[Mapping[str, Any]]) -> tuple[Box, ...]:
    """The boxes that were stored as data."""
    return tuple(Box(**row) for row in data)


def word_count(text: str) -> int:
    """How many words there are: what stands between spaces, as the form counts. The words of a picture do not count."""
    return len(_WORD.findall(_PICTURE.sub("", text)))


def too_long(box: Box, text: str) -> str:
    """What to do about a text with more words than its box has room for; empty where it fits."""
    over = word_count(text) - box.words
    if over <= 0:
        return ""
    return f"“{box.title}” must be {box.words} words or fewer. Remove {over} {'word' if over == 1 else 'words'}."


def as_questions(text: str) -> str:
    """Questions as a numbered list, one for each line, whatever their writer put before them."""
    lines = [_LIST_MARK.sub("", line).strip() for line in text.splitlines()]
    return "\n".join(f"{number}. {line}" for number, line in enumerate(filter(None, lines), 1))


def laid_out(box: Box, text: str) -> dict[str, Any]:
    """A box as a snapshot keeps it, for readers: with the title that it was approved with."""
    return {
        "key": box.key,
        "title": box.title,
        "kind": box.kind,
        "text": as_questions(text) if box.is_questions else text,
    }
