"""Lines over time on a telephone."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from ui.charts.additions import BAND_OPACITY, BREAK, BREAK_DASH
from ui.charts.draw import Series
from ui.charts.narrow_parts import LINE, SIZE, SWATCH, WIDTH, Drawing
from ui.charts.scale import Axis, value_axis
from ui.charts.sparks import pieces
from ui.charts.svg import element
from ui.charts.text import number, text_width
from ui.charts.theme import BASELINE_COLOUR, DASHES, GRID_COLOUR, colours

PLOT: Final = 190
STEPS: Final = 4
GAP: Final = 8
Places = Sequence[tuple[float, float] | None]


def lines_drawn(
    drawing: Drawing,
    x_labels: Sequence[str],
    series: Sequence[Series],
    *,
    from_zero: bool,
    band_label: str,
    breaks: Sequence[int],
) -> None:
    """Draw the plot, the names of its places and, below, those of the lines."""
    known = [value for one in series for value in one.values if value is not None]
    edges = [edge for one in series for pair in one.band if pair is not None for edge in pair]
    axis = value_axis([*known, *edges], from_zero=from_zero, steps=STEPS)
    left = max(text_width(number(tick), size=SIZE) for tick in axis.ticks) + GAP
    drawing.down(LINE / 2)
    top = drawing.y
    _grid(drawing, axis, left)
    step = (WIDTH - left - 2 * GAP) / max(1, len(x_labels) - 1)
    xs = [left + GAP + place * step for place in range(len(x_labels))]

    def at(place: int, value: Decimal | int) -> tuple[float, float]:
        return xs[place], top + PLOT - axis.place(value, PLOT)

    palette = colours(len(series))
    for place in breaks:
        x = (xs[place - 1] + xs[place]) / 2
        drawing.path(f"M{x:.1f} {top:.1f}v{PLOT}", BASELINE_COLOUR, width=1.5, dash=" ".join(map(str, BREAK_DASH)))
        drawing.word(BREAK, x - GAP / 2, -4, anchor="end" if x > WIDTH / 2 else "start")
    for one, colour in zip(series, palette, strict=True):
        _band(drawing, one, at, colour)
    # The first line is the one that the chart is about: it is drawn last, so that it lies on top.
    for index in reversed(range(len(series))):
        points = [None if value is None else at(place, value) for place, value in enumerate(series[index].values)]
        width = 3 if index == 0 else 2
        dash = "" if index == 0 else " ".join(map(str, DASHES[index]))
        drawing.path(" ".join(pieces(points, breaks)), palette[index], width=width, dash=dash)
        _points(drawing, series[index], points, palette[index])
    drawing.down(PLOT + GAP)
    _below(drawing, x_labels, xs, series, palette)
    if edges:
        drawing.named(band_label, palette[0], str(BAND_OPACITY))


def _grid(drawing: Drawing, axis: Axis, left: float) -> None:
    for tick in axis.ticks:
        y = PLOT - axis.place(tick, PLOT)
        drawing.path(f"M{left:.1f} {drawing.y + y:.1f}H{WIDTH}", GRID_COLOUR, width=1)
        drawing.word(number(tick), left - GAP / 2, y + SIZE / 3, anchor="end")


def _band(drawing: Drawing, one: Series, at: Callable[[int, Decimal | int], tuple[float, float]], colour: str) -> None:
    """The room between the edges of how sure each value is, parted where it is not known."""
    run: list[tuple[tuple[float, float], tuple[float, float]]] = []
    for place, pair in enumerate([*one.band, None]):
        if pair is not None:
            run.append((at(place, pair[0]), at(place, pair[1])))
            continue
        if len(run) > 1:
            around = [low for low, _ in run] + [high for _, high in reversed(run)]
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in around)
            drawing.elements.append(element("polygon", points=points, fill=colour, fill_opacity=str(BAND_OPACITY)))
        run = []


def _points(drawing: Drawing, one: Series, points: Places, colour: str) -> None:
    """A dot at each value; one that carries a mark is hollow, and its mark stands above it."""
    marks = one.marks or ("",) * len(points)
    for point, mark in zip(points, marks, strict=True):
        if point is None:
            continue
        x, y = point
        fill = "#FFFFFF" if mark else colour
        drawing.elements.append(
            element("circle", cx=round(x, 1), cy=round(y, 1), r=3.5, fill=fill, stroke=colour, stroke_width=2)
        )
        drawing.word(mark, x, y - drawing.y - GAP, anchor="middle")


def _below(
    drawing: Drawing, labels: Sequence[str], xs: Sequence[float], series: Sequence[Series], palette: Sequence[str]
) -> None:
    """What stands for gaps, the name of each place, and the name of each line with its last value."""
    for one, colour in zip(series, palette, strict=True):
        gaps = [(x, words) for x, words in zip(xs, one.gaps, strict=False) if words]
        if gaps:
            drawing.elements.append(element("circle", cx=4, cy=drawing.y + SIZE / 2, r=4, fill=colour))
            for x, words in gaps:
                drawing.word(words, x, SIZE, anchor="middle")
            drawing.down(LINE)
    drawing.down(max(drawing.upright(label, x) for label, x in zip(labels, xs, strict=True)) + GAP)
    for index, (one, colour) in enumerate(zip(series, palette, strict=True)):
        dash = "" if index == 0 else " ".join(map(str, DASHES[index]))
        drawing.path(f"M0 {drawing.y + SIZE / 2 + 2:.1f}h{SWATCH + 4}", colour, width=3, dash=dash)
        drawing.words(_named(one, labels), left=SWATCH + 10)


def _named(one: Series, labels: Sequence[str]) -> str:
    last = next((place for place in reversed(range(len(labels))) if one.values[place] is not None), None)
    if last is None:
        return f"{one.label}: no figures"
    return f"{one.label}: {number(one.values[last] or 0)} in {labels[last]}"
