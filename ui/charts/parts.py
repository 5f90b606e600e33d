"""The pieces that charts are put together from, as layers of a Vega-Lite specification.

Places are given in pixels: the widths of words decide the layout, and Vega-Lite cannot know them beforehand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

from ui.charts.scale import Axis
from ui.charts.text import number, wrap
from ui.charts.theme import (
    BASELINE_COLOUR,
    FONT_SIZE,
    FONT_STACK,
    GAP,
    GRID_COLOUR,
    LINE_HEIGHT,
    NOTE_BACKGROUND,
    NOTE_EDGE,
    TEXT_COLOUR,
    WIDTH,
)

Layer = dict[str, Any]
PlacedText = tuple[tuple[str, ...], float, float]
# Where a value stands, and what is said of it; a gap has no height.
Point = tuple[float, float | None, str]
SWATCH_WIDTH = 26


@dataclass(frozen=True)
class Sign:
    """How one series is told from the others: by colour, by dash and by shape."""

    colour: str
    dash: tuple[int, ...]
    shape: str


@dataclass(frozen=True)
class BarMark:
    """One bar in its place, with its value as it is printed and as it is said."""

    start: float
    end: float
    top: float
    bottom: float
    text: str
    says: str
    colour: str
    negative: bool


@dataclass(frozen=True)
class Head:
    """What stands above the plot: the note, the legend, what marks mean, the words of the value axis."""

    note: tuple[str, ...]
    title: tuple[str, ...]
    legend: tuple[tuple[tuple[str, ...], str], ...]
    key: tuple[str, ...]

    @classmethod
    def of(cls, *, note: str, title: str, legend: Iterable[tuple[str, str]] = (), key: str = "") -> Self:
        """Break the words into lines that fit the chart's width."""
        return cls(
            note=wrap(note, WIDTH - 3 * GAP, bold=True) if note else (),
            title=wrap(title, WIDTH) if title else (),
            legend=tuple((wrap(words, WIDTH - SWATCH_WIDTH - GAP), colour) for words, colour in legend),
            key=wrap(key, WIDTH) if key else (),
        )

    @property
    def height(self) -> float:
        """How much room the head takes."""
        note = len(self.note) * LINE_HEIGHT + 2 * GAP if self.note else 0
        legend = sum(len(lines) * LINE_HEIGHT + GAP / 2 for lines, _ in self.legend)
        key = len(self.key) * LINE_HEIGHT + GAP / 2 if self.key else 0
        return note + len(self.title) * LINE_HEIGHT + legend + key + 2 * GAP

    def layers(self, *, left: float) -> list[Layer]:
        """The head drawn above the plot, from the chart's left edge."""
        layers: list[Layer] = []
        y = -self.height
        if self.note:
            band = len(self.note) * LINE_HEIGHT + GAP
            layers.append(_box(-left, y, WIDTH - left, y + band, NOTE_BACKGROUND))
            layers.append(_box(-left, y, 5 - left, y + band, NOTE_EDGE))
            layers.append(
                texts([(self.note, 1.5 * GAP - left, y + GAP / 2 + 2)], align="left", baseline="top", bold=True)
            )
            y += band + GAP
        for lines, colour in self.legend:
            middle = y + LINE_HEIGHT / 2
            layers.append(_box(-left, middle - 7, SWATCH_WIDTH - left, middle + 7, colour))
            layers.append(texts([(lines, SWATCH_WIDTH + GAP - left, middle)], align="left", baseline="middle"))
            y += len(lines) * LINE_HEIGHT + GAP / 2
        if self.key:
            layers.append(texts([(self.key, -left, y)], align="left", baseline="top"))
            y += len(self.key) * LINE_HEIGHT + GAP / 2
        if self.title:
            layers.append(texts([(self.title, -left, y)], align="left", baseline="top"))
        return layers


def spec(layers: list[Layer], *, head: Head, left: float, right: float, height: float, bottom: float) -> Layer:
    """The whole specification; the margins are ours, so that nothing is cut off or moved."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": WIDTH - left - right,
        "height": height,
        "autosize": {"type": "none"},
        "padding": {"left": left, "right": right, "top": head.height, "bottom": bottom},
        "background": "#FFFFFF",
        "config": {"view": {"stroke": None}, "font": FONT_STACK},
        "layer": [*head.layers(left=left), *layers],
    }


def texts(placed: Sequence[PlacedText], *, align: str, baseline: str, bold: bool = False, hidden: bool = True) -> Layer:
    """Words in lines, each block at its place."""
    mark = {
        "type": "text",
        "align": align,
        "baseline": baseline,
        "font": FONT_STACK,
        "fontSize": FONT_SIZE,
        "fontWeight": "bold" if bold else "normal",
        "lineHeight": LINE_HEIGHT,
        "color": TEXT_COLOUR,
        "aria": not hidden,
    }
    rows = [{"lines": list(lines), "x": x, "y": y} for lines, x, y in placed]
    return {
        "data": {"values": rows},
        "mark": mark,
        "encoding": {"text": {"field": "lines"}, "x": pixels("x"), "y": pixels("y")},
    }


def value_grid(axis: Axis, width: float, height: float) -> list[Layer]:
    """Lines across the plot at the round values, each with its number at the left."""
    places = [(tick, round(height - axis.place(tick, height), 1)) for tick in axis.ticks]
    layers = [rule(0, y, width, y, colour=BASELINE_COLOUR if tick == 0 else GRID_COLOUR) for tick, y in places]
    numbers = [((number(tick),), -GAP, y) for tick, y in places]
    return [*layers, texts(numbers, align="right", baseline="middle")]


def line(points: Sequence[Point], sign: Sign, *, emphasis: bool) -> list[Layer]:
    """A line that breaks at gaps, and a mark at each value that says the value."""
    rows: list[Layer] = []
    piece = 0
    for x, y, says in points:
        # Without a scale Vega-Lite would draw a gap as a point at the top: each piece is a line of its own.
        if y is None:
            piece += 1
        else:
            rows.append({"x": x, "y": y, "says": says, "piece": piece})
    encoding: Layer = {
        "x": pixels("x"),
        "y": pixels("y"),
        "detail": {"field": "piece", "type": "nominal"},
    }
    mark = {
        "type": "line",
        "color": sign.colour,
        "strokeWidth": 3.5 if emphasis else 2.5,
        "strokeDash": list(sign.dash),
        "aria": False,
    }
    size = 90 if len(points) <= 16 else 40
    return [
        {"data": {"values": rows}, "mark": mark, "encoding": encoding},
        symbols(rows, sign, size=size, says=True),
    ]


def line_name(lines: tuple[str, ...], sign: Sign, *, start: float | None, centre: float, x: float) -> list[Layer]:
    """The name of a line beside its end, with its sign, and a thread to the end if that is in sight."""
    left = x + 1.5 * GAP
    layers = [
        rule(left, centre, left + SWATCH_WIDTH, centre, colour=sign.colour, width=2.5, dash=sign.dash),
        symbols([{"x": left + SWATCH_WIDTH / 2, "y": centre}], sign, size=90, says=False),
        texts(
            [(lines, left + SWATCH_WIDTH + GAP / 2, centre - (len(lines) - 1) * LINE_HEIGHT / 2)],
            align="left",
            baseline="middle",
        ),
    ]
    if start is not None:
        layers.append(rule(x - GAP, start, left - 2, centre, colour=sign.colour, width=1))
    return layers


def bars(placed: Sequence[BarMark]) -> list[Layer]:
    """The bars, and the value of each at its end."""
    rows = [
        {"x": bar.start, "x2": bar.end, "y": bar.top, "y2": bar.bottom, "fill": bar.colour, "says": bar.says}
        for bar in placed
    ]
    layers: list[Layer] = [
        {
            "data": {"values": rows},
            "mark": {"type": "rect", "aria": True},
            "encoding": {
                "x": pixels("x"),
                "x2": {"field": "x2"},
                "y": pixels("y"),
                "y2": {"field": "y2"},
                "fill": {"field": "fill", "type": "nominal", "scale": None, "legend": None},
                "description": {"field": "says", "type": "nominal"},
            },
        }
    ]
    for negative, align, shift in ((False, "left", GAP / 2), (True, "right", -GAP / 2)):
        values = [
            ((bar.text,), bar.end + shift, (bar.top + bar.bottom) / 2) for bar in placed if bar.negative is negative
        ]
        layers.append(texts(values, align=align, baseline="middle"))
    return layers


def rule(
    x: float,
    y: float,
    x2: float,
    y2: float,
    *,
    colour: str = BASELINE_COLOUR,
    width: float = 1,
    dash: tuple[int, ...] = (1, 0),
) -> Layer:
    """One straight line."""
    return {
        "data": {"values": [{"x": x, "y": y, "x2": x2, "y2": y2}]},
        "mark": {
            "type": "rule",
            "color": colour,
            "strokeWidth": width,
            "strokeDash": list(dash),
            "aria": False,
        },
        "encoding": {"x": pixels("x"), "y": pixels("y"), "x2": {"field": "x2"}, "y2": {"field": "y2"}},
    }


def _box(x: float, y: float, x2: float, y2: float, colour: str) -> Layer:
    """One filled rectangle without a meaning of its own."""
    return {
        "data": {"values": [{"x": x, "y": y, "x2": x2, "y2": y2}]},
        "mark": {"type": "rect", "color": colour, "aria": False},
        "encoding": {"x": pixels("x"), "y": pixels("y"), "x2": {"field": "x2"}, "y2": {"field": "y2"}},
    }


def symbols(rows: list[Layer], sign: Sign, *, size: int, says: bool) -> Layer:
    """The series' shape at each place."""
    encoding: Layer = {"x": pixels("x"), "y": pixels("y")}
    if says:
        encoding["description"] = {"field": "says", "type": "nominal"}
    return {
        "data": {"values": rows},
        "mark": {
            "type": "point",
            "shape": sign.shape,
            "filled": True,
            "opacity": 1,
            "size": size,
            "color": sign.colour,
            "aria": says,
        },
        "encoding": encoding,
    }


def pixels(field: str) -> Layer:
    """A place in pixels: no scale stands between the field and the drawing."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}
