"""The rows of a definition that is being written: made from lines of text, renamed, left out, put in order. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.utils.text import slugify

from indicators.definitions.usable import MOST_OF_A_ROW, RESERVED, THE_TOTAL

Row = dict[str, Any]


def key_of(label: str, taken: Collection[str]) -> str:
    """A key for a row with this label that no other row has or had."""
    plain = slugify(label)[: MOST_OF_A_ROW - 4].strip("-") or "row"
    taken = {*taken, *RESERVED}
    return next(key for key in (plain, *(f"{plain}-{number}" for number in range(2, 1000))) if key not in taken)


def with_lines(rows: Sequence[Row], text: str, taken: Iterable[str]) -> list[Row]:
    """The rows with one more for each line; `taken` are keys of rows that were there before."""
    found, known = list(rows), {*taken, *(row["key"] for row in rows)}
    for line in text.splitlines():
        if label := " ".join(line.split()):
            key = key_of(label, known)
            known.add(key)
            found.append({"key": key, "label": label})
    return found


def moved(rows: Sequence[Row], key: str, by: int) -> list[Row]:
    """The rows with this one so many places further down."""
    found = list(rows)
    place = next((place for place, row in enumerate(found) if row["key"] == key), None)
    if place is not None and 0 <= place + by < len(found):
        found[place], found[place + by] = found[place + by], found[place]
    return found


def without_lost(definition: Mapping[str, Any]) -> dict[str, Any]:
    """The definition without what names a row that it no longer has: bases, rules, rows of the chart."""
    keys = {row["key"] for row in definition.get("rows", ())}
    rows = [
        {name: value for name, value in row.items() if name != "base" or value in {*keys, THE_TOTAL}}
        for row in definition.get("rows", ())
    ]
    rules = []
    for rule in definition.get("rules", ()):
        parts = [key for key in rule.get("parts", ()) if key in keys]
        named = [rule[name] for name in ("lower", "upper", "whole") if rule.get(name)]
        if all(key in keys for key in named) and (not rule.get("parts") or len(parts) == len(rule["parts"])):
            rules.append(rule)
    charted = [key for key in definition.get("chart_rows", ()) if key in keys]
    return {**definition, "rows": rows, "rules": rules, "chart_rows": charted}
