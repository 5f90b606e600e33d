"""What a cell shows of its number: a format can show 1 as 100%, 1,048,000 as 1,048, and anything as nothing. Pure.

Rounding shows the same number less exactly, and is none of these.
"""

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

# The formats that have a number instead of a text in a workbook, where they do more than separate thousands.
BUILT_IN = {
    "9": "0%",
    "10": "0.00%",
    "11": "0.00E+00",
    "12": "# ?/?",
    "13": "# ??/??",
    "48": "##0.0E+0",
}
_TOKENS = re.compile(
    r'"(?P<quoted>[^"]{0,255})"|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]{0,255})\]'
    r"|(?P<general>General)|(?P<power>E[+-])|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)
_SECTIONS = re.compile(r'(?:"[^"]{0,255}"|\\.|\[[^\]]{0,255}\]|[^;])*', re.DOTALL)
_CONDITION = re.compile(r"(?P<sign><=|>=|<>|<|>|=)(?P<number>-?[0-9.]+)$")
_DATES = set("dmyhs")
# Beside a number these say thousands, a mark, or that it is kept back.
_TELLING = {"k", "m", "bn", "c", "p", "r", "x", "z", "*"}
_SCALE = re.compile(r"hundred|thousand|million|billion|dozen|lakh|percent|per cent", re.IGNORECASE)
_SIGNS = set("%‰+-−(<>~≈≤≥±")
_BELOW = "-−–("


@dataclass(frozen=True)
class Section:
    """One part of a format. `literals` are its letters, `inner` those between the digits and `behind` those after."""

    literals: str = ""
    inner: str = ""
    behind: str = ""
    decimals: int = 0
    least_digits: int = 0
    hundredfold: int = 0
    thousandth: int = 0
    is_general: bool = False
    is_date: bool = False
    is_exact: bool = False
    has_digits: bool = False
    condition: str = ""

    @property
    def is_faithful(self) -> bool:
        """Whether any number that it shows is the one that is stored."""
        if self.is_date:
            return True
        if self.is_general or self.is_exact:
            return not self.misleads
        return (
            self.has_digits
            and self.least_digits > 0
            and not (self.hundredfold or self.thousandth)
            and not self.misleads
        )

    @property
    def misleads(self) -> bool:
        """Whether the letters beside or between the digits say more than what is counted."""
        return _misleads(self.literals) or bool(self.inner.strip())

    @property
    def is_signed(self) -> bool:
        """Whether it shows by itself that a number is below zero."""
        return any(sign in self.literals for sign in _BELOW)

    def unsigned(self) -> "Section":
        """The same without what says that the number is below zero."""
        return replace(self, literals="".join(letter for letter in self.literals if letter not in _BELOW + ")"))


def _misleads(literals: str) -> bool:
    letters = literals.strip(" []().").lower()
    return (
        letters in _TELLING
        or _SCALE.search(letters) is not None
        or any(letter.isnumeric() or letter in _SIGNS for letter in literals)
    )


def _section(code: str) -> Section:
    literals, inner, behind, digits, condition = "", "", "", "", ""
    percent, is_general, is_exact, is_date = 0, False, False, False
    for match in _TOKENS.finditer(code):
        quoted, escaped, bracket, sign = match["quoted"], match["escaped"], match["bracket"], match["sign"]
        if match["general"]:
            is_general = True
        elif match["power"]:
            is_exact = True
        elif quoted or escaped:
            literals += quoted or escaped
            behind += quoted or escaped if digits else ""
        elif bracket is not None:
            condition = bracket if _CONDITION.match(bracket) else condition
            is_date = is_date or bracket.lower() in {"h", "hh", "m", "mm", "s", "ss"}
        elif sign is not None and sign in "0#?.,":
            inner, behind = inner + behind, ""
            digits += sign
        elif sign == "%":
            percent += 1
        elif sign == "/" and digits:
            is_exact = True
        elif sign == "@":
            is_general = True
        elif sign is not None:
            is_date = is_date or sign.lower() in _DATES
            literals += sign
            behind += sign if digits else ""
    whole, _point, part = digits.partition(".")
    thousandth = len(whole) - len(whole.rstrip(",")) if not part else len(part) - len(part.rstrip(","))
    return Section(
        literals=literals,
        inner=inner,
        behind=behind,
        decimals=sum(sign in "0#?" for sign in part),
        least_digits=(whole + part).count("0"),
        hundredfold=percent,
        thousandth=thousandth,
        is_general=is_general,
        is_date=is_date,
        is_exact=is_exact,
        has_digits=any(sign in "0#?" for sign in digits),
        condition=condition,
    )


@cache
def is_faithful(code: str) -> bool:
    """Whether the format shows every number as it is."""
    parts = _sections_of(code)
    below = [one.is_signed and one.unsigned().is_faithful for one in parts[1:2]]
    return all(below) and all(one.is_faithful for one in (parts[0], *parts[2:3]))


def _sections_of(code: str) -> list[Section]:
    """Empty parts as well: ;;; shows nothing."""
    parts: list[Section] = []
    start = 0
    while True:
        match = _SECTIONS.match(code, start)
        end = start if match is None else match.end()
        parts.append(_section(code[start:end]))
        if end >= len(code):
            return parts
        start = end + 1


def _holds(condition: str, number: Decimal) -> bool:
    match = _CONDITION.match(condition)
    if match is None:
        return False
    limit = Decimal(match["number"])
    return {
        "<": number < limit,
        ">": number > limit,
        "=": number == limit,
        "<=": number <= limit,
        ">=": number >= limit,
        "<>": number != limit,
    }[match["sign"]]


def _section_for(parts: list[Section], number: Decimal) -> Section:
    if any(one.condition for one in parts):
        return next((one for one in parts if one.condition and _holds(one.condition, number)), parts[-1])
    if number > 0 or len(parts) == 1:
        return parts[0]
    if number < 0:
        return parts[1]
    return parts[2] if len(parts) > 2 else parts[0]


@dataclass(frozen=True)
class Shown:
    """What a cell shows of its number: the letters, and whether they say another number than is stored."""

    text: str
    is_other: bool
    is_percent: bool = False


def shown(number: float, code: str) -> Shown:
    """How a format shows a number."""
    exact = Decimal(repr(number))
    parts = _sections_of(code)
    one = _section_for(parts, exact)
    if exact < 0 and len(parts) > 1 and not any(part.condition for part in parts):
        if not one.is_signed:
            return Shown(f"{-exact.normalize():,f}", is_other=True)
        one = one.unsigned()
    if one.is_date:
        return Shown(str(number), is_other=False)
    if one.is_general or one.is_exact:
        return Shown(f"{number:g}{one.literals.strip()}", is_other=one.misleads)
    if not one.has_digits:
        # A dash for zero, as accountants write it, is what the number says.
        is_dash = exact == 0 and one.literals.strip() in {"-", "–", "—"}
        return Shown(one.literals.strip(), is_other=not is_dash)
    value = exact.scaleb(2 * one.hundredfold - 3 * one.thousandth)
    printed = value.quantize(Decimal(1).scaleb(-one.decimals), rounding=ROUND_HALF_UP)
    digits = "" if not printed and not one.least_digits else f"{printed:,f}"
    before = one.literals.removesuffix(one.behind).removesuffix(one.inner)
    text = f"{before}{digits}{'%' * one.hundredfold}{one.behind}".strip()
    is_other = not digits or value != exact or one.misleads
    return Shown(text, is_other=is_other, is_percent=one.hundredfold == 1 and not one.thousandth)
