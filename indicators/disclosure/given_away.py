"""Which words give away what a table hides. Pure: a text and the numbers that are kept back in, places out.

A sentence gives a count away where it speaks of the row (`row_words`) and says a number (`said_numbers`) that is the
withheld count, or one step away from it (`near_values`): its change, its share, what is left of a total without it.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from indicators.definitions.families import get_family
from indicators.disclosure.change_rules import Measure
from indicators.disclosure.near_values import Near, Step
from indicators.disclosure.row_words import RowWords, stems_of, words_of
from indicators.disclosure.said_numbers import SaidNumber, Sense, normal, said_numbers

_END = re.compile(r"(?<=[.!?])[\s”’\"')]+(?=[^a-z])|\n+")
# Such a sentence goes on about what the one before it spoke of.
_GOES_ON = re.compile(
    r"^\W*(?:\d|only|just|all|this|that|these|those|they|them|there|it|of\s|last|compared|down|up|the\s+(?:number|figure|year)|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|both|none|half|a\s+(?:single|third|quarter))\b|"
    r"\b(?:them|these|those|they|there\s+(?:were|was))\b",
    re.IGNORECASE,
)
_PARTS = frozenset({Step.PERCENT_CHANGE, Step.SHARE})
# So far a word such as “a third” may be off, in percentage points.
_ABOUT = Decimal("1.1")
# A promise of “fewer than 5” is what the symbol in the table says already.
_SAYS_NO_MORE = 5


@dataclass(frozen=True)
class GivenAway:
    """A place in a text that gives a withheld count away, and the table that hides it."""

    excerpt: str
    sentence: str
    key: str

    @property
    def table(self) -> str:
        """The title of the table."""
        return get_family(self.key.partition("/")[0]).title

    @property
    def advice(self) -> str:
        """The finding for the writer, and what to do."""
        return (
            f"“{self.excerpt}”. The table “{self.table}” hides a number that this tells or lets a reader work out. "
            "Leave the number out, or say “a few”, or ask for the sentence to be kept."
        )


class Kept:
    """What is kept back, in the order in which texts are held against it.

    `allowed` are sentences, in the spelling of `plain`, each with a count that two people let it tell.
    """

    def __init__(self, found: Iterable[Near], allowed: Collection[tuple[str, str]] = ()) -> None:
        self.allowed = frozenset(allowed)
        rows: dict[tuple[str, str], list[Near]] = defaultdict(list)
        for one in found:
            measure = Measure.from_key(one.key)
            rows[measure.family, measure.row].append(one)
        self.rows: list[tuple[RowWords, list[Near]]] = [(words_of(*row), near) for row, near in rows.items()]

    def given_away_in(self, text: str) -> list[GivenAway]:
        """The first place of each sentence that gives something away, in reading order."""
        return list(self._places(normal(text))) if self.rows else []

    def _places(self, text: str) -> Iterator[GivenAway]:
        for sentence, numbers, heard in _sentences(text):
            yield from self._in_sentence(sentence, numbers, heard)

    def _in_sentence(self, sentence: str, numbers: list[SaidNumber], heard: frozenset[str]) -> Iterator[GivenAway]:
        hit = next(self._hits(sentence, numbers, heard), None)
        if hit is not None:
            said, one = hit
            yield GivenAway(_around(sentence, said), sentence, one.key)

    def _hits(
        self, sentence: str, numbers: list[SaidNumber], heard: frozenset[str]
    ) -> Iterator[tuple[SaidNumber, Near]]:
        same = plain(sentence)
        for words, near in self.rows:
            if words.are_in(heard):
                for said, one in product(numbers, near):
                    if _tells(said, one) and (same, one.key) not in self.allowed:
                        yield said, one

    def keys_told(self, text: str) -> list[str]:
        """Every count that one of the text's sentences tells, each once."""
        found: dict[str, None] = {}
        for sentence, numbers, heard in _sentences(normal(text)):
            found |= {one.key: None for _, one in self._hits(sentence, numbers, heard)}
        return list(found)


def plain(sentence: str) -> str:
    """A sentence in small letters with single spaces: the spelling in which it is known again."""
    return " ".join(normal(sentence).split()).casefold()


def _sentences(text: str) -> Iterator[tuple[str, list[SaidNumber], frozenset[str]]]:
    """Each sentence that says a number, with its numbers and the stems of what it speaks of."""
    before: frozenset[str] = frozenset()
    for sentence in filter(None, (part.strip() for part in _END.split(text))):
        stems = stems_of(sentence)
        numbers = said_numbers(sentence)
        if numbers:
            yield sentence, numbers, stems | before if _GOES_ON.search(sentence) else stems
        before = stems


def _tells(said: SaidNumber, near: Near) -> bool:
    """Whether the number that was said is this one."""
    number = abs(near.number)
    match said.sense:
        case Sense.PERCENT:
            return near.step in _PARTS and number == said.number
        case Sense.ROUGHLY:
            return near.step in _PARTS and abs(number - abs(said.number)) < _ABOUT
        case Sense.BELOW:
            return near.step is Step.COUNT and number <= said.number < _SAYS_NO_MORE
        case _:
            return near.step not in _PARTS and number == said.number


def _around(sentence: str, said: SaidNumber, words: int = 4) -> str:
    """The number with a few words around it."""
    before = sentence[: said.start].split()[-words:]
    after = sentence[said.end :].split()[:words]
    return " ".join([*before, sentence[said.start : said.end], *after]).strip()
