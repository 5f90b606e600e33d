"""The chart of a published table: drawn from what the table prints, and from nothing else. Pure."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from types import ModuleType
from typing import Any

from indicators.definitions.cells import MARK_WORDS
from indicators.definitions.families import get_family
from indicators.definitions.periods import parse_period
from indicators.definitions.usable import BENCHMARKS
from indicators.definitions.values import SYMBOLS, ValueState
from indicators.tables.measures import SHAPE as MEASURE_SERIES
from indicators.tables.phrases import cell_of, number_of, uncapitalised
from indicators.tables.phrases import text_of_cell as _text
from ui.charts import draw as wide
from ui.charts import narrow
from ui.charts.draw import MOST_SERIES, Bar, Edges, Series

MOST_BARS = 10
HOLLOW = "marked points are hollow"
NOTE = "Illustrative figures, not real"
# Short enough to stand in a drawing; the notes below a table explain the symbols at length.
SAID = {"[p]": "provisional", "[r]": "revised"} | {symbol: words.partition(":")[0] for symbol, words in SYMBOLS.items()}

Row = Mapping[str, Any]


def _marks(row: Row, keys: Sequence[str]) -> tuple[str, ...]:
    """What stands behind a printed number, such as [r]; the number and symbols that stand alone are left out."""
    texts = (_text(row, key) if number_of(row, key) is not None else "" for key in keys)
    return tuple(" ".join(found for found in text.split()[1:] if found in MARK_WORDS) for text in texts)


def _gaps(row: Row, keys: Sequence[str]) -> tuple[str, ...]:
    """What is printed where there is no number, such as [x]; empty where there is one."""
    return tuple("" if number_of(row, key) is not None else _text(row, key).split()[0] for key in keys)


def _key(shown: Iterable[Series | Bar]) -> str:
    """The marks and symbols that the chart draws, each with what it means; empty where it draws none."""
    drawn: set[str] = set()
    for one in shown:
        words = (one.mark, one.gap) if isinstance(one, Bar) else (*one.marks, *one.gaps)
        drawn.update(" ".join(words).split())
    return "; ".join(f"{symbol} {meaning}" for symbol, meaning in SAID.items() if symbol in drawn)


def _line_key(series: Sequence[Series]) -> str:
    """The same for lines, whose marked points look otherwise, too."""
    is_marked = any(mark for one in series for mark in one.marks)
    return "; ".join([_key(series), HOLLOW]) if is_marked else _key(series)


def _band(content: Mapping[str, Any], row: Row, keys: Sequence[str]) -> tuple[Edges, ...]:
    """The intervals of the area's own rates, one a column; the other lines have none."""
    band = content["statistics"].get("band") or {}
    if row is not content["rows"][0] or not band:
        return ()
    return tuple((Decimal(band[key][0]), Decimal(band[key][1])) if key in band else None for key in keys)


def breaks_of(content: Mapping[str, Any]) -> list[int]:
    """The places of the columns at which the series begins anew; the first column has nothing before it."""
    ends = [parse_period(column["key"]).ends_on for column in content["columns"]]
    starts = [parse_period(one["key"]).starts_on for one in content["breaks"]]
    return sorted({place for start in starts if (place := sum(end < start for end in ends)) and place < len(ends)})


def _drawn(content: Mapping[str, Any]) -> Sequence[Row]:
    """The rows that a chart of lines shows: those the definition names, or the first ones that have figures.

    The lines of an area and of those beside it are all named, the ones without figures too.
    """
    if content["shape"] == "area_rates":
        return content["rows"][:MOST_SERIES]
    chosen = get_family(content["slug"]).chart_rows
    rows = [row for row in content["rows"] if any(cell["value"] is not None for cell in row["cells"])]
    return [row for row in rows if not chosen or row["key"] in chosen][:MOST_SERIES]


def _spoken(text: str) -> str:
    """Symbols read out as words: 1,048 provisional and revised; not available."""
    first, *marks = text.split()
    if first in SAID:
        return SAID[first]
    return f"{first} {' and '.join(SAID[mark] for mark in marks)}".rstrip()


def _lines(content: Mapping[str, Any], note: str, pen: ModuleType) -> tuple[str, str]:
    labels = {column["key"]: column["label"] for column in content["columns"]}
    rows = _drawn(content)
    values = "; ".join(
        f"{row['label']}: " + ", ".join(f"{label} {_spoken(_text(row, key))}" for key, label in labels.items())
        for row in rows
    )
    series = [
        Series(
            row["label"],
            tuple(number_of(row, key) for key in labels),
            band=_band(content, row, list(labels)),
            marks=_marks(row, list(labels)),
            gaps=_gaps(row, list(labels)),
        )
        for row in rows
    ]
    basis = content["statistics"].get("band_basis", "derived")
    basis_words = f" ({basis})" if basis else ""
    band_label = f"Shaded: 95% interval of {rows[0]['label']}{basis_words}" if series[0].band else ""
    breaks = breaks_of(content)
    lead = f"{len(rows)} of {len(content['rows'])} measures" if len(rows) < len(content["rows"]) else ""
    alt = (
        ". ".join(filter(None, (content["rate_label"], lead, values, band_label, *_break_words(content, breaks)))) + "."
    )
    return alt, pen.line_chart(
        title=content["title"],
        description=alt,
        x_labels=list(labels.values()),
        series=series,
        y_title=": ".join(filter(None, (content["rate_label"], lead))),
        note=note,
        band_label=band_label,
        breaks=breaks,
        key=_line_key(series),
    )


def _break_words(content: Mapping[str, Any], breaks: Sequence[int]) -> list[str]:
    return [f"The series breaks before {content['columns'][place]['label']}" for place in breaks]


def _pairs(content: Mapping[str, Any], note: str, pen: ModuleType) -> tuple[str, str]:
    labels = {column["key"]: column["label"] for column in content["columns"]}
    rows = content["rows"]
    alt = "; ".join(
        f"{row['label']}: {_spoken(_text(row, 'current'))} ({labels['current'].lower()}), "
        f"{_spoken(_text(row, 'previous'))} ({labels['previous'].lower()})"
        for row in rows
    )
    series = [
        Series(
            labels[key],
            tuple(number_of(row, key) for row in rows),
            marks=tuple(_marks(row, [key])[0] for row in rows),
            gaps=tuple(_gaps(row, [key])[0] for row in rows),
        )
        for key in ("current", "previous")
    ]
    return f"{alt}.", pen.paired_bar_chart(
        title=content["title"],
        description=f"{alt}.",
        categories=[row["label"] for row in rows],
        series=series,
        x_title="Number",
        note=note,
        key=_key(series),
    )


def _measures(content: Mapping[str, Any], note: str, pen: ModuleType) -> tuple[str, str]:
    """A bar for each value, and one for each that the source prints beside it; rows without any are left out."""
    family = get_family(content["slug"])
    labels = {one["key"]: one["label"] for one in content["columns"] if one["key"] in ("rate", *BENCHMARKS)}
    rows = [row for row in content["rows"] if not family.chart_rows or row["key"] in family.chart_rows]
    alt = "; ".join(
        f"{row['label']}: " + ", ".join(f"{label} {_spoken(_text(row, key))}" for key, label in labels.items())
        for row in rows
    )
    series = [
        Series(
            label,
            tuple(number_of(row, key) for row in rows),
            marks=tuple(_marks(row, [key])[0] for row in rows),
            gaps=tuple(_gaps(row, [key])[0] for row in rows),
        )
        for key, label in labels.items()
    ]
    return f"{alt}.", pen.paired_bar_chart(
        title=content["title"],
        description=f"{alt}.",
        categories=[row["label"] for row in rows],
        series=series,
        x_title=labels["rate"],
        note=note,
        key=_key(series),
    )


def _charted(content: Mapping[str, Any]) -> Sequence[Row]:
    """The rows that a chart of shares shows: those the definition names, or all that have a base, largest first.

    Rows whose count was not supplied come last; rows of a base of nothing have nothing to show.
    """
    family = get_family(content["slug"])
    if family.chart_rows:
        return [row for row in content["rows"] if row["key"] in family.chart_rows]
    based = {row.key for row in family.fixed_rows if row.base}
    rows = [row for row in content["rows"] if row["key"] in based]
    known = [row for row in rows if (number_of(row, "count") is not None and _has_meaning(row))]
    missing = [row for row in rows if number_of(row, "count") is None]
    return [*sorted(known, key=lambda row: -(number_of(row, "count") or Decimal(0))), *missing]


def _has_meaning(row: Row) -> bool:
    return bool(cell_of(row, "share")["state"] != ValueState.NOT_APPLICABLE)


def _lead(rows: Sequence[Row], shown: Sequence[Row]) -> str:
    """How much of a long list is shown. Rows without a figure may be larger: the largest are those of the others."""
    if len(shown) == len(rows):
        return ""
    known = sum(number_of(row, "count") is not None for row in rows)
    without = len(rows) - known
    if not without:
        return f"The {len(shown)} largest of {len(rows)}"
    if known > len(shown):
        return f"The {len(shown)} largest of the {known} with a figure; {without} without"
    return f"The {known} with a figure; {without} without"


def _share_words(row: Row) -> str:
    """A count with its share, as they are said; where there is no count the share says nothing more."""
    if number_of(row, "count") is None:
        return _spoken(_text(row, "count"))
    return f"{_spoken(_text(row, 'count'))} ({_spoken(_text(row, 'share'))})"


def _bars(content: Mapping[str, Any], note: str, pen: ModuleType) -> tuple[str, str]:
    rows = _charted(content)
    shown = rows[:MOST_BARS]
    lead = _lead(rows, shown)
    alt = "; ".join(f"{row['label']}: {_share_words(row)}" for row in shown)
    alt = f"{lead}. {alt}." if lead else f"{alt}."
    title = content["columns"][0]["label"]
    bars = [
        Bar(row["label"], number_of(row, "count"), mark=_marks(row, ["count"])[0], gap=_gaps(row, ["count"])[0])
        for row in shown
    ]
    return alt, pen.bar_chart(
        title=content["title"],
        description=alt,
        bars=bars,
        x_title=f"{title}: {uncapitalised(lead)}" if lead else title,
        note=note,
        key=_key(bars),
    )


BY_SHAPE = {
    "area_rates": _lines,
    "series": _lines,
    MEASURE_SERIES: _lines,
    "windows": _pairs,
    "categories": _bars,
    "measures": _measures,
}


def _has_anything_to_draw(content: Mapping[str, Any]) -> bool:
    if content["shape"] == "measures":
        keys = ("rate", *BENCHMARKS)
        return any(cell["value"] is not None for row in content["rows"] for cell in row["cells"] if cell["key"] in keys)
    if content["shape"] == "categories":
        return any(number_of(row, "count") is not None for row in _charted(content))
    return any(cell["value"] is not None for row in content["rows"] for cell in row["cells"])


def with_chart(content: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """The table with its chart described in it, and the chart. Without figures there is no chart."""
    if not _has_anything_to_draw(content):
        return content, ""
    note = NOTE if content["illustrative"] else ""
    alt, svg = BY_SHAPE[content["shape"]](content, note, wide)
    chart = {
        "title": content["title"],
        "alt": f"{NOTE}. {alt}" if note else alt,
        "sha256": hashlib.sha256(svg.encode()).hexdigest(),
        "note": note,
    }
    return content | {"chart": chart}, svg


def narrow_chart(content: Mapping[str, Any]) -> str:
    """The chart of a published table as it is drawn for a telephone: from the same values as the other one."""
    if not _has_anything_to_draw(content):
        return ""
    _, svg = BY_SHAPE[content["shape"]](content, NOTE if content["illustrative"] else "", narrow)
    return svg
