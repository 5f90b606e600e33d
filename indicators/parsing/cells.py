"""Reading what people type into a number cell. Pure; every refusal says what to do."""

import re
from dataclasses import dataclass
from decimal import Decimal

# Twelve digits hold any count of people or events; more is a slip of the keyboard.
MAX_DIGITS = 12
NUMBER = re.compile(r"^(?P<sign>[-+−–]?)(?P<whole>[0-9]+)(?:\.(?P<part>[0-9]+))?$")
# Only groups of three after the first comma: 1,048 is a number, 1,1 16 is a slip. 0,048 is one of another country.
# Ways to write a number below zero, of bookkeepers and of old programs, which can as well be a remark.
BOOKKEEPERS = re.compile(
    r"^(?:\((?P<inside>[0-9][0-9.,]*)\)|(?P<before>[0-9][0-9.,]*)\s?[-−–]|[‑﹣－—] ?(?P<after>[0-9][0-9.,]*))$"
)
DECIMAL_COMMA = re.compile(r"^[-−–]?[0-9]+,[0-9]{1,2}%?$")
GROUPED = re.compile(r"^[-+−–]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?$")


@dataclass(frozen=True)
class ParsedNumber:
    """The number that was typed, or the sentence that says why it is none. Blank is neither."""

    number: Decimal | None = None
    error: str = ""


def parse_number(text: str, *, decimals: int = 0, below_zero: bool = False) -> ParsedNumber:
    """Read a count (no decimals) or a rate (up to `decimals`). Accepts thousands commas and outer spaces.

    A number below zero is refused unless the column can have one.
    """
    typed = text.strip()
    if not typed:
        return ParsedNumber()
    bare = typed.replace(",", "") if GROUPED.match(typed) else typed
    match = NUMBER.match(bare)
    if match is None:
        return ParsedNumber(error=_no_number(typed, decimals, below_zero=below_zero))
    number = Decimal(f"{match['whole']}.{match['part'] or 0}")
    is_negative = match["sign"] in {"-", "−", "–"} and bool(number)
    if is_negative and not below_zero:
        return ParsedNumber(error=f"“{typed}” is below zero. Enter 0 or more.")
    part = (match["part"] or "").rstrip("0")
    error = _wrong_decimals(typed, match["whole"], match["part"] or "", decimals)
    if len(match["whole"].lstrip("0")) > MAX_DIGITS:
        error = f"“{typed}” is too large. Check the number of digits."
    if error:
        return ParsedNumber(error=error)
    found = number if part else Decimal(int(match["whole"]))
    return ParsedNumber(number=-found if is_negative else found)


def _no_number(typed: str, decimals: int, *, below_zero: bool) -> str:
    """Why a text is no number, and what to enter instead."""
    found = BOOKKEEPERS.match(typed)
    number = (found["inside"] or found["before"] or found["after"]) if found is not None else ""
    if number.strip("0.,"):
        if below_zero:
            return f"“{typed}” could mean {number} below zero. Enter -{number} if it does, or {number}."
        return (
            f"“{typed}” could mean {number} below zero, which this cell cannot hold. Enter digits only, like {number}."
        )
    if decimals and DECIMAL_COMMA.match(typed):
        return f"“{typed}” has a comma where a decimal point may be meant. Enter {typed.replace(',', '.')} if it is."
    example = "12.3" if decimals else "95"
    return f"“{typed}” is not a number. Enter digits only, like {example}."


def _wrong_decimals(typed: str, whole: str, part: str, decimals: int) -> str:
    """What is wrong with the decimals; empty where nothing is. Three of them can be the end of thousands: 1.048."""
    given = part.rstrip("0")
    if len(part) == 3 and decimals < 3 and (not decimals or len(given) <= decimals):
        all_digits = int(f"{whole}{part}")
        meant = f"{int(whole)}.{given}" if given and decimals else f"{int(whole)}"
        return (
            f"“{typed}” has a point before three digits, so it could mean {all_digits:,}. Enter it without the point, "
            f"like {all_digits}, or {meant}."
        )
    if len(given) > decimals:
        wanted = f"at most {decimals} decimal place{'s' if decimals > 1 else ''}" if decimals else "a whole number"
        return f"“{typed}” has too many decimal places. Enter {wanted}."
    return ""
