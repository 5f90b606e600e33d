"""The pen of narrow drawings: it goes down the page, and everything is placed below what was drawn before."""

from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from ui.charts.svg import element
from ui.charts.text import clean, text_width, wrap
from ui.charts.theme import BASELINE_COLOUR, FONT_STACK, TEXT_COLOUR

# As wide as the column of a telephone of 320 pixels: a unit is a pixel there.
WIDTH: Final = 288
SIZE: Final = 15
LINE: Final = 19
SWATCH: Final = 16


@dataclass
class Drawing:
    """What was drawn, and how far down the pen is."""

    elements: list[Element] = field(default_factory=list)
    y: float = 0

    def down(self, by: float) -> None:
        """Leave room."""
        self.y += by

    def head(self, *, note: str, title: str, key: str) -> None:
        """What stands above the plot: the note in bold, what is measured, what the signs mean."""
        if note:
            self.words(note, bold=True)
        for text in (title, key):
            if text:
                self.words(text)

    def words(self, text: str, *, left: float = 0, bold: bool = False) -> None:
        """Words in lines that fit, below each other."""
        for line in wrap(text, WIDTH - left, size=SIZE, bold=bold):
            self.word(line, left, SIZE, bold=bold)
            self.down(LINE)

    def named(self, text: str, colour: str, opacity: str = "1") -> None:
        """A swatch with what it stands for."""
        self.elements.append(
            element("rect", x=0, y=self.y + 4, width=SWATCH, height=12, fill=colour, fill_opacity=opacity)
        )
        self.words(text, left=SWATCH + 8)

    def word(self, text: str, x: float, below: float, *, anchor: str = "start", bold: bool = False) -> None:
        """One line of words with its foot so far below the pen."""
        if not clean(text):
            return
        made = element(
            "text",
            text,
            x=round(x, 1),
            y=round(self.y + below, 1),
            fill=TEXT_COLOUR,
            font_family=FONT_STACK,
            font_size=SIZE,
            text_anchor=anchor,
        )
        if bold:
            made.set("font-weight", "bold")
        self.elements.append(made)

    def upright(self, text: str, x: float) -> float:
        """Words from below upwards, whose end is at the pen; answers how much room they take."""
        room = text_width(clean(text), size=SIZE)
        made = element(
            "text",
            text,
            transform=f"translate({x + SIZE / 3:g} {self.y:g}) rotate(-90)",
            fill=TEXT_COLOUR,
            font_family=FONT_STACK,
            font_size=SIZE,
            text_anchor="end",
        )
        self.elements.append(made)
        return room

    def box(self, x: float, height: float, width: float, colour: str) -> None:
        """A bar at the pen; none where it has no width."""
        if width > 0:
            made = element(
                "rect", x=round(x, 1), y=round(self.y + 1, 1), width=round(width, 1), height=height, fill=colour
            )
            self.elements.append(made)

    def rule(self, x: float, height: float, colour: str = BASELINE_COLOUR) -> None:
        """An upright line at the pen."""
        self.path(f"M{x:.1f} {self.y:.1f}v{height:.1f}", colour, width=1)

    def path(self, d: str, colour: str, *, width: float, dash: str = "") -> None:
        """A line of any form; its places are those of the drawing."""
        made = element("path", d=d, fill="none", stroke=colour, stroke_width=width, stroke_linejoin="round")
        if dash:
            made.set("stroke-dasharray", dash)
        self.elements.append(made)
