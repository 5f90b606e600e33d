"""What a note says of the figures: direction words, and the numbers beside them. Pure; knows no figures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

UP, DOWN = 1, -1
_UP = (
    r"rose|risen|rises?|rising|increas(?:e[sd]?|ing)|grew|grown|grow(?:s|ing)?|climb(?:ed|s|ing)?|doubled|trebled|tripled|"
    r"(?:went|gone|going|is|are|was|were) up|up (?=from|to|by)|higher"
)
_DOWN = (
    r"fell|fallen|falls?|falling|decreas(?:e[sd]?|ing)|declin(?:e[sd]?|ing)|drop(?:s|ped|ping)?|reduc(?:e[sd]?|ing|tion)|"
    r"halved|(?:went|gone|going|is|are|was|were) down|down (?=from|to|by)|lower|fewer"
)
_WORDS = {UP: re.compile(rf"\b(?:{_UP})\b|\b(?:up) (?=from|to|by)", re.I), DOWN: re.compile(rf"\b(?:{_DOWN})\b", re.I)}
_NEGATED = re.compile(r"\b(?:not|no|never|without)\b", re.I)
# “to 12 months”, “to 31 March”, “under 18”, “section 42”, “2021-22”: numbers that count nothing.
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_NOT_A_COUNT = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})\b(?:\s+\d{{4}})?|\b(?:{_MONTHS})\s+\d{{4}}\b"
    r"|\b(?:19|20)\d\d(?:[-/–]\d\d(?:\d\d)?)?\b(?!,)|\b\d+\s*(?:months?|weeks?|days?|years?|hours?|per cent of)\b"
    r"|\b(?:section|under|over|aged?|code|table|page|version|v|q|part|phase)\s*\d+(?:\.\d+)?(?:\(\d+\))?"
    r"|\b\d+\s*(?:-|–|to|and)\s*\d+(?:\s*-?\s*year)|\b\d{1,2}(?:[-–]| and )\d{1,2}\b(?=\s*(?:year|old))",
    re.I,
)
_NUMBER = r"(?P<{}>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)(?P<{}_percent>\s?%|\s+per\s?cent)?"
# “due to 2 new teams” says why, and not how many.
_NOT_WHY = "".join(rf"(?<!\b{word} )" for word in ("due", "owing", "thanks", "according", "addition", "response"))
_TO = re.compile(rf"\b(?:{_NOT_WHY}to|at)\s+{_NUMBER.format('to', 'to')}", re.I)
_FROM = re.compile(rf"\b(?:from|compared (?:with|to)|against|than)\s+{_NUMBER.format('frm', 'frm')}", re.I)
_BY = re.compile(rf"\bby\s+{_NUMBER.format('by', 'by')}", re.I)
_COUNTED_IN_WORDS = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_IN_WORDS = re.compile(rf"(?P<before>\b(?:to|at|from|than|by)\s+)(?P<word>{'|'.join(_COUNTED_IN_WORDS)})\b", re.I)
# How many times as many a word says, at least and at most: people also say it of what is more or less so.
_TIMES = (
    (re.compile(r"\bdoubled\b", re.I), (Decimal("1.5"), Decimal(3))),
    (re.compile(r"\b(?:trebled|tripled)\b", re.I), (Decimal("2.5"), Decimal(4))),
    (re.compile(r"\bhalved\b", re.I), (Decimal("0.33"), Decimal("0.67"))),
)
_UNCHANGED = re.compile(
    r"\b(?:unchanged|no change|did not change|ha(?:s|ve) not changed|(?:stayed|remain(?:s|ed)|is|are) the same)\b",
    re.I,
)
_OF_FIGURES = re.compile(r"\b(?:numbers?|figures?|counts?|totals?)\b", re.I)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_CLAUSE = re.compile(r",?\s{1,8}(?:but|while|whereas|although|however)\s{1,8}", re.I)


@dataclass(frozen=True)
class Said:
    """One statement: its words, which way it says that something went, and the numbers now, before and between.

    `by_percent` is a change in percent, `times` the least and the most that the number is of the one before.
    `direction` is 0 where the words name none, and `is_unchanged` where they say that there was none.
    """

    text: str
    direction: int = 0
    now: Decimal | None = None
    before: Decimal | None = None
    by: Decimal | None = None
    by_percent: Decimal | None = None
    times: tuple[Decimal, Decimal] | None = None
    is_unchanged: bool = False

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The counts that it names."""
        return tuple(one for one in (self.now, self.before, self.by) if one is not None)


def statements(note: str, names: Sequence[str] = ()) -> Iterator[Said]:
    """The statements of a note that name a direction, or compare two numbers.

    The `names` of rows are no words of the note: “Risk reduced” reduces nothing.
    """
    for sentence in _SENTENCE.split(note):
        for clause in _CLAUSE.split(sentence):
            said = _statement(clause.strip(), names)
            if said is not None:
                yield said


def _statement(clause: str, names: Sequence[str]) -> Said | None:
    bare = clause
    for name in sorted(names, key=len, reverse=True):
        bare = re.sub(re.escape(name), " ", bare, flags=re.I)
    is_unchanged = bool(_UNCHANGED.search(bare)) and (bare != clause or bool(_OF_FIGURES.search(bare)))
    bare = _IN_WORDS.sub(lambda one: f"{one['before']}{_COUNTED_IN_WORDS.index(one['word'].lower()) + 2}", bare)
    bare = _NOT_A_COUNT.sub(" ", bare)
    ways = {way for way, words in _WORDS.items() if words.search(bare)}
    if is_unchanged and not ways:
        return Said(clause, is_unchanged=True)
    if len(ways) > 1 or (ways and _NEGATED.search(bare)):
        return None
    to, frm, by = _TO.search(bare), _FROM.search(bare), _BY.search(bare)
    said = Said(
        clause,
        next(iter(ways), 0),
        _number(to, "to"),
        _number(frm, "frm"),
        _number(by, "by"),
        _number(by, "by", percent=True),
        next((times for words, times in _TIMES if words.search(bare)), None),
    )
    # Without a direction only two numbers beside each other are a comparison.
    return said if said.direction or (said.now is not None and said.before is not None) else None


def _number(found: re.Match[str] | None, name: str, *, percent: bool = False) -> Decimal | None:
    if found is None or bool(found[f"{name}_percent"]) != percent:
        return None
    return Decimal(found[name].replace(",", ""))
