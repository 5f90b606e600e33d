"""Which words of a text went, came or stayed: pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["kept", "gone", "new"]
# Words, and the spaces between them, so that nothing is lost when they are put together again.
_WORD = re.compile(r"\s+|\S+")
# Longer texts take too long to compare word for word.
MOST_WORDS = 6000
# Below so many spaces, what stayed between two changes is read more easily as part of them.
_SHORT = 3


@dataclass(frozen=True)
class Words:
    """A run of words that shared one fate."""

    kind: Kind
    text: str


def word_changes(before: str, after: str) -> list[Words]:
    """The two texts as one, in the order of reading: what went stands before what came in its place."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if not old or not new or len(old) + len(new) > MOST_WORDS:
        return list(_replaced(before, after))
    found: list[Words] = []
    for name, i, j, k, m in _steps(old, new):
        if name == "equal":
            found.append(Words("kept", "".join(new[k:m])))
        else:
            found += _replaced("".join(old[i:j]), "".join(new[k:m]))
    return found


def _steps(old: list[str], new: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """What to do to come from one to the other, without islands of a word or two."""
    waiting: tuple[int, int, int, int] | None = None
    every = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for place, (name, i, j, k, m) in enumerate(every):
        is_island = name == "equal" and "".join(old[i:j]).count(" ") < _SHORT and 0 < place < len(every) - 1
        if name == "equal" and not is_island:
            if waiting:
                yield ("replace", *waiting)
                waiting = None
            yield (name, i, j, k, m)
        else:
            waiting = (waiting[0], j, waiting[2], m) if waiting else (i, j, k, m)
    if waiting:
        yield ("replace", *waiting)


def _replaced(before: str, after: str) -> Iterator[Words]:
    if before:
        yield Words("gone", before)
    if after:
        yield Words("new", after)
