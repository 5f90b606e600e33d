"""Rules of conditional formatting by which a cell shows another number than it holds, or a figure that is struck out.

Pure. A rule that compares the cell with numbers is worked out. Any other, such as a formula, is taken to hold.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from indicators.parsing.number_formats import shown
from indicators.parsing.odd_cells import OddNumber
from indicators.parsing.places import number_of

_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Za-z]{1,3})\$?([0-9]{1,7}))?$")
_NUMBER = re.compile(r"^-?[0-9]{1,30}(?:\.[0-9]{1,30})?$")
Place = tuple[int, int]


@dataclass(frozen=True)
class RuleStyle:
    """What a rule does to a cell that it holds of: strikes it out, makes it white, or gives it another format."""

    is_struck: bool = False
    is_white: bool = False
    code: str = ""

    @property
    def is_odd(self) -> bool:
        """Whether a figure may not be what it is taken for."""
        return bool(self.is_struck or self.is_white or self.code)


@dataclass
class _Rule:
    """One rule with the cells that it is about."""

    ranges: str
    style: RuleStyle
    operator: str = ""
    numbers: list[float | None] = field(default_factory=list)

    def holds(self, number: float) -> bool:
        """Whether it holds of a number, or may."""
        first, second = (*self.numbers, None, None)[:2]
        if not self.operator or first is None:
            return True
        if self.operator in ("between", "notBetween"):
            if second is None:
                return True
            return (min(first, second) <= number <= max(first, second)) == (self.operator == "between")
        compared = {
            "lessThan": number < first,
            "lessThanOrEqual": number <= first,
            "greaterThan": number > first,
            "greaterThanOrEqual": number >= first,
            "equal": number == first,
            "notEqual": number != first,
        }
        return compared.get(self.operator, True)


class RuleReader:
    """Takes in the rules of one sheet, which stand behind its cells."""

    def __init__(self, styles: Mapping[int, RuleStyle]) -> None:
        self.styles = styles
        self.rules: list[_Rule] = []
        self.numbers: dict[Place, float] = {}
        self.ranges = ""
        self.current: _Rule | None = None
        self.in_formula = False
        self.formula = ""

    def start(self, name: str, given: Mapping[str, str]) -> None:
        if name == "conditionalFormatting":
            self.ranges = given.get("sqref", "")
        elif name == "cfRule":
            self.current = None
            style = self.styles.get(int(given["dxfId"])) if given.get("dxfId", "").isdigit() else None
            if style is not None and self.ranges:
                operator = given.get("operator", "") if given.get("type") == "cellIs" else ""
                self.current = _Rule(self.ranges, style, operator)
                self.rules.append(self.current)
        elif name == "formula":
            self.in_formula, self.formula = True, ""

    def end(self, name: str) -> None:
        if name == "formula":
            self.in_formula = False
            if self.current is not None:
                text = self.formula.strip()
                self.current.numbers.append(float(text) if _NUMBER.match(text) else None)
        elif name == "conditionalFormatting":
            self.ranges = ""

    def data(self, text: str) -> None:
        if self.in_formula:
            self.formula += text

    def odd(self) -> Iterator[tuple[Place, OddNumber]]:
        """The numbers that a rule shows otherwise, each once."""
        for (line, index), number in self.numbers.items():
            for rule in self.rules:
                found = _odd(number, rule.style) if rule.holds(number) and _has(rule.ranges, line, index) else None
                if found is not None:
                    yield (line, index), found
                    break


def _has(ranges: str, line: int, index: int) -> bool:
    for one in ranges.split():
        match = _RANGE.match(one)
        if match is None:
            continue
        left, top = number_of(match[1].upper()) - 1, int(match[2])
        right = number_of(match[3].upper()) - 1 if match[3] else left
        bottom = int(match[4]) if match[4] else top
        if left <= index <= right and top <= line <= bottom:
            return True
    return False


def _odd(number: float, style: RuleStyle) -> OddNumber | None:
    told = f"{number:g}"
    if style.is_struck or style.is_white:
        how = "struck out" if style.is_struck else "white, so that it cannot be seen"
        return OddNumber(
            number,
            f"By a rule of conditional formatting the figure {told} can be {how}. If it counts, remove the rule; if "
            "not, clear the cell.",
            told=told,
        )
    seen = shown(number, style.code)
    if not seen.is_other:
        return None
    what = f"show “{seen.text}”" if seen.text else "show nothing"
    return OddNumber(
        number,
        f"By a rule of conditional formatting the cell can {what}, but it holds {told}. Remove the rule and check that "
        "the cell shows the number you mean.",
        told=seen.text or told,
    )
