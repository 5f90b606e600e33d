"""Which case studies a frozen report tells, or points to. Pure."""

from collections.abc import Iterator
from typing import Any

from reports.content.learning import STORY_ANCHOR


def told_stories(value: Any) -> set[str]:
    """The addresses of all stories that a thawed report tells, or that a claim in it rests on."""
    return {text.removeprefix("#").removeprefix(STORY_ANCHOR) for text in _places(value) if _is_story(text)}


def _is_story(text: str) -> bool:
    return text.removeprefix("#").startswith(STORY_ANCHOR)


def _places(value: Any) -> Iterator[str]:
    """Every anchor, and every address that a link leads to."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key in ("anchor", "href"):
                yield item
            else:
                yield from _places(item)
    elif isinstance(value, list):
        for item in value:
            yield from _places(item)
