"""A published table at a glance: one number, its picture and a few words. Pure.

It says what the table prints and its statistics allow, and nothing else. Where the statistics tell no change from
chance, none is drawn as one.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from indicators.definitions.families import Family, get_family
from indicators.definitions.usable import BENCHMARKS
from indicators.statistics.trend import Direction
from indicators.statistics.windows import Verdict
from indicators.tables.charts import breaks_of
from indicators.tables.largest import certainly_largest, compared_rows
from indicators.tables.phrases import number_of, text_of_cell, uncapitalised
from indicators.tables.rate_readings import comparison_words
from ui.charts.sparks import Spark, bar_spark, line_spark

logger = logging.getLogger(__name__)
MOST_BARS = 5
TRENDS = {
    Direction.INCREASING.value: "Rising over five years",
    Direction.DECREASING.value: "Falling over five years",
    Direction.NONE.value: "No clear trend over five years",
}

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Glance:
    """One number of a table as a tile shows it.

    `way` is "up", "down", "level" or nothing where none is known; `beside` names the second line of the picture.
    """

    what: str
    value: str
    period: str
    words: str
    way: str = ""
    spark: Spark | None = None
    beside: str = ""
    illustrative: bool = False


def tile_of(family: Family, content: Mapping[str, Any] | None) -> dict[str, Any]:
    """What the tile of a family shows. A table that cannot be read is said to be so on its own tile alone."""
    glance, is_unreadable = None, False
    if content is not None:
        try:
            glance = glance_of(content)
        except Exception:
            logger.exception("The table of %s cannot be shown at a glance", family.slug)
            is_unreadable = True
    return {"family": family, "glance": glance, "is_unreadable": is_unreadable}


def glance_of(content: Mapping[str, Any]) -> Glance | None:
    """The table at a glance; None where it prints no number of which a tile could speak."""
    return BY_SHAPE[content["shape"]](content)


def _first(rows: Sequence[Row], *keys: str) -> Row | None:
    """The first row that prints a number in each of these columns."""
    return next((row for row in rows if all(number_of(row, key) is not None for key in keys)), None)


def _windows(content: Mapping[str, Any]) -> Glance | None:
    row = _first(content["rows"], "current", "previous")
    if row is None:
        return None
    labels = {column["key"]: column["label"] for column in content["columns"]}
    previous = text_of_cell(row, "previous")
    verdict = content["statistics"].get("rows", {}).get(row["key"], {}).get("verdict", "")
    percentage = text_of_cell(row, "percent_change")
    by = "" if percentage.startswith("[") else f" {percentage.lstrip('+-')}"
    way, words = {
        Verdict.HIGHER.value: ("up", f"Up{by} from {previous}"),
        Verdict.LOWER.value: ("down", f"Down{by} from {previous}"),
        "": ("", f"{labels['previous']}: {previous}"),
    }.get(verdict, ("level", f"No clear change from {previous}"))
    values = [number_of(row, key) or Decimal(0) for key in ("current", "previous")]
    return _glance(content, row, "current", words, spark=bar_spark(values), way=way)


def _area_rates(content: Mapping[str, Any]) -> Glance | None:
    keys = [column["key"] for column in content["columns"]]
    row, others = content["rows"][0], content["rows"][1:]
    if number_of(row, keys[-1]) is None:
        return None
    statistics = content["statistics"]
    comparisons = statistics["comparisons"]
    compared_with = [one["label"] for one in comparisons]
    beside = next((one for one in others if one["label"] in compared_with), None)
    trend = TRENDS.get((statistics["trend"] or {}).get("direction", ""), "")
    compared = comparison_words(comparisons)
    beside_label = beside["label"] if beside else ""
    words = ". ".join(filter(None, (compared[:1].upper() + compared[1:], trend)))
    spark = line_spark(
        [number_of(row, key) for key in keys],
        [number_of(beside, key) for key in keys] if beside else (),
        breaks_of(content),
    )
    return _glance(content, row, keys[-1], words, spark=spark, beside=beside_label, what=content["rate_label"])


def _categories(content: Mapping[str, Any]) -> Glance | None:
    found = certainly_largest(content)
    if found is None:
        return _whole(content)
    row, key = found
    rows = [one for one in compared_rows(content) if number_of(one, "count") is not None]
    rows.sort(key=lambda one: number_of(one, "count") or Decimal(0), reverse=True)
    shown = [number_of(one, "count") or Decimal(0) for one in rows[:MOST_BARS]]
    noun = content["columns"][0]["label"].lower()
    words = f"The largest share: {text_of_cell(row, 'count')} {noun}" if key == "share" else "The largest number"
    return _glance(content, row, key, words, spark=bar_spark(shown))


def _whole(content: Mapping[str, Any]) -> Glance | None:
    """A base that is printed, where no part may be called the largest."""
    based = {row.key for row in get_family(content["slug"]).fixed_rows if row.base}
    row = _first([one for one in content["rows"] if one["key"] not in based], "count")
    return None if row is None else _glance(content, row, "count", "")


def _measures(content: Mapping[str, Any]) -> Glance | None:
    row = _first(content["rows"], "rate")
    if row is None:
        return None
    labels = {column["key"]: column["label"] for column in content["columns"]}
    keys = [key for key in BENCHMARKS if key in labels and number_of(row, key) is not None]
    words = "; ".join(f"{labels[key]} {text_of_cell(row, key)}" for key in keys)
    values = [number_of(row, key) or Decimal(0) for key in ("rate", *keys)]
    return _glance(content, row, "rate", words, spark=bar_spark(values) if keys else None)


def _series(content: Mapping[str, Any]) -> Glance | None:
    columns = content["columns"]
    for place in reversed(range(len(columns))):
        key = columns[place]["key"]
        row = _first(content["rows"], key)
        if row is not None:
            before = columns[place - 1] if place else None
            words = f"{text_of_cell(row, before['key'])} in {before['label']}" if before else ""
            spark = line_spark([number_of(row, one["key"]) for one in columns], breaks=breaks_of(content))
            return _glance(content, row, key, words, spark=spark, period=columns[place]["label"])
    return None


def _glance(
    content: Mapping[str, Any],
    row: Row,
    key: str,
    words: str,
    *,
    spark: Spark | None = None,
    way: str = "",
    beside: str = "",
    what: str = "",
    period: str = "",
) -> Glance:
    return Glance(
        what=what or row["label"],
        value=text_of_cell(row, key),
        period=period or uncapitalised(content["period_label"]),
        words=words,
        way=way,
        spark=spark,
        beside=beside,
        illustrative=bool(content["illustrative"]),
    )


BY_SHAPE = {
    "windows": _windows,
    "categories": _categories,
    "area_rates": _area_rates,
    "measures": _measures,
    "series": _series,
    "measure_series": _series,
}
