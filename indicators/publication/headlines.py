"""The sentence above a chart: what the table says, and no more. Pure.

It names figures and never a direction as good or bad: whether a change is more than chance is another question.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from indicators.catalogue import get_family
from indicators.values import NOT_APPLICABLE, NOT_AVAILABLE, ValueState

Row = Mapping[str, Any]


def uncapitalised(text: str) -> str:
    """The text as it stands inside a sentence; names in it keep their capitals."""
    return text[:1].lower() + text[1:]


def _text(row: Row, key: str) -> str:
    return str(next(cell["text"] for cell in row["cells"] if cell["key"] == key))


def _is_available(row: Row, keys: Sequence[str]) -> bool:
    return all(cell["value"] is not None for cell in row["cells"] if cell["key"] in keys)


def _windows(content: Mapping[str, Any]) -> str:
    labels = {column["key"]: column["label"].lower() for column in content["columns"]}
    for row in content["rows"]:
        if _is_available(row, ("current", "previous")):
            percentage = _text(row, "percent_change")
            more = "" if percentage.startswith("[") else f", {percentage}"
            return (
                f"{row['label']}: {_text(row, 'current')} ({labels['current']}), "
                f"{_text(row, 'previous')} ({labels['previous']}); change {_text(row, 'change')}{more}."
            )
    return ""


def _categories(content: Mapping[str, Any]) -> str:
    chosen = get_family(content["slug"]).chart_rows
    parts = [
        (Decimal(cell["value"]), row)
        for row in content["rows"]
        for cell in row["cells"]
        if cell["key"] == "share" and cell["value"] is not None and (not chosen or row["key"] in chosen)
    ]
    if not parts:
        return ""
    _, row = max(parts, key=lambda part: part[0])
    return f"The largest share is “{row['label']}”: {_text(row, 'count')}, {_text(row, 'share')}."


def _area_rates(content: Mapping[str, Any]) -> str:
    last = content["columns"][-1]["key"]
    if not _is_available(content["rows"][0], (last,)):
        return ""
    period = uncapitalised(content["period_label"])
    named = [f"{row['label']} {_text(row, last)}" for row in content["rows"]]
    return f"{content['rate_label']}, {period}: {'; '.join(named)}."


BY_SHAPE = {"windows": _windows, "categories": _categories, "area_rates": _area_rates}


def headline_of(content: Mapping[str, Any]) -> str:
    """One sentence with the main figures; says so where they are illustrative or not available."""
    sentence = BY_SHAPE[content["shape"]](content)
    if not sentence:
        states = {cell["state"] for row in content["rows"] for cell in row["cells"]}
        if ValueState.UNABLE_TO_SUPPLY.value in states:
            return f"{NOT_AVAILABLE} Figures are not available for this period: the notes say why."
        return f"{NOT_APPLICABLE} There is nothing to compare in this period."
    return f"Illustrative: {sentence}" if content["illustrative"] else sentence
