"""Words and numbers in a drawing: cleaned, measured and broken into lines.

A drawing is made where no browser can measure for us. The widths are upper limits of those
of our font, so what is measured here never needs more room than it is given.
"""

import re
from decimal import Decimal
from typing import Final

from ui.charts.theme import FONT_SIZE

_NOT_IN_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SLIM: Final = frozenset("ijl.,:;|!' ")
_NARROW: Final = frozenset("frtI()[]/-")
_WIDE: Final = frozenset("mwMW@%#æÆœŒ¼½¾©®—")
_WIDE_SCRIPTS_FROM: Final = "\u1100"
_BOLD: Final = 1.12


def clean(text: str) -> str:
    """The text with single spaces and without the characters that XML forbids."""
    return " ".join(_NOT_IN_XML.sub("", text).split())


def number(value: Decimal | int) -> str:
    """The number as it is printed: thousands commas, decimals as they were given."""
    exact = Decimal(value)
    if not exact.is_finite():
        raise ValueError("A chart can only show finite numbers.")
    return f"{exact:,f}"


def _character_width(character: str) -> float:
    if character in _SLIM:
        return 0.31
    if character in _NARROW:
        return 0.4
    if character in _WIDE:
        return 0.95
    if character.isdigit():
        return 0.66
    if character >= _WIDE_SCRIPTS_FROM:
        return 1.1
    return 0.59 if character.islower() else 0.74


def text_width(text: str, *, size: float = FONT_SIZE, bold: bool = False) -> float:
    """An upper estimate of how wide the text is drawn."""
    width = sum(_character_width(character) for character in text) * size
    return width * _BOLD if bold else width


def wrap(text: str, width: float, *, size: float = FONT_SIZE, bold: bool = False) -> tuple[str, ...]:
    """Break the text into lines that fit the width; a word too long for a line is cut into pieces."""
    lines: list[str] = []
    line = ""
    for word in clean(text).split(" "):
        longer = f"{line} {word}" if line else word
        if text_width(longer, size=size, bold=bold) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, width, size=size, bold=bold)
        lines.extend(full)
    lines.append(line)
    return tuple(lines)


def _pieces(word: str, width: float, *, size: float, bold: bool) -> list[str]:
    """The word in pieces that each fit the width, at least one character long."""
    pieces = [""]
    for character in word:
        if pieces[-1] and text_width(pieces[-1] + character, size=size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces
