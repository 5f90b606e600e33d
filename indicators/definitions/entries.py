"""What a definition file must say before anyone may count by it. Pure."""

import datetime
from collections.abc import Container
from typing import Any

from indicators.definitions.periods import parse_period
from indicators.definitions.population_file import AGE_BAND

SHAPES = ("windows", "categories", "area_rates", "measures")
POLARITIES = ("none", "low_is_good", "high_is_good")
ESTIMATES = "estimates"
DENOMINATORS = ("published", ESTIMATES)
# Rates are per so many people; of a hundred they are percentages.
PERS = (100, 1_000, 10_000, 100_000)
COMPUTATIONS = ("", "change", "percent_change", "share")
# Between a row and one of another family.
SAME_ELSEWHERE, PART_ELSEWHERE = "same_elsewhere", "part_elsewhere"
RULE_KINDS = (
    *("at_most", "each_at_most", "sums_to", "sum_at_most", "at_least_whole", "stands_alone", "counted_again"),
    "behind",
    *(SAME_ELSEWHERE, PART_ELSEWHERE),
)
RULE_SEVERITIES = ("hard", "soft", "note")
TEXTS = (
    "slug",
    "title",
    "theme",
    "supplier_kind",
    "unit",
    "shape",
    "polarity",
    "frequency",
    "period",
    "definition",
    "method",
    "source",
    "licence",
    "authored_by",
    "checked_by",
)
DATES = ("agreed_on", "effective_from", "next_review")
READ_FOR_STATEMENTS = (
    "statements_read_on must be a date: read definition, method, caveats and labels for what they say of one count "
    "beside another (part of it, at least it, the same as it, in this family or another), declare each as a rule, and "
    "enter the day."
)


class CatalogueError(Exception):
    """A definition cannot be used; the text names the file and the entry."""


def _require(condition: bool, name: str, sentence: str) -> None:
    if not condition:
        raise CatalogueError(f"{name}: {sentence}")


def is_period(slug: str) -> bool:
    """Whether the slug names a period."""
    try:
        parse_period(slug)
    except ValueError:
        return False
    return True


def check_entry(data: dict[str, Any], name: str, themes: Container[str]) -> None:
    """Raise `CatalogueError` unless the definition is complete, dated, and signed by two."""
    for key in TEXTS:
        _require(isinstance(data.get(key), str) and bool(data[key].strip()), name, f"{key} is missing.")
    for key in DATES:
        _require(isinstance(data.get(key), datetime.date), name, f"{key} must be a date.")
    read_on = data.get("statements_read_on")
    _require(isinstance(read_on, datetime.date), name, READ_FOR_STATEMENTS)
    _require(read_on <= data["agreed_on"], name, "agreed_on must not be before statements_read_on.")
    _require(isinstance(data.get("order"), int), name, "order must be a number.")
    _require(isinstance(data.get("caveats"), list), name, "caveats must be a list.")
    _require(data["theme"] in themes, name, f"the theme {data['theme']} is unknown.")
    _require(data["shape"] in SHAPES, name, f"the shape {data['shape']} is unknown.")
    if data["shape"] == "area_rates" and data.get("per") != PERS[0]:
        _require(bool(AGE_BAND.match(data.get("age_band", ""))), name, "age_band must say of whom, like 0-17 or 18+.")
    _require(data.get("denominator", "published") in DENOMINATORS, name, "the denominator is unknown.")
    _require(data.get("per", 10_000) in PERS, name, f"per must be one of {', '.join(map(str, PERS))}.")
    _require(data["polarity"] in POLARITIES, name, f"the polarity {data['polarity']} is unknown.")
    _require(data["authored_by"] != data["checked_by"], name, "author and checker must be two.")
    _require(data["next_review"] > data["agreed_on"], name, "next_review must follow agreed_on.")
    ends = data.get("effective_to")
    _require(ends is None or ends > data["effective_from"], name, "effective_to must follow effective_from.")
    columns = data.get("columns", [])
    _require(any(not column.get("computation") for column in columns), name, "no column takes figures.")
    for column in columns:
        known = column.get("computation", "") in COMPUTATIONS
        _require(known, name, f"the computation of the column {column.get('key')} is unknown.")
    _require(bool(data.get("rows") or data.get("rows_from")), name, "there are no rows.")
    for one in data.get("breaks", []):
        _require(bool(one.get("why", "").strip()), name, "a break must say why.")
        _require(is_period(one.get("period", "")), name, f"“{one.get('period', '')}” of a break is not a period.")
    for rule in data.get("rules", []):
        _require(rule.get("kind") in RULE_KINDS, name, f"the kind of the rule {rule.get('code')} is unknown.")
        known = rule.get("severity", "hard") in RULE_SEVERITIES
        _require(known, name, f"the severity of the rule {rule.get('code')} is unknown.")
