"""The same charts for a telephone: 288 units wide, the words above their bars, the names of lines below the plot.

Each function takes what its namesake in `ui.charts.draw` takes, so that one set of values makes both drawings.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

from ui.charts.draw import Bar, Series, bar_text
from ui.charts.narrow_lines import lines_drawn
from ui.charts.narrow_parts import LINE, SIZE, WIDTH, Drawing
from ui.charts.scale import bar_axis
from ui.charts.svg import framed
from ui.charts.text import text_width
from ui.charts.theme import BASELINE_COLOUR, colours

BAR: Final = 20
GAP: Final = 6


def bar_chart(*, title: str, description: str, bars: Sequence[Bar], x_title: str, note: str = "", key: str = "") -> str:
    """Bars from zero, each below its name and before its value."""
    rows = [(bar.label, (bar,)) for bar in bars]
    return _bars(rows, (), title=title, description=description, x_title=x_title, note=note, key=key)


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
    """For each category its name, then one bar a series, in the order of the legend."""
    rows = [
        (
            category,
            tuple(
                Bar(
                    category,
                    one.values[place],
                    mark=one.marks[place] if one.marks else "",
                    gap=one.gaps[place] if one.gaps else "",
                )
                for one in series
            ),
        )
        for place, category in enumerate(categories)
    ]
    legend = tuple(one.label for one in series)
    return _bars(rows, legend, title=title, description=description, x_title=x_title, note=note, key=key)


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
    """Lines over time, every place of time named; below the plot each line's name with its last value."""
    drawing = Drawing()
    drawing.head(note=note, title=y_title, key=key)
    lines_drawn(drawing, x_labels, series, from_zero=from_zero, band_label=band_label, breaks=breaks)
    return _finished(drawing, title, description, note)


def _bars(
    rows: Sequence[tuple[str, tuple[Bar, ...]]],
    legend: Sequence[str],
    *,
    title: str,
    description: str,
    x_title: str,
    note: str,
    key: str,
) -> str:
    every = [bar for _, row in rows for bar in row]
    palette = colours(max(1, len(legend)))
    drawing = Drawing()
    drawing.head(note=note, title=x_title, key=key)
    for name, colour in zip(legend, palette, strict=False):
        drawing.named(name, colour)
    drawing.down(GAP)
    axis = bar_axis([bar.value for bar in every if bar.value is not None])
    length = WIDTH - _room(every) - GAP
    zero = axis.place(0, length)
    for label, row in rows:
        drawing.words(label)
        for place, bar in enumerate(row):
            end = zero if bar.value is None else axis.place(bar.value, length)
            drawing.box(min(zero, end), BAR - 2, abs(end - zero), palette[place])
            drawing.word(bar_text(bar), max(zero, end) + GAP, BAR / 2 + SIZE / 3)
            drawing.rule(zero, BAR, BASELINE_COLOUR)
            drawing.down(BAR)
        drawing.down(LINE / 2)
    return _finished(drawing, title, description, note)


def _room(bars: Iterable[Bar]) -> float:
    """How much the longest value needs behind its bar."""
    return max((text_width(bar_text(bar), size=SIZE) for bar in bars), default=0)


def _finished(drawing: Drawing, title: str, description: str, note: str) -> str:
    said = f"{description} {note}" if note else description
    digest = hashlib.sha256(f"{title}\n{said}".encode()).hexdigest()
    return framed(
        drawing.elements, title=title, description=said, width=WIDTH, height=drawing.y, key=f"narrow-{digest[:12]}"
    )
