"""What the text of one cell means: a number, or one of the symbols that say why there is none. Pure.

A cell takes `1,048`, `0` or `nil`, `[x]` (not able to supply, a reason may follow), `[z]` (not applicable), and `[p]`
after a number that is provisional: the same symbols that the portal prints. What other publishers print for hidden or
missing numbers is refused with a sentence, for it can mean several things.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from indicators.parsing.cells import parse_number
from indicators.values import NOT_APPLICABLE, NOT_AVAILABLE, Value, ValueState

PROVISIONAL = "[p]"
NIL_WORDS = {"nil", "[nil]"}
NOT_APPLICABLE_WORDS = {NOT_APPLICABLE, "z", "n/a", "[n/a]"}
UNABLE = re.compile(r"^(?:\[x\]|x)(?:[\s:,;]+(?P<reason>.+))?$", re.IGNORECASE | re.DOTALL)
MARKED_PROVISIONAL = re.compile(r"^(?:(?P<rest>.*?)\s*\[p\]|(?P<number>[0-9.,]+)\s*p)$", re.IGNORECASE | re.DOTALL)
HIDDEN = {"[c]", "c", "*", "[low]", "k", "[u]", "u"}
UNCLEAR = {"-", "−", "–", "—", ".", "..", "...", "?"}
MAX_REASON = 300
# Spreadsheets put a mark of byte order before the first cell, and spaces that do not break inside numbers.
_INVISIBLE = str.maketrans({"\ufeff": None, "\u200b": None, "\u00a0": " ", "\u202f": " "})


@dataclass(frozen=True)
class Typed:
    """What was typed: a number, or a state without one, or the sentence that says why it is neither. Or a blank."""

    number: Decimal | None = None
    state: ValueState | None = None
    reason: str = ""
    provisional: bool = False
    error: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed: no answer, and never a zero."""
        return self.number is None and self.state is None and not self.error


def read_answer(text: str, *, decimals: int = 0) -> Typed:
    """Read a cell of a column with so many decimals."""
    typed = text.translate(_INVISIBLE).strip()
    marked = MARKED_PROVISIONAL.match(typed)
    if marked is None:
        return _read(typed, decimals)
    answer = _read((marked["number"] or marked["rest"] or "").strip(), decimals)
    if answer.error:
        return answer
    if answer.number is None:
        return Typed(error=f"“{typed}” has no number that could be provisional. Type the number before {PROVISIONAL}.")
    return Typed(number=answer.number, provisional=True)


def _read(typed: str, decimals: int) -> Typed:
    lower = typed.lower()
    if lower in NIL_WORDS:
        return Typed(number=Decimal(0))
    if lower in NOT_APPLICABLE_WORDS:
        return Typed(state=ValueState.NOT_APPLICABLE)
    unable = UNABLE.match(typed)
    if unable:
        reason = (unable["reason"] or "").strip()
        if len(reason) > MAX_REASON:
            return Typed(error=f"The reason is too long: {MAX_REASON} characters at most.")
        return Typed(state=ValueState.UNABLE_TO_SUPPLY, reason=reason)
    error = _refusal(typed, lower)
    if error:
        return Typed(error=error)
    parsed = parse_number(typed, decimals=decimals)
    return Typed(number=parsed.number, error=parsed.error)


def _refusal(typed: str, lower: str) -> str:
    """Why a text that other publishers use cannot be taken; empty where it is none of those."""
    if typed.endswith("%"):
        return f"“{typed}” is a percentage. Type the number itself: percentages are worked out."
    if lower.endswith("[r]"):
        return f"“{typed}”: a revision is not typed here. Type the number, and declare the revision below the table."
    if lower in HIDDEN:
        return (
            f"“{typed}” stands for a number that somebody hid. Type the number itself: small numbers are protected "
            "when they are published."
        )
    if typed in UNCLEAR:
        return f"“{typed}” can mean zero or that nobody knows. Type 0, {NOT_AVAILABLE} or {NOT_APPLICABLE}."
    if typed.startswith("#"):
        return f"“{typed}” is an error of the spreadsheet. Correct it there, and type the number."
    return ""


def answer_text(value: Value, *, reason_beside: str = "", provisional_beside: bool = False) -> str:
    """A stored answer as it would be typed. What the row says already (`*_beside`) is not said again in the cell."""
    if value.state is ValueState.NOT_APPLICABLE:
        return NOT_APPLICABLE
    if value.number is None:
        return NOT_AVAILABLE if value.reason == reason_beside else f"{NOT_AVAILABLE} {value.reason}"
    number = format(value.number.normalize() + 0, "f")
    return f"{number} {PROVISIONAL}" if value.provisional and not provisional_beside else number
