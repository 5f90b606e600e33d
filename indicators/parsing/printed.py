"""What a worked-out cell of a file may mean: 19.9%, 20, 0.2, (20%), ▼20%, <1%. Pure; nothing of it is stored."""

import re
from dataclasses import dataclass
from decimal import Decimal

from indicators.definitions.calculations import half_up
from indicators.definitions.families import Column
from indicators.parsing.answers import PERCENT_UNITS, SIGNIFICANT, CellRefused
from indicators.parsing.state_words import SPACES, STATES, UNCLEAR, hides, squeezed, unguarded

# A binary number has no more digits of its own.
MOST_PLACES = 8
# In place of a number that has no meaning, such as a change from nothing.
NO_NUMBER = {"new", "∞", "infinite", "#div/0!", "#n/a", "#num!", "#value!", "low", "not calculated", "n<5"}
NO_CHANGE = {"no change", "unchanged", "same", "no difference", "nil", "="}
_UP, _DOWN = ("▲", "↑", "⬆", "△", "up "), ("▼", "↓", "⬇", "▽", "down ")
_BOUND = re.compile(r"^(?P<sign><|>|≤|≥|under|less than|below|over|more than|above)\s*(?P<rest>.+)$", re.IGNORECASE)
_BELOW = {"<", "≤", "under", "less than", "below"}
_ABOUT = re.compile(r"^(?:~|≈|c\.|ca\.|circa|about|around|approx\.?|approximately)\s*", re.IGNORECASE)
_PERCENT = re.compile(r"\s{0,8}(?:%|per ?cent|pc|pct)\s{0,8}$", re.IGNORECASE)
_BRACKETS = re.compile(r"^\(\s*(?P<rest>[^()]+?)\s*\)(?P<percent>\s*%)?$")
_DECIMAL_COMMA = re.compile(r"^-?[0-9]+,[0-9]{1,2}$")
_NUMBER = re.compile(r"-?[0-9]{1,16}(\.[0-9]{1,16})?")


@dataclass(frozen=True, slots=True)
class Reading:
    """One number that a cell may mean, or with `bound` what its number is below (`<`) or above (`>`)."""

    number: Decimal
    bound: str = ""

    def agrees(self, exact: Decimal, decimals: int, terms: int = 1) -> bool:
        """Whether it is the exact number, rounded to as many places as were printed (20 for 19.9).

        Half a unit either way: programs round a half up, down or to the even digit. A number that was rounded as the
        portal rounds, and printed with more zeros, is right as well. A bound says nothing of the direction. The sum of
        so many rounded `terms`, such as 99.9% or 100.1%, can be so many times as far off.
        """
        if self.bound:
            return abs(exact) < self.number if self.bound == "<" else abs(exact) > self.number
        exponent = self.number.as_tuple().exponent
        assert isinstance(exponent, int), "no cell is read as infinite"
        # A fraction of one place, 0.2 for 20%, is right to the nearest ten.
        places = min(max(-exponent, -1), MOST_PLACES)
        return abs(self.number - exact) <= Decimal(1).scaleb(-places) * terms / 2 or self.number == half_up(
            exact, decimals
        )

    def turned(self) -> "Reading":
        """The same with the other sign."""
        return Reading(-self.number, self.bound)


def read_printed(cell: object, column: Column) -> list[Reading]:
    """What a worked-out cell may mean; empty where it says nothing.

    A workbook keeps 55.7% as 0.557 where the cell is formatted as a percentage, and as 55.7 where it is not; other
    programs write such fractions into text. Raises `CellRefused`.
    """
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise CellRefused("The cell does not contain a number. Clear it: the portal calculates this column.")
    if not isinstance(cell, str):
        return _sizes(Decimal(format(cell, SIGNIFICANT)), column)
    text = unguarded(cell.strip())
    word = squeezed(text)
    if word in NO_CHANGE and column.computation != "share":
        return [Reading(Decimal(0))]
    if word in STATES or word in UNCLEAR or hides(word) or word in NO_NUMBER:
        return []
    bound = _BOUND.match(text)
    bare, sign = _ABOUT.sub("", bound["rest"] if bound else text), 1
    for arrows, way in ((_UP, 1), (_DOWN, -1)):
        arrow = next((one for one in arrows if bare.lower().startswith(one)), "")
        if arrow:
            bare, sign = bare[len(arrow) :].strip(), way
    brackets = _BRACKETS.match(bare)
    if brackets is not None:
        bare, sign = f"{brackets['rest']}{brackets['percent'] or ''}", -1
    is_percent = column.unit in PERCENT_UNITS and _PERCENT.search(bare) is not None
    number = _number(_PERCENT.sub("", bare) if column.unit in PERCENT_UNITS else bare)
    if number is None:
        raise CellRefused(f"“{text}” is not a number. Clear the cell: the portal calculates this column.")
    if sign < 0:
        number = -abs(number)
    if bound is not None:
        return [Reading(abs(number), "<" if bound["sign"].lower() in _BELOW else ">")]
    return [Reading(number)] if is_percent else _sizes(number, column)


def _number(text: str) -> Decimal | None:
    bare = SPACES.sub("", text).replace("−", "-").replace("–", "-").replace("—", "-")
    bare = bare.replace(",", ".") if _DECIMAL_COMMA.match(bare) else bare.replace(",", "")
    bare = bare.removeprefix("+")
    return Decimal(bare) if _NUMBER.fullmatch(bare) else None


def _sizes(number: Decimal, column: Column) -> list[Reading]:
    """A number, and of a percentage the fraction that it can be as well."""
    return [Reading(number), *([Reading(number.scaleb(2))] if column.unit in PERCENT_UNITS else [])]
