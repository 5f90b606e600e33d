"""The sentence above a chart: what the table and its statistics say, and no more. Pure.

It names figures, and speaks of all only where no hidden cell could change that. It says of a change whether it is more
than chance explains. It never calls a direction good or bad: where a definition names one, the reading of the
statistics says so.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from indicators.definitions.families import get_family
from indicators.definitions.usable import BENCHMARKS
from indicators.definitions.values import CONFIDENTIAL, NOT_APPLICABLE, NOT_AVAILABLE, WITHHELD, ValueState
from indicators.statistics.trend import Direction
from indicators.statistics.windows import Verdict
from indicators.tables.largest import largest_words
from indicators.tables.phrases import text_of_cell as _text
from indicators.tables.phrases import uncapitalised
from indicators.tables.rate_readings import TENDS, comparison_words

Row = Mapping[str, Any]
WAYS = {Verdict.HIGHER.value: "up", Verdict.LOWER.value: "down"}


def _is_available(row: Row, keys: Sequence[str]) -> bool:
    return all(cell["value"] is not None for cell in row["cells"] if cell["key"] in keys)


def _windows(content: Mapping[str, Any]) -> str:
    labels = {column["key"]: column["label"].lower() for column in content["columns"]}
    for row in content["rows"]:
        if _is_available(row, ("current", "previous")):
            percentage = _text(row, "percent_change")
            more = "" if percentage.startswith("[") else f", {percentage}"
            said = content["statistics"]["rows"].get(row["key"], {}).get("short", "")
            first = (
                f"{row['label']}: {_text(row, 'current')} ({labels['current']}), "
                f"{_text(row, 'previous')} ({labels['previous']}); change {_text(row, 'change')}{more}."
            )
            return " ".join(filter(None, (first, said, _others(content, row))))
    # No row has both: one of the two is more than nothing.
    for key in ("current", "previous"):
        for row in content["rows"]:
            if _is_available(row, (key,)):
                return f"{row['label']}: {_text(row, key)} ({labels[key]})."
    return ""


def _others(content: Mapping[str, Any], first: Row) -> str:
    """The further rows whose change is more than chance explains."""
    entries = content["statistics"]["rows"]
    names = []
    for row in content["rows"]:
        entry = entries.get(row["key"])
        if row is not first and entry and entry["verdict"] in WAYS:
            careful = f"; {uncapitalised(entry['clusters'])}" if entry["clusters"] else ""
            names.append(f"{row['label']} ({WAYS[entry['verdict']]}{careful})")
    if not names:
        return ""
    others = "Other changes" if entries.get(first["key"], {}).get("verdict") in WAYS else "Changes"
    # A change that is kept back may be as large.
    is_whole = all(_is_available(row, ("current", "previous")) for row in content["rows"])
    shown = "" if is_whole else " that are shown and"
    return f"{others}{shown} larger than chance would explain: {', '.join(names)}."


def _categories(content: Mapping[str, Any]) -> str:
    largest, key = largest_words(content)
    if not largest:
        return _bases(content)
    trend = content["statistics"].get("trends", {}).get(key)
    return largest if trend is None else f"{largest} {_over_five_years(trend)}"


def _bases(content: Mapping[str, Any]) -> str:
    """The first base or total that is printed and not zero, where no part may be called the largest."""
    based = {row.key for row in get_family(content["slug"]).fixed_rows if row.base}
    for row in content["rows"]:
        if row["key"] not in based and _is_available(row, ("count",)) and _text(row, "count") != "0":
            return f"{row['label']}: {_text(row, 'count')}."
    return ""


def _area_rates(content: Mapping[str, Any]) -> str:
    last = content["columns"][-1]["key"]
    if not any(_is_available(row, (last,)) for row in content["rows"]):
        return ""
    period = uncapitalised(content["period_label"])
    named = [f"{row['label']} {_text(row, last)}" for row in content["rows"]]
    return f"{content['rate_label']}, {period}: {'; '.join(named)}.{_reading(content['statistics'])}"


def _measures(content: Mapping[str, Any]) -> str:
    """The first measure that has a value, with what the source prints beside it."""
    labels = {column["key"]: column["label"] for column in content["columns"]}
    for row in content["rows"]:
        if _is_available(row, ("rate",)):
            beside = [
                f"{labels[key]} {_text(row, key)}" for key in BENCHMARKS if key in labels and _is_available(row, (key,))
            ]
            others = f" ({'; '.join(beside)})" if beside else ""
            comparisons = content["statistics"]["comparisons"].get(row["key"])
            noun = get_family(content["slug"]).rate_noun
            reading = f" The {noun} is {comparison_words(comparisons)}." if comparisons else ""
            return f"{row['label']}: {_text(row, 'rate')}{others}.{reading}"
    return ""


def _reading(statistics: Mapping[str, Any]) -> str:
    """How the area stands beside the others, and its trend."""
    if not statistics["comparisons"]:
        return ""
    noun, words = statistics.get("noun", "rate"), comparison_words(statistics["comparisons"])
    comparison = f" The {noun} of {statistics['area']} is {words}."
    trend = statistics["trend"]
    if trend is None:
        return comparison
    return f"{comparison} {_over_five_years(trend)}"


def _over_five_years(trend: Mapping[str, Any]) -> str:
    return f"Over five years it {TENDS[Direction(trend['direction'])]}."


def _series(content: Mapping[str, Any]) -> str:
    columns = content["columns"]
    # The newest period of which anything is printed.
    for place in reversed(range(len(columns))):
        last = columns[place]
        for row in content["rows"]:
            if _is_available(row, (last["key"],)):
                before = f", {_text(row, columns[place - 1]['key'])} in {columns[place - 1]['label']}" if place else ""
                return f"{row['label']}: {_text(row, last['key'])} in {last['label']}{before}."
    return ""


BY_SHAPE = {
    "windows": _windows,
    "categories": _categories,
    "area_rates": _area_rates,
    "measures": _measures,
    "series": _series,
    "measure_series": _series,
}


def headline_of(content: Mapping[str, Any]) -> str:
    """One sentence with the main figures; says so where they are illustrative or not available."""
    sentence = BY_SHAPE[content["shape"]](content)
    if not sentence:
        return _without_figures(content)
    return f"Illustrative: {sentence}" if content["illustrative"] else sentence


def _without_figures(content: Mapping[str, Any]) -> str:
    """Why there is nothing to say. Of all figures only where no number is printed, else of some."""
    tables = (content, *content.get("more_tables", []))
    cells = [cell for table in tables for row in table["rows"] for cell in row["cells"]]
    states = {cell["state"] for row in content["rows"] for cell in row["cells"]}
    has_numbers = any(cell["value"] is not None for cell in cells)
    if CONFIDENTIAL in states:
        symbol = (content.get("disclosure") or {"policy": {"symbol": WITHHELD}})["policy"]["symbol"]
        which = "Some figures" if has_numbers or ValueState.UNABLE_TO_SUPPLY.value in states else "The figures"
        return f"{symbol} {which} for this period are suppressed to protect the people behind small numbers."
    if ValueState.UNABLE_TO_SUPPLY.value in states:
        which = "Some figures" if has_numbers else "Figures"
        return f"{NOT_AVAILABLE} {which} are not available for this period. See the notes for the reasons."
    return f"{NOT_APPLICABLE} There is nothing to compare in this period."
