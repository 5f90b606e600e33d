"""What a line chart shows beside its lines: its certainty, breaks in its series, marks of points, signs for gaps."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ui.charts.parts import Layer, Point, Sign, pixels, rule, symbols, texts
from ui.charts.text import text_width
from ui.charts.theme import BASELINE_COLOUR, GAP, LINE_HEIGHT

BAND_OPACITY: Final = 0.18
BREAK_DASH: Final = (4, 3)
BREAK: Final = "Break"
HOLLOW: Final = "#FFFFFF"
HOLLOW_SIZE: Final = 24
# How far the middle of a mark stands from its point, and how close another point leaves it no room.
MARK_OFF: Final = 18
CROWDED: Final = 28


def band(edges: Sequence[tuple[float, float, float] | None], colour: str) -> Layer:
    """The room between a lower and an upper edge, place by place; a gap breaks it, as it breaks the line."""
    rows: list[Layer] = []
    piece = 0
    for edge in edges:
        if edge is None:
            piece += 1
        else:
            x, low, high = edge
            rows.append({"x": x, "y": low, "y2": high, "piece": piece})
    return {
        "data": {"values": rows},
        "mark": {"type": "area", "color": colour, "opacity": BAND_OPACITY, "line": False, "aria": False},
        "encoding": {
            "x": pixels("x"),
            "y": pixels("y"),
            "y2": {"field": "y2"},
            "detail": {"field": "piece", "type": "nominal"},
        },
    }


def break_line(x: float, height: float, width: float) -> list[Layer]:
    """A dashed upright line where figures stop being comparable, with its word at the top."""
    room = text_width(BREAK)
    left = x + GAP / 2 if x + GAP / 2 + room <= width else x - GAP / 2 - room
    return [
        rule(x, 0, x, height, colour=BASELINE_COLOUR, width=1.5, dash=BREAK_DASH),
        texts([((BREAK,), left, LINE_HEIGHT / 2)], align="left", baseline="middle"),
    ]


def hollow(marked: Sequence[tuple[float, float, str]], sign: Sign) -> Layer:
    """The inside of the points that carry a mark: where lines run close, words alone would not tell which do."""
    inside = replace(sign, colour=HOLLOW)
    return symbols([{"x": x, "y": y} for x, y, _ in marked], inside, size=HOLLOW_SIZE, says=False)


def point_marks(marked: Sequence[Sequence[tuple[float, float, str]]], points: Sequence[Sequence[Point]]) -> Layer:
    """Short words at points, such as [r] for one that was revised: above, or below where there is no room.

    Points that crowd together with the same mark are hollow and share the words above them.
    """
    placed = []
    words_at: dict[tuple[float, float], str] = {}
    for x, y, words in (point for of_line in marked for point in of_line):
        known = words_at.get((x, y), "").split()
        words_at[x, y] = " ".join(dict.fromkeys([*known, *words.split()]))
    for (x, y), words in words_at.items():
        near = [other for of_line in points for at, other, _ in of_line if at == x and other is not None and other < y]
        crowding = [other for other in near if y - other < CROWDED]
        if words not in [words_at.get((x, other)) for other in crowding]:
            placed.append(((words,), x, y + MARK_OFF if crowding else y - MARK_OFF))
    return texts(placed, align="center", baseline="middle")


def gap_room(rows: int) -> float:
    """How much room the rows of signs for gaps take below the plot."""
    return rows * LINE_HEIGHT


def gap_rows(rows: Sequence[tuple[Sign, Sequence[tuple[float, str]]]], height: float, *, named: bool) -> list[Layer]:
    """Below the plot, for each line that has gaps, a row with what stands for each at its place, such as [x].

    Below it, since a gap has no height, and since no line crosses the words there. Where there are several lines, the
    row begins with the sign of its own.
    """
    layers: list[Layer] = []
    for index, (sign, placed) in enumerate(rows):
        middle = height + GAP / 2 + (index + 0.5) * LINE_HEIGHT
        if named:
            layers.append(symbols([{"x": -GAP, "y": middle}], sign, size=60, says=False))
        layers.append(texts([((words,), x, middle) for x, words in placed], align="center", baseline="middle"))
    return layers
