"""Small pictures without words: a line over the years, or a few bars. Pure.

A picture stands beside the words that say the same; it carries none of its own, and readers of the screen skip it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from xml.etree.ElementTree import tostring

from ui.charts.svg import element
from ui.charts.theme import BASELINE_COLOUR

WIDTH, HEIGHT = 240, 48
DOT = 4
BAR, GAP = 14, 6
# The line to compare with: thinner, and broken into dashes, so that it is not told by colour alone.
OWN = {"stroke-width": "3"}
BESIDE = {"stroke": BASELINE_COLOUR, "stroke-width": "1.5", "stroke-dasharray": "4 3"}

Values = Sequence[Decimal | None]


@dataclass(frozen=True)
class Stroke:
    """One line of a picture: where its pen goes, and whether it is the one that the picture is about."""

    path: str
    is_own: bool


@dataclass(frozen=True)
class Dot:
    """The newest value of the line that the picture is about."""

    x: str
    y: str


@dataclass(frozen=True)
class MiniBar:
    """One bar, from the left edge; `is_own` marks the one that the picture is about."""

    y: int
    width: str
    is_own: bool


@dataclass(frozen=True)
class Spark:
    """A picture as its elements, in a box of `WIDTH` by `height` without a unit."""

    height: int
    strokes: tuple[Stroke, ...] = ()
    dot: Dot | None = None
    bars: tuple[MiniBar, ...] = ()

    def svg(self, colour: str = "currentColor") -> str:
        """The picture as SVG text, silent for those who listen: the words beside it say the same."""
        picture = element("svg", aria_hidden="true", focusable="false", viewBox=f"-1 -1 {WIDTH + 2} {self.height + 2}")
        picture.set("class", "app-spark")
        for bar in self.bars:
            fill = colour if bar.is_own else "#FFFFFF"
            picture.append(
                element("rect", x=0, y=bar.y, width=bar.width, height=BAR, fill=fill, stroke=colour, stroke_width=1)
            )
        for stroke in self.strokes:
            line = element("path", d=stroke.path, fill="none", stroke_linejoin="round")
            for name, value in (OWN | {"stroke": colour} if stroke.is_own else BESIDE).items():
                line.set(name, value)
            picture.append(line)
        if self.dot:
            picture.append(element("circle", cx=self.dot.x, cy=self.dot.y, r=DOT, fill=colour))
        return tostring(picture, encoding="unicode")


def _at(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def line_spark(own: Values, beside: Values = (), breaks: Sequence[int] = ()) -> Spark | None:
    """A line over time, with a second one behind it to compare with; None where fewer than two points are known.

    A line is parted where a value is missing, and before each place in `breaks`: nothing is drawn that nobody measured,
    and no series over a break in it. Both lines have one scale, which begins at zero where no value is below it.
    """
    known = [value for value in (*own, *beside) if value is not None]
    if sum(value is not None for value in own) < 2:
        return None
    low, high = min(*known, Decimal(0)), max(*known, Decimal(0))
    span = float(high - low) or 1.0
    step = (WIDTH - 2 * DOT) / (len(own) - 1)

    def point(place: int, value: Decimal) -> tuple[float, float]:
        return DOT + place * step, HEIGHT - DOT - float(value - low) / span * (HEIGHT - 2 * DOT)

    def path(values: Values) -> str:
        return " ".join(pieces([None if v is None else point(i, v) for i, v in enumerate(values)], breaks))

    strokes = [Stroke(path(beside), is_own=False)] if beside else []
    last = max(place for place, value in enumerate(own) if value is not None)
    x, y = point(last, own[last] or Decimal(0))
    return Spark(HEIGHT, (*strokes, Stroke(path(own), is_own=True)), Dot(_at(x), _at(y)))


def pieces(points: Sequence[tuple[float, float] | None], breaks: Sequence[int]) -> list[str]:
    """Path commands: each run of known points is a line of its own, a single point a short dash."""
    numbered = [(sum(place >= start for start in breaks), point) for place, point in enumerate(points)]
    commands = []
    for (_, is_known), run in groupby(numbered, key=lambda one: (one[0], one[1] is not None)):
        if is_known:
            known = [point for _, point in run if point is not None]
            if len(known) == 1:
                known = [(known[0][0] - 1, known[0][1]), (known[0][0] + 1, known[0][1])]
            commands += [f"{'ML'[bool(i)]}{_at(x)} {_at(y)}" for i, (x, y) in enumerate(known)]
    return commands


def bar_spark(values: Sequence[Decimal], own: int = 0) -> Spark | None:
    """Bars under each other, in the order given; None where none is above zero, or one is below."""
    if not values or max(values) <= 0 or min(values) < 0:
        return None
    high = float(max(values))
    bars = tuple(
        MiniBar(place * (BAR + GAP), _at(float(value) / high * WIDTH), is_own=place == own)
        for place, value in enumerate(values)
    )
    return Spark(len(values) * (BAR + GAP) - GAP, bars=bars)
