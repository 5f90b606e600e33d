"""The chart of a published table: drawn from what the table prints, and from nothing else. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from indicators.catalogue import TOTAL, get_family
from indicators.values import SYMBOLS
from ui.charts import MOST_SERIES, Bar, Series, bar_chart, line_chart, paired_bar_chart

MOST_BARS = 10
NOTE = "Illustrative figures, not real"

Row = Mapping[str, Any]


def _number(row: Row, key: str) -> Decimal | None:
    text = next(cell["value"] for cell in row["cells"] if cell["key"] == key)
    return None if text is None else Decimal(text)


def _text(row: Row, key: str) -> str:
    return str(next(cell["text"] for cell in row["cells"] if cell["key"] == key))


def _spoken(text: str) -> str:
    """Symbols read out as words."""
    return "not available" if text in SYMBOLS else text


def _lines(content: Mapping[str, Any], note: str) -> tuple[str, str]:
    keys = [column["key"] for column in content["columns"]]
    rows = content["rows"][:MOST_SERIES]
    alt = "; ".join(
        f"{row['label']}: " + ", ".join(f"{key} {_spoken(_text(row, key))}" for key in keys) for row in rows
    )
    title, alt = content["title"], f"{content['rate_label']}. {alt}."
    series = [Series(row["label"], tuple(_number(row, key) for key in keys)) for row in rows]
    return alt, line_chart(
        title=title, description=alt, x_labels=keys, series=series, y_title=content["rate_label"], note=note
    )


def _pairs(content: Mapping[str, Any], note: str) -> tuple[str, str]:
    labels = {column["key"]: column["label"] for column in content["columns"]}
    rows = content["rows"]
    alt = "; ".join(
        f"{row['label']}: {_spoken(_text(row, 'current'))} ({labels['current'].lower()}), "
        f"{_spoken(_text(row, 'previous'))} ({labels['previous'].lower()})"
        for row in rows
    )
    series = [Series(labels[key], tuple(_number(row, key) for row in rows)) for key in ("current", "previous")]
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


BY_SHAPE = {"area_rates": _lines, "windows": _pairs, "categories": _bars}


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
