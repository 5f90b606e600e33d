"""Looking for patterns only near what they cannot do without: most of what people write is never looked at. Pure."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

Finder = Callable[[str, re.Pattern[str]], Iterator[re.Match[str]]]

_SPACE = re.compile(r"\s")
_DIGITS = re.compile(r"\d+")
_MONTHISH = re.compile(r"[JFMASOND](?:an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec)", re.IGNORECASE)


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


@lru_cache(maxsize=1)
def lowered(text: str) -> str:
    """The text in small letters, each where it stood: a letter that would become two stays as it is."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(low if len(low := one.lower()) == 1 else one for one in text)


@lru_cache(maxsize=24)
def windows(text: str, hints: tuple[re.Pattern[str], ...], before: int, behind: int) -> tuple[tuple[int, int], ...]:
    """The parts of a text that reach so many letters before and behind each hint, apart, and to the end of a word."""
    found: list[tuple[int, int]] = []
    reached = 0
    for first, last in sorted(match.span() for hint in hints for match in hint.finditer(lowered(text))):
        start, end = max(0, first - before), last + behind
        if found and start <= found[-1][1]:
            start = found.pop()[0]
        if reached < end:
            after = _SPACE.search(text, min(end, len(text)))
            reached = after.start() if after else len(text)
        # Else there is no space before where the word of the hint before ends: a long word is read once.
        found.append((start, reached))
    return tuple(found)


def near(*hints: str, before: int, behind: int) -> Finder:
    """A way to look only around the hints, in small letters.

    A hint that begins with a letter or a set of them is found many times faster than one that begins with an edge of a
    word or with one of several words: write these as hints of their own.
    """
    compiled = tuple(re.compile(hint) for hint in hints)

    def finditer(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        for start, end in windows(text, compiled, before, behind):
            yield from pattern.finditer(text, start, end)

    return finditer


@lru_cache(maxsize=2)
def _dated(text: str) -> tuple[tuple[int, int], ...]:
    """The parts around digits in which a month may be named."""
    return tuple(span for span in windows(text, (_DIGITS,), 30, 30) if _MONTHISH.search(text, *span))


def months(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Where a day may stand beside a month."""
    for start, end in _dated(text):
        yield from pattern.finditer(text, start, end)


def anywhere(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """In the whole text."""
    return pattern.finditer(text)


_SAID_AT = re.compile(r"[(\[]\s?(?:at|AT)\s?[)\]]")


def beside_an_at(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """In a text that has an @, or says it."""
    return pattern.finditer(text) if "@" in text or _SAID_AT.search(text) else iter(())


# Eight digits are the fewest of a telephone number, five those of a record, with the words before them that say whose.
dialled = near(r"\d(?:[\s.\-–()]{0,3}\d){7}", before=8, behind=30)
insured = near(r"\d\d[\s.-]?\d\d[\s.-]?\d\d", before=6, behind=6)
records = near(r"\d(?:[a-z\s/-]{0,4}\d){4}", before=100, behind=60)
numeric_dates = near(r"\d[-/.]\d", before=6, behind=12)
inward_codes = near(r"\d[a-z]{2}\b", before=8, behind=2)
births = near("born", "birth", "dob", r"d\.o\.b", before=2, behind=30)
age_words = near(r"age[d\s]", r"turn(?:ed|ing)", r"olds?\b", r"y/?o\b", before=40, behind=40)
