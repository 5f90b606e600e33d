"""The words and symbols that stand for a value state or a mark in a file. Pure."""

import re
from collections.abc import Mapping

from indicators.definitions.values import NOT_APPLICABLE, NOT_AVAILABLE, ValueState
from indicators.parsing.letters import folded

SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
# A leading apostrophe keeps a spreadsheet from reading a text as a formula; it is taken off again.
RISKY = re.compile(r"\A'*[=+\-@\t\r\n]")

STATES: Mapping[str, ValueState] = {
    "nil": ValueState.NIL,
    "[nil]": ValueState.NIL,
    "nil return": ValueState.NIL,
    "nothing to report": ValueState.NIL,
    "nothing to report (a true zero)": ValueState.NIL,
    NOT_AVAILABLE: ValueState.UNABLE_TO_SUPPLY,
    "x": ValueState.UNABLE_TO_SUPPLY,
    "not able to supply": ValueState.UNABLE_TO_SUPPLY,
    "unable to supply": ValueState.UNABLE_TO_SUPPLY,
    "cannot supply": ValueState.UNABLE_TO_SUPPLY,
    "not available": ValueState.UNABLE_TO_SUPPLY,
    NOT_APPLICABLE: ValueState.NOT_APPLICABLE,
    "z": ValueState.NOT_APPLICABLE,
    "not applicable": ValueState.NOT_APPLICABLE,
}
STATE_WORDS = {
    ValueState.NIL: "nothing to report",
    ValueState.UNABLE_TO_SUPPLY: "not able to supply",
    ValueState.NOT_APPLICABLE: "not applicable",
}
MARKS: Mapping[str, str] = {
    "p": "provisional",
    "[p]": "provisional",
    "provisional": "provisional",
    "[provisional]": "provisional",
    "r": "revised",
    "[r]": "revised",
    "revised": "revised",
    "[revised]": "revised",
    "illustrative": "illustrative",
    "[illustrative]": "illustrative",
}
# The column, or the sheet, that a marked copy has beside what was sent.
PROBLEMS = "Problems"
# What people write for several things at once: asked back, never guessed.
UNCLEAR = {"-", "−", "–", "—", "n/a", "[n/a]", "na", "?", ".", "..", "...", "none", "tbc", "unknown"}
HIDDEN = {"*", "**", "[c]", "c", "<5", "<6", "s", "supp", "suppressed", "withheld", "[low]", "low", "k", "[u]", "u"}
# Fewer than five, in figures and in words: <5, under 5, less than five, 1 to 4, 0-5.
SOME = re.compile(
    r"(?:[<≤]\s?=?|under|below|up to|at most|(?:fewer|less) than)\s?(?:[1-9][0-9]?|five|six|ten)"
    r"|[01]\s?(?:-|–|−|to)\s?(?:[1-9]|10)"
)


def hides(word: str) -> bool:
    """Whether what stands in a cell keeps the figure back."""
    return word in HIDDEN or SOME.fullmatch(word) is not None


def squeezed(text: object) -> str:
    """The text without outer spaces, with single plain spaces inside, in small letters, one for all that look alike."""
    return SPACES.sub(" ", folded(str(text))).strip().lower()


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if RISKY.match(text) else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`."""
    return text[1:] if text.startswith("'") and RISKY.match(text) else text
