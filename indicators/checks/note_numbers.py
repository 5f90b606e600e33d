"""Numbers in the sentences of a note: “to 16”, “by a third”, “nearly 20”, “11 last year”. Pure; knows no figures."""

import re
from dataclasses import dataclass
from decimal import Decimal

# “to 12 months”, “to 31 March”, “under 18”, “section 42”, “2021-22”: numbers that count nothing.
MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_NOT_A_COUNT = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:to\s+\d{{1,2}}\s+)?{MONTHS}\b(?:\s+\d{{2,4}})?|\b{MONTHS}\s+\d{{2,4}}\b"
    r"|\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{1,2}[:.]\d\d(?:\s?[ap]m)?\b(?=\s*[ap]m|\b)(?<=m)|\b\d{1,2}\s?[ap]m\b"
    r"|\b\d{1,2}:\d\d\b|£\s?\d[\d,.]*"
    r"|\b(?:19|20)\d\d(?:[-/–]\d\d(?:\d\d)?)?\b(?!,)"
    r"|\b\d+(?:\s*(?:-|–|to|and)\s*\d+)?\s*-?\s*(?:(?:months?|weeks?|days?|years?|hours?)\b|per cent of)"
    r"|\b(?:section|under|over(?= 1[68]s?\b)|aged?|ages|code|codes|table|page|version|v|q|part|phase|paragraph|"
    r"chapter)\s*"
    r"\d+(?:\.\d+)*(?:\(\d+\))?(?:\s*(?:-|–|to|and)\s*\d+)?"
    r"|\bper\s+\d[\d,]*|\b\d{1,2}(?:[-–]| and )\d{1,2}\b(?=\s*(?:year|old))",
    re.I,
)
COUNTED_IN_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_WORD = "|".join(COUNTED_IN_WORDS)
_IN_WORDS = re.compile(
    rf"\b(?P<before>(?:to|at|from|than|by|of|up|down|with)\s+)(?P<word>{_WORD})\b(?!\s+of\b)"
    rf"|^(?P<first>{_WORD})(?=\s+(?:more|fewer|less)\b)",
    re.I,
)
_ZERO = re.compile(r"\b(?P<before>to|at|from|of|with)\s+(?:zero|none|nil|nothing)\b", re.I)
_FRACTIONS = {
    "half": "50", "a half": "50", "one half": "50", "a third": "33.3", "one third": "33.3", "a quarter": "25",
    "one quarter": "25", "a fifth": "20", "one fifth": "20", "a tenth": "10", "one tenth": "10", "two thirds": "66.7",
    "three quarters": "75", "two fifths": "40", "three fifths": "60", "four fifths": "80",
}  # fmt: skip
_FRACTION = re.compile(
    rf"\b(?P<words>{'|'.join(sorted((one.replace(' ', '[ -]') for one in _FRACTIONS), key=len, reverse=True))})\b"
    r"(?=\s*(?:$|[,.;)]|increase|rise|fall|drop|reduction|decrease|growth|higher|lower|more|fewer|less|on |to |"
    r"from |since |"
    r"compared|this|in |over ))",
    re.I,
)
_SPACED = re.compile(r"(?<![\d,])(\d{1,3})(?:[ \u00a0\u2009\u202f](\d{3}))(?:[ \u00a0\u2009\u202f](\d{3}))?(?![\d,])")
_MORE, _LESS, _NEARLY, _ABOUT, _JUST = "more", "less", "nearly", "about", "just over"
_QUALIFIERS = {
    "over": _MORE, "more than": _MORE, "above": _MORE, "at least": _MORE, "just over": _JUST, "well over": _MORE,
    "exceeding": _MORE, "under": _LESS, "less than": _LESS, "fewer than": _LESS, "below": _LESS, "just under": _NEARLY,
    "nearly": _NEARLY, "almost": _NEARLY, "close to": _NEARLY, "around": _ABOUT, "about": _ABOUT,
    "approximately": _ABOUT, "approx": _ABOUT, "roughly": _ABOUT, "some": _ABOUT, "circa": _ABOUT, "c.": _ABOUT,
    "up to": _LESS,
}  # fmt: skip
AMOUNT = (
    rf"(?P<{{0}}q>(?:{'|'.join(re.escape(one) for one in sorted(_QUALIFIERS, key=len, reverse=True))})\s+)?"
    r"(?:about\s+)?(?P<{0}>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)"
    r"(?P<{0}percent>\s?%|\s*per\s?cent(?![a-z]))?(?P<{0}points>\s*(?:percentage[ -])?points?\b)?"
)
# How far from its number “about” may be, and “nearly” below it or “just over” above.
_FAR, _BELOW = Decimal("0.1"), Decimal("0.2")
# Far more than anything that is counted, and less than any number has as its last digit.
_ANY, _HAIR = Decimal(10) ** 12, Decimal("0.0001")


@dataclass(frozen=True)
class Amount:
    """A number that a note names, as the range that its words leave: “nearly 20” is 16 to just below 20.

    `half` is half a unit of its last digit: what was rounded, as percentages and rates are, may be so far off.
    """

    least: Decimal
    most: Decimal
    half: Decimal = Decimal("0.5")
    is_percent: bool = False
    is_points: bool = False

    def fits(self, number: Decimal, *, rounded: bool = False) -> bool:
        """Whether this number can be meant."""
        by = self.half if rounded else 0
        return self.least - by <= number <= self.most + by


def amount(found: re.Match[str] | None, name: str) -> Amount | None:
    """The amount of a group of `AMOUNT`."""
    if found is None:
        return None
    text = found[name].replace(",", "")
    number = Decimal(text)
    half = Decimal(1).scaleb(-len(text.partition(".")[2])) / 2
    qualifier = _QUALIFIERS.get(" ".join((found[f"{name}q"] or "").lower().split()), "")
    if not qualifier and "about" in found[0][: found.end(name) - found.start()].lower():
        qualifier = _ABOUT
    least, most = {
        "": (number, number),
        _MORE: (number + _HAIR, _ANY),
        _LESS: (Decimal(0), number - _HAIR),
        _JUST: (number + _HAIR, number * (1 + _BELOW)),
        _NEARLY: (number * (1 - _BELOW), number - _HAIR),
        _ABOUT: (number * (1 - _FAR), number * (1 + _FAR)),
    }[qualifier]
    return Amount(
        least,
        most,
        Decimal(0) if qualifier else half,
        is_percent=bool(found[f"{name}percent"]) and not found[f"{name}points"],
        is_points=bool(found[f"{name}points"]),
    )


def in_digits(clause: str) -> str:
    """A clause with its numbers as digits, and without those that count nothing."""
    bare = _SPACED.sub(lambda one: "".join(part for part in one.groups() if part), clause)
    bare = _FRACTION.sub(lambda one: f"about {_FRACTIONS[' '.join(re.split('[ -]', one['words'].lower()))]}%", bare)
    bare = _ZERO.sub(lambda one: f"{one['before']} 0", bare)
    bare = _IN_WORDS.sub(_digits, bare)
    return _NOT_A_COUNT.sub(" ", bare)


def _digits(found: re.Match[str]) -> str:
    word = (found["word"] or found["first"]).lower()
    return f"{found['before'] or ''}{COUNTED_IN_WORDS.index(word) + 1}"
