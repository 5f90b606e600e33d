"""What a line chart shows beside its lines: how sure a line is, where its series breaks, which points were revised."""

from collections.abc import Sequence
from typing import Final

from ui.chart_parts import Layer, pixels, rule, texts
from ui.chart_text import text_width
from ui.chart_theme import BASELINE_COLOUR, GAP, LINE_HEIGHT

BAND_OPACITY: Final = 0.18
BREAK_DASH: Final = (4, 3)
BREAK: Final = "Break"


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


def point_marks(placed: Sequence[tuple[float, float, str]]) -> Layer:
    """Short words above points, such as [r] for one that was revised."""
    return texts([((words,), x, y - GAP) for x, y, words in placed], align="center", baseline="bottom")
