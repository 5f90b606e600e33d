"""The charts of the portal: lines over time, bars, and bars in pairs.

Each function returns SVG text. It scales to the room it is given, keeps words as words,
says each value to those who listen, and is the same, byte for byte, for the same input.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from ui.charts import additions, parts
from ui.charts.render import render
from ui.charts.scale import Axis, bar_axis, spread, value_axis
from ui.charts.text import clean, number, text_width, wrap
from ui.charts.theme import DASHES, FONT_SIZE, GAP, LINE_HEIGHT, PLOT_HEIGHT, SHAPES, WIDTH, colours, tinted

Value = Decimal | int | None
Edges = tuple[Decimal | int, Decimal | int] | None

MOST_SERIES = 4
_LABEL_ROOM = 240
_MANY_ROWS = 20  # above this the rows move closer, so that the chart still fits a printed page
_SERIES_ROOM = 132
_POINT_ROOM = 120


@dataclass(frozen=True)
class Series:
    """One line, or one bar in each pair. None is a gap.

    `band` holds the lower and upper edge of how sure each value is; `marks` short words beside a value, such as [r];
    `gaps` what stands where there is no value, such as [x], so that a reader sees why.
    """

    label: str
    values: tuple[Value, ...]
    band: tuple[Edges, ...] = ()
    marks: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bar:
    """A bar with short words behind its value, such as [r]. None draws no bar, but `gap` in its place, such as [x]."""

    label: str
    value: Value
    mark: str = ""
    gap: str = ""


def line_chart(
    *,
    title: str,
    description: str,
    x_labels: Sequence[str],
    series: Sequence[Series],
    y_title: str,
    note: str = "",
    from_zero: bool = True,
    band_label: str = "",
    breaks: Sequence[int] = (),
    key: str = "",
) -> str:
    """Up to four lines, each with its name at its end; a gap where there is no value, and what stands for it below.

    `band_label` says in words what the bands are. `breaks` holds the places before which the series breaks. `key` says
    in words what the marks and the signs of gaps mean, in every kind of chart.
    """
    _check(x_labels, series)
    if not all(0 < place < len(x_labels) for place in breaks):
        raise ValueError("A series breaks between two labels.")
    edges = [edge for one in series for pair in one.band if pair is not None for edge in pair]
    axis = value_axis([*_known(value for one in series for value in one.values), *edges], from_zero=from_zero)
    names = [wrap(_series_label(one), _SERIES_ROOM) for one in series]
    heights = [len(lines) * LINE_HEIGHT + GAP for lines in names]
    height = max(PLOT_HEIGHT, sum(heights))
    left = max(ceil(max(text_width(number(tick)) for tick in axis.ticks)) + GAP, _POINT_ROOM // 2)
    plot_width = WIDTH - left - _SERIES_ROOM - parts.SWATCH_WIDTH - 3 * GAP
    xs = _points(len(x_labels), plot_width)
    signs = [parts.Sign(*look) for look in zip(colours(len(series)), DASHES, SHAPES, strict=False)]
    legend = [(band_label, tinted(signs[0].colour, additions.BAND_OPACITY))] if edges else []
    head = parts.Head.of(note=note, title=y_title, legend=legend, key=key)
    labels = _category_labels(x_labels, xs)
    gaps = [(signs[index], placed) for index, one in enumerate(series) if (placed := _placed_gaps(one, xs))]
    below = height + additions.gap_room(len(gaps)) + GAP

    wanted = [_y(_last(one.values), axis, height) for one in series]
    centres = spread(wanted, heights, low=-GAP, high=height + GAP)
    layers = parts.value_grid(axis, plot_width, height)
    layers.append(parts.texts([(lines, x, below) for lines, x in labels], align="center", baseline="top"))
    layers += additions.gap_rows(gaps, height, named=len(series) > 1)
    for index, one in enumerate(series):
        if one.band:
            layers.append(additions.band(_placed_edges(one, xs, axis, height), signs[index].colour))
    for place in breaks:
        layers += additions.break_line((xs[place - 1] + xs[place]) / 2, height, plot_width)
    # The first series is the one that the chart is about: it is drawn last, so that it lies on top.
    points = [_marked_points(one, xs, x_labels, axis, height) for one in series]
    for index in reversed(range(len(series))):
        layers += parts.line(points[index], signs[index], emphasis=index == 0)
        layers.append(additions.hollow(_marked(series[index], points[index]), signs[index]))
    layers.append(additions.point_marks([_marked(*each) for each in zip(series, points, strict=True)], points))
    for index, one in enumerate(series):
        layers += parts.line_name(
            names[index],
            signs[index],
            start=None if one.values[-1] is None else wanted[index],
            centre=centres[index],
            x=plot_width,
        )
    bottom = below - height + max(len(lines) for lines, _ in labels) * LINE_HEIGHT + GAP
    spec = parts.spec(layers, head=head, left=left, right=WIDTH - left - plot_width, height=height, bottom=bottom)
    return render(spec, title=title, description=_with_note(description, note))


def bar_chart(*, title: str, description: str, bars: Sequence[Bar], x_title: str, note: str = "", key: str = "") -> str:
    """Bars from zero, one below the other, each with its name and its value."""
    rows = [(bar.label, (bar,)) for bar in bars]
    return _bars(rows, legend=(), title=title, description=description, x_title=x_title, note=note, key=key)


def paired_bar_chart(
    *,
    title: str,
    description: str,
    categories: Sequence[str],
    series: Sequence[Series],
    x_title: str,
    note: str = "",
    key: str = "",
) -> str:
    """For each category one bar a series, always in the same order, which the legend says in words."""
    _check(categories, series)
    rows = [
        (category, tuple(_bar_at(category, one, index) for one in series)) for index, category in enumerate(categories)
    ]
    places = ("Upper", "Lower") if len(series) == 2 else ("First", "Second", "Third", "Fourth")
    legend = tuple(f"{place} bar: {clean(one.label)}" for place, one in zip(places, series, strict=False))
    said = tuple(clean(one.label) for one in series)
    return _bars(
        rows, legend=legend, said=said, title=title, description=description, x_title=x_title, note=note, key=key
    )


def _bar_at(label: str, one: Series, index: int) -> Bar:
    return Bar(
        label,
        one.values[index],
        mark=one.marks[index] if one.marks else "",
        gap=one.gaps[index] if one.gaps else "",
    )


def _bars(
    rows: Sequence[tuple[str, tuple[Bar, ...]]],
    *,
    legend: tuple[str, ...],
    title: str,
    description: str,
    x_title: str,
    note: str,
    key: str,
    said: tuple[str, ...] = ("",),
) -> str:
    """Draw bars in rows; the rows are as high as their names and their bars need."""
    if not rows:
        raise ValueError("A chart needs at least one bar.")
    every = [bar for _, row in rows for bar in row]
    values = _known(bar.value for bar in every)
    axis = bar_axis(values)
    room = min(_LABEL_ROOM, ceil(max(text_width(clean(label)) for label, _ in rows)))
    names = [wrap(label, room) for label, _ in rows]
    # A value below zero carries its mark at its left, too; what stands for a gap stands at the right of zero.
    below_zero = max((ceil(text_width(bar_text(bar))) for bar in every if _is_below_zero(bar)), default=0)
    above_zero = max((ceil(text_width(bar_text(bar))) for bar in every if not _is_below_zero(bar)), default=0)
    left, right = room + 2 * GAP + below_zero, above_zero + GAP
    plot_width = WIDTH - left - right
    zero = round(axis.place(0, plot_width), 1)
    names_end = -below_zero - GAP * (1.5 if below_zero else 1)
    palette = colours(len(said))
    thickness = 20.0
    gap = GAP if len(rows) <= _MANY_ROWS else GAP / 2

    placed: list[parts.BarMark] = []
    labels: list[parts.PlacedText] = []
    gaps: list[parts.PlacedText] = []
    top = 0.0
    for (label, row), lines in zip(rows, names, strict=True):
        height = max(len(lines) * LINE_HEIGHT, len(row) * thickness) + gap
        middle = top + height / 2
        labels.append((lines, names_end, middle - (len(lines) - 1) * LINE_HEIGHT / 2))
        first = middle - len(row) * thickness / 2
        for index, bar in enumerate(row):
            text, value = bar_text(bar), bar.value
            if value is None:
                gaps.append(((text,), zero + GAP / 2, first + (index + 0.5) * thickness))
                continue
            name = ", ".join(part for part in (clean(label), said[index]) if part)
            placed.append(
                parts.BarMark(
                    start=zero,
                    end=round(axis.place(value, plot_width), 1),
                    top=first + index * thickness + 1,
                    bottom=first + (index + 1) * thickness - 1,
                    text=text,
                    says=f"{name}: {text}",
                    colour=palette[index],
                    negative=value < 0,
                )
            )
        top += height
    head = parts.Head.of(note=note, title=x_title, legend=tuple(zip(legend, palette, strict=False)), key=key)
    layers = [
        *parts.bars(placed),
        parts.texts([one for one in gaps if one[0] != ("",)], align="left", baseline="middle"),
        parts.texts(labels, align="right", baseline="middle"),
        parts.rule(zero, 0, zero, top),
    ]
    spec = parts.spec(layers, head=head, left=left, right=right, height=top, bottom=GAP)
    return render(spec, title=title, description=_with_note(description, note))


def bar_text(bar: Bar) -> str:
    """What is printed beside a bar: its value with its mark, or what stands for a gap."""
    return bar.gap if bar.value is None else f"{number(bar.value)} {bar.mark}".rstrip()


def _is_below_zero(bar: Bar) -> bool:
    return bar.value is not None and bar.value < 0


def _check(labels: Sequence[str], series: Sequence[Series]) -> None:
    """Refuse what could not be read: no data, too many series, values that belong to no label."""
    if not labels or not series:
        raise ValueError("A chart needs at least one label and one series.")
    if len(series) > MOST_SERIES:
        raise ValueError(f"A chart holds at most {MOST_SERIES} series.")
    if any(len(one.values) != len(labels) for one in series):
        raise ValueError("Each series needs one value, or a gap, for each label.")
    if any(len(more) not in (0, len(labels)) for one in series for more in (one.band, one.marks, one.gaps)):
        raise ValueError("A band, marks and gaps need one entry, or none, for each label.")


def _known(values: Iterable[Value]) -> list[Decimal | int]:
    return [value for value in values if value is not None]


def _last(values: Sequence[Value]) -> Decimal | int:
    """The last value there is: its height is where the line's name is wanted."""
    known = _known(values)
    return known[-1] if known else 0


def _series_label(one: Series) -> str:
    return one.label if _known(one.values) else f"{one.label}: no figures"


def _y(value: Decimal | int, axis: Axis, height: float) -> float:
    return round(height - axis.place(value, height), 1)


def _marked_points(
    one: Series, xs: Sequence[float], labels: Sequence[str], axis: Axis, height: float
) -> list[parts.Point]:
    """Each value in its place with the words that say it; a gap keeps its place and says nothing."""
    marks = one.marks or ("",) * len(xs)
    return [
        (x, None, "")
        if value is None
        else (x, _y(value, axis, height), f"{clean(one.label)}, {clean(label)}: {number(value)} {mark}".rstrip())
        for x, value, label, mark in zip(xs, one.values, labels, marks, strict=True)
    ]


def _placed_edges(
    one: Series, xs: Sequence[float], axis: Axis, height: float
) -> list[tuple[float, float, float] | None]:
    return [
        None if pair is None else (x, _y(pair[0], axis, height), _y(pair[1], axis, height))
        for x, pair in zip(xs, one.band, strict=True)
    ]


def _marked(one: Series, points: Sequence[parts.Point]) -> list[tuple[float, float, str]]:
    return [(x, y, mark) for (x, y, _), mark in zip(points, one.marks, strict=False) if mark and y is not None]


def _placed_gaps(one: Series, xs: Sequence[float]) -> list[tuple[float, str]]:
    """What stands for each gap, at its place; where places are closer than the words are wide, not at every one."""
    placed: list[tuple[float, str]] = []
    for x, value, words in zip(xs, one.values, one.gaps, strict=False):
        if value is None and words and (not placed or x - placed[-1][0] >= text_width(words)):
            placed.append((x, words))
    return placed


def _points(count: int, width: float) -> list[float]:
    """Where the labels of the horizontal axis stand; one alone stands in the middle."""
    if count == 1:
        return [width / 2]
    inset = FONT_SIZE
    return [round(inset + index * (width - 2 * inset) / (count - 1), 1) for index in range(count)]


def _category_labels(labels: Sequence[str], xs: Sequence[float]) -> list[tuple[tuple[str, ...], float]]:
    """The labels that there is room for, counted back from the last, each in short lines."""
    step = xs[1] - xs[0] if len(xs) > 1 else 2 * xs[0]
    word = max(text_width(word) for label in labels for word in clean(label).split(" "))
    every = max(1, -(-int(min(word, _POINT_ROOM) + GAP) // int(max(step, 1))))
    room = min(every * step - GAP / 2, _POINT_ROOM)
    last = len(labels) - 1
    return [
        (wrap(label, room), x)
        for index, (label, x) in enumerate(zip(labels, xs, strict=True))
        if (last - index) % every == 0
    ]


def _with_note(description: str, note: str) -> str:
    return f"{description} {note}" if note else description
