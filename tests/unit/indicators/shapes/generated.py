"""Definitions of every shape with every choice of columns, for the tests of what can be loaded and used."""

import datetime
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from indicators.definitions.entries import PERS, SHAPES
from indicators.definitions.usable import BENCHMARKS

COLUMNS: tuple[dict[str, Any], ...] = (
    {"key": "count", "label": "Number"},
    {"key": "rate", "label": "Rate per 10,000", "unit": "rate", "decimals": 1},
    {"key": "people", "label": "People"},
    {"key": "current", "label": "Current 12 months"},
    {"key": "previous", "label": "Previous 12 months"},
    {"key": "change", "label": "Change", "unit": "change", "computation": "change"},
    {
        "key": "percent_change",
        "label": "% change",
        "unit": "signed_percent",
        "decimals": 1,
        "computation": "percent_change",
    },
    {"key": "share", "label": "Share", "unit": "percent", "decimals": 1, "computation": "share"},
)
ROWS = [{"key": "a", "label": "First row"}, {"key": "b", "label": "Second row"}]
MADE_UP = {
    "title": "Generated family",
    "slug": "generated",
    "theme": "children",
    "order": 1,
    "supplier_kind": "local_authority",
    "unit": "count",
    "polarity": "none",
    "frequency": "Yearly",
    "period": "Year to {end}",
    "definition": "What is counted.",
    "method": "How it is worked out.",
    "caveats": ["Made up for a test."],
    "source": "A test",
    "licence": "None",
    "authored_by": "First reader",
    "checked_by": "Second reader",
    "agreed_on": datetime.date(2026, 11, 20),
    "statements_read_on": datetime.date(2026, 11, 20),
    "effective_from": datetime.date(2015, 4, 1),
    "next_review": datetime.date(2027, 11, 20),
}


def definition(shape: str, columns: Any, **more: Any) -> dict[str, Any]:
    """A definition of the shape with these columns, complete and signed."""
    found = {**MADE_UP, "shape": shape, "columns": [dict(one) for one in columns]}
    if shape == "area_rates":
        return {**found, "age_band": "0-17", "rows_from": "areas", **more}
    rows = [dict(row) for row in ROWS]
    if shape == "categories":
        rows = [{**row, "base": "total"} for row in rows]
        found["total_label"] = "All"
    return {**found, "rows": rows, **more}


def definitions() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each shape with each choice of one to four columns, and with all of its own; named by what it has."""
    for shape in SHAPES:
        for size in range(1, 5):
            for columns in combinations(COLUMNS, size):
                yield f"{shape}: {', '.join(one['key'] for one in columns)}", definition(shape, columns)
    for per in PERS:
        for unit in ("rate", "percent"):
            rate = COLUMNS[1] | {"unit": unit, "label": f"Per {per}"}
            for others in ((), COLUMNS[:1], (COLUMNS[0], COLUMNS[2])):
                columns = [*others[:1], rate, *others[1:]]
                name = f"area_rates, {unit} per {per}: {', '.join(one['key'] for one in columns)}"
                yield name, definition("area_rates", columns, per=per)
                yield name.replace("area_rates", "measures"), definition("measures", columns, per=per)
                beside = [rate | {"key": key, "label": key.title()} for key in BENCHMARKS]
                name = f"measures beside others, {unit} per {per}: {', '.join(one['key'] for one in columns)}"
                yield name, definition("measures", [*columns, *beside], per=per)
    for unit in ("change", "rate"):
        rate = {"key": "rate", "label": "Net change", "unit": unit, "below_zero": True}
        yield f"measures below zero: {unit}", definition("measures", [rate])
