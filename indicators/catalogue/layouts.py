"""What a table of each kind is made of, from the few answers that a person gives. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from indicators.definitions.families import PERCENT

SHAPES = {
    "categories": (
        "Numbers in categories",
        "For example, enquiries by outcome. Each row shows its number and its share.",
    ),
    "windows": (
        "This year beside the year before",
        "For example, children reported missing. Each row shows 2 periods of 12 months and the change.",
    ),
    "measures": (
        "Percentages or rates of your own area",
        "For example, assessments on time. Each row can show similar areas, the region and England beside it.",
    ),
    "area_rates": (
        "Rates that compare areas",
        "For example, referrals per 10,000 children. The rows are your area and the areas you compare it with.",
    ),
}
PERS = {100: "Percentage", 1_000: "Rate per 1,000", 10_000: "Rate per 10,000", 100_000: "Rate per 100,000"}
OVER_YEAR, LAST_DAY = "Year to {end}", "At {end}"
WINDOW = "12 months to {end}"
BENCHMARK_LABELS = {"similar": "Similar areas", "region": "Region", "england": "England"}
METHODS = {
    "windows": (
        "The number in these 12 months is shown next to the number in the 12 months before. The change is the first "
        "minus the second. The percentage is the change over the second number, rounded half up to 1 decimal; from "
        "zero there is none."
    ),
    "categories": (
        "The share is the number over its base, in percent, rounded half up to 1 decimal. Because each share is "
        "rounded, shares need not add up to exactly 100%."
    ),
    "measures": "The supplier calculates the values and sends them.",
    "area_rates": (
        "The rates are those that the source prints. The line of the nearest neighbours is the simple mean of the "
        "rates of the statistical neighbours, rounded half up; areas without data are left out and named."
    ),
}
FREQUENCIES = {"windows": "Yearly; each return holds 12 months and the 12 months before"}


def begin(shape: str) -> dict[str, Any]:
    """What a definition of this kind of table has before anything else is known."""
    found: dict[str, Any] = {
        "shape": shape,
        "unit": "count" if shape in ("windows", "categories") else "rate",
        "period": WINDOW if shape == "windows" else OVER_YEAR,
        "frequency": FREQUENCIES.get(shape, "Yearly"),
        "method": METHODS[shape],
        "order": 900,
    }
    return found | ({"rows_from": "areas"} if shape == "area_rates" else {})


def windows(this: str, before: str) -> list[dict[str, Any]]:
    """Two periods, the change and its percentage."""
    return [
        {"key": "current", "label": this, "period": "12 months to {end}"},
        {"key": "previous", "label": before, "period": "12 months to {previous_end}"},
        {"key": "change", "label": "Change", "unit": "change", "computation": "change"},
        {"key": "percent_change", "label": "% change", "unit": "signed_percent", "decimals": 1}
        | {"computation": "percent_change"},
    ]


def categories(counted: str, share: str) -> list[dict[str, Any]]:
    """A number and its share."""
    return [
        {"key": "count", "label": counted},
        {"key": "share", "label": share, "unit": "percent", "decimals": 1, "computation": "share"},
    ]


def rates(value: str, per: int, decimals: int, counted: str, beside: Sequence[str]) -> list[dict[str, Any]]:
    """A rate or percentage; with the number behind it where `counted` names it, and the values of other areas."""
    form = {"unit": "percent" if per == PERCENT else "rate", "decimals": decimals}
    return [
        *([{"key": "count", "label": counted}] if counted else []),
        {"key": "rate", "label": value, **form},
        *({"key": key, "label": label, **form} for key, label in BENCHMARK_LABELS.items() if key in beside),
    ]


def label_of(definition: Mapping[str, Any], key: str) -> str:
    """What a column of the definition is called; empty where it has none."""
    return next((str(one["label"]) for one in definition.get("columns", ()) if one["key"] == key), "")
