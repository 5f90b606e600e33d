"""How long a text takes to read. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

WORDS_A_MINUTE = 230
# What is printed of a newsletter and of a briefing; everything else of a snapshot is about them.
SHOWN = ("introduction", "spotlight", "items", "boxes", "title", "body", "text")


def minutes_to_read(content: Mapping[str, Any]) -> int:
    """Whole minutes, one at least."""
    words = sum(len(text.split()) for text in _texts(content))
    return max(1, round(words / WORDS_A_MINUTE))


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        for name in SHOWN:
            yield from _texts(part.get(name))
    elif isinstance(part, list | tuple):
        for one in part:
            yield from _texts(one)
