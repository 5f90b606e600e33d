"""The chart of a published table: drawn from what the table prints, and from nothing else. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from indicators.catalogue import TOTAL, get_family
from indicators.periods import parse_period
from indicators.publication.cells import MARK_WORDS
from indicators.publication.words import text_of_cell as _text
from indicators.values import SYMBOLS
from ui.charts import MOST_SERIES, Bar, Edges, Series, bar_chart, line_chart, paired_bar_chart

MOST_BARS = 10
NOTE = "Illustrative figures, not real"

Row = Mapping[str, Any]


def _number(row: Row, key: str) -> Decimal | None:
    text = next(cell["value"] for cell in row["cells"] if cell["key"] == key)
    return None if text is None else Decimal(text)


def _marks(row: Row, keys: Sequence[str]) -> tuple[str, ...]:
    """What stands behind a printed number, such as [r]; the number and symbols that stand alone are left out."""
    texts = (_text(row, key) for key in keys)
    return tuple(" ".join(found for found in text.split()[1:] if found in MARK_WORDS) for text in texts)


def _band(content: Mapping[str, Any], row: Row, keys: Sequence[str]) -> tuple[Edges, ...]:
    """The intervals of the area's own rates, one a column; the other lines have none."""
    band = content["statistics"].get("band") or {}
    if row is not content["rows"][0] or not band:
        return ()
    return tuple((Decimal(band[key][0]), Decimal(band[key][1])) if key in band else None for key in keys)


def _breaks(content: Mapping[str, Any]) -> list[int]:
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
    """Symbols read out as words."""
    return "not available" if text in SYMBOLS else text


def _lines(content: Mapping[str, Any], note: str) -> tuple[str, str]:
    labels = {column["key"]: column["label"] for column in content["columns"]}
    rows = _drawn(content)
    values = "; ".join(
        f"{row['label']}: " + ", ".join(f"{label} {_spoken(_text(row, key))}" for key, label in labels.items())
        for row in rows
    )
    series = [
        Series(
            row["label"],
            tuple(_number(row, key) for key in labels),
            band=_band(content, row, list(labels)),
            marks=_marks(row, list(labels)),
        )
        for row in rows
    ]
    band_label = f"Shaded: 95% interval of {rows[0]['label']} (derived)" if series[0].band else ""
    breaks = _breaks(content)
    lead = f"{len(rows)} of {len(content['rows'])} measures" if len(rows) < len(content["rows"]) else ""
    alt = (
        ". ".join(filter(None, (content["rate_label"], lead, values, band_label, *_break_words(content, breaks)))) + "."
    )
    return alt, line_chart(
        title=content["title"],
        description=alt,
        x_labels=list(labels.values()),
        series=series,
        y_title=": ".join(filter(None, (content["rate_label"], lead))),
        note=note,
        band_label=band_label,
        breaks=breaks,
    )


def _break_words(content: Mapping[str, Any], breaks: Sequence[int]) -> list[str]:
    return [f"The series breaks before {content['columns'][place]['label']}" for place in breaks]


def _pairs(content: Mapping[str, Any], note: str) -> tuple[str, str]:
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
            tuple(_number(row, key) for row in rows),
            marks=tuple(_marks(row, [key])[0] for row in rows),
        )
        for key in ("current", "previous")
    ]
    return f"{alt}.", paired_bar_chart(
        title=content["title"],
        description=f"{alt}.",
        categories=[row["label"] for row in rows],
        series=series,
        x_title="Number",
        note=note,
    )


def _charted(content: Mapping[str, Any]) -> Sequence[Row]:
    """The rows that a chart of shares shows: those the definition names, or all that have a share, largest first."""
    chosen = get_family(content["slug"]).chart_rows
    if chosen:
        return [row for row in content["rows"] if row["key"] in chosen]
    rows = [row for row in content["rows"] if row["key"] != TOTAL and _number(row, "share") is not None]
    return sorted(rows, key=lambda row: -(_number(row, "count") or Decimal(0)))


def _bars(content: Mapping[str, Any], note: str) -> tuple[str, str]:
    rows = _charted(content)
    shown = rows[:MOST_BARS]
    lead = f"The {len(shown)} largest of {len(rows)}. " if len(shown) < len(rows) else ""
    alt = lead + "; ".join(f"{row['label']}: {_text(row, 'count')} ({_spoken(_text(row, 'share'))})" for row in shown)
    title = content["columns"][0]["label"]
    return f"{alt}.", bar_chart(
        title=content["title"],
        description=f"{alt}.",
        bars=[Bar(row["label"], _number(row, "count")) for row in shown],
        x_title=f"{title}: {lead.lower().rstrip('. ')}" if lead else title,
        note=note,
    )


BY_SHAPE = {"area_rates": _lines, "series": _lines, "windows": _pairs, "categories": _bars}


def _has_anything_to_draw(content: Mapping[str, Any]) -> bool:
    if content["shape"] == "categories":
        return any(_number(row, "count") is not None for row in _charted(content))
    return any(cell["value"] is not None for row in content["rows"] for cell in row["cells"])


def with_chart(content: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """The table with its chart described in it, and the chart. Without figures there is no chart."""
    if not _has_anything_to_draw(content):
        return content, ""
    note = NOTE if content["illustrative"] else ""
    alt, svg = BY_SHAPE[content["shape"]](content, note)
    chart = {
        "title": content["title"],
        "alt": f"{NOTE}. {alt}" if note else alt,
        "sha256": hashlib.sha256(svg.encode()).hexdigest(),
        "note": note,
    }
    return content | {"chart": chart}, svg
