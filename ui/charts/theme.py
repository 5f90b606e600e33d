"""How every chart looks: colours, sizes and the words of the font stack.

The colours are those that the Government Analysis Function gives for categories.
Text is always dark: two of the colours are too pale for words on white.
"""

from typing import Final

from ui.fonts import FONT_FAMILY

CATEGORY_COLOURS: Final = ("#12436D", "#28A197", "#801650", "#F46A25")
PAIR_COLOURS: Final = ("#12436D", "#F46A25")
TEXT_COLOUR: Final = "#0B0C0C"
BASELINE_COLOUR: Final = "#3D3D3D"
GRID_COLOUR: Final = "#D9DCDE"
NOTE_BACKGROUND: Final = "#F3F2F1"
NOTE_EDGE: Final = "#801650"

FONT_STACK: Final = f"{FONT_FAMILY}, Arial, sans-serif"

# A second and a third sign beside colour, in the order of the series.
DASHES: Final = ((1, 0), (9, 5), (2, 4), (12, 4, 2, 4))
SHAPES: Final = ("circle", "square", "triangle-up", "diamond")

WIDTH: Final = 600
FONT_SIZE: Final = 16
LINE_HEIGHT: Final = 20
GAP: Final = 10
PLOT_HEIGHT: Final = 280


def colours(count: int) -> tuple[str, ...]:
    """The colours for this many series: two have a pair of their own."""
    return PAIR_COLOURS if count == 2 else CATEGORY_COLOURS[:count]


def tinted(colour: str, opacity: float) -> str:
    """The colour as it looks on white at this opacity: for signs that must look like what they explain."""
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * opacity):02X}" for part in parts)
