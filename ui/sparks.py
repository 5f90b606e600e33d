"""Small pictures without words: a line over the years, or a few bars. Pure.

A picture stands beside the words that say the same; it carries none of its own, and readers of the screen skip it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

WIDTH, HEIGHT = 240, 48
DOT = 4
BAR, GAP = 14, 6

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

    bar = BAR

    @property
    def box(self) -> str:
        """For the attribute `viewBox`."""
        return f"0 0 {WIDTH} {self.height}"


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
        return " ".join(_pieces([None if v is None else point(i, v) for i, v in enumerate(values)], breaks))

    strokes = [Stroke(path(beside), is_own=False)] if beside else []
    last = max(place for place, value in enumerate(own) if value is not None)
    x, y = point(last, own[last] or Decimal(0))
    return Spark(HEIGHT, (*strokes, Stroke(path(own), is_own=True)), Dot(_at(x), _at(y)))


def _pieces(points: Sequence[tuple[float, float] | None], breaks: Sequence[int]) -> list[str]:
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
