"""Looking for patterns only near what they cannot do without: most of what people write is never looked at. Pure."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

Finder = Callable[[str, re.Pattern[str]], Iterator[re.Match[str]]]

_SPACE = re.compile(r"\s")
_DIGITS = re.compile(r"\d+")
_AGE_WORDS = re.compile(r"old|\bage|\bturn|\d\s?y", re.IGNORECASE)


class Spans:
    """Parts of a text, to be asked again and again whether one of them touches another part."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self.firsts = [first for first, _last in ordered]
        # How far those reach that begin up to here.
        self.reach = list(accumulate((last for _first, last in ordered), max))

    def touch(self, start: int, end: int) -> bool:
        """Whether one of them has a letter from `start` to before `end`."""
        before = bisect_left(self.firsts, end)
        return before > 0 and self.reach[before - 1] > start


@lru_cache(maxsize=8)
def windows(text: str, hint: re.Pattern[str], before: int, behind: int) -> tuple[tuple[int, int], ...]:
    """The parts of a text that reach so many letters before and behind each hint, apart, and to the end of a word."""
    found: list[tuple[int, int]] = []
    reached = 0
    for match in hint.finditer(text):
        start, end = max(0, match.start() - before), match.end() + behind
        if found and start <= found[-1][1]:
            start = found.pop()[0]
        if reached < end:
            after = _SPACE.search(text, min(end, len(text)))
            reached = after.start() if after else len(text)
        # Else there is no space before where the word of the hint before ends: a long word is read once.
        found.append((start, reached))
    return tuple(found)


def near(hint: re.Pattern[str], before: int, behind: int) -> Finder:
    """A way to look only around the hint."""

    def finditer(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        for start, end in windows(text, hint, before, behind):
            yield from pattern.finditer(text, start, end)

    return finditer


def anywhere(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """In the whole text."""
    return pattern.finditer(text)


def beside_an_at(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """In a text that has an @."""
    return pattern.finditer(text) if "@" in text else iter(())


# Numbers may have the words before them that say whose they are; a date has a month at most.
near_digits = near(_DIGITS, 90, 60)
near_days = near(_DIGITS, 30, 30)
near_age_words = near(_AGE_WORDS, 40, 40)
