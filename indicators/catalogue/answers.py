"""What a definition says, as questions and answers for the page on which they are checked. Pure."""

from collections.abc import Mapping
from typing import Any

from indicators.catalogue.layouts import LAST_DAY, PERS, SHAPES
from indicators.catalogue.rule_words import words_of
from indicators.definitions.families import themes
from indicators.definitions.usable import THE_TOTAL
from partnership.days import stored_day_in_words
from partnership.models.organisation import OrganisationKind
from ui.steps import NOT_ANSWERED, Answer

POLARITY_WORDS = {"none": "Neither", "low_is_good": "Lower is better", "high_is_good": "Higher is better"}


def _one(question: str, text: Any) -> Answer:
    return Answer(question, (str(text) if text else NOT_ANSWERED,))


def answers_of(definition: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, list[Answer]]:
    """The answers of each step, by its key."""
    rows = definition.get("rows", ())
    labels = {row["key"]: row["label"] for row in rows}
    rules = [f"{words_of(rule, labels)}: {rule['because']}" for rule in definition.get("rules", ())]
    shape = definition.get("shape", "")
    return {
        "about": [
            _one("Title", definition.get("title")),
            _one("Theme", definition.get("theme_name") or themes().get(definition.get("theme", ""))),
            _one("Sent by", dict(OrganisationKind.choices).get(definition.get("supplier_kind", ""))),
            _one("What is counted", definition.get("definition")),
        ],
        "table": [_one("Table", SHAPES[shape][0] if shape else "")],
        "columns": [
            Answer("Columns", tuple(one["label"] for one in definition.get("columns", ())) or (NOT_ANSWERED,)),
            *([_one("Values", PERS[definition.get("per", 10_000)])] if shape in ("measures", "area_rates") else []),
            *([_one("Age group", definition["age_band"])] if definition.get("age_band") else []),
            _one("Counted", "On the last day of the year" if definition.get("period") == LAST_DAY else "Over the year"),
        ],
        "rows": [Answer("Rows", tuple(_row(row) for row in rows) or (NOT_ANSWERED,))],
        "shares": [_one("Each row is a share of", _shares(definition, labels))],
        "rules": [Answer("Rules", tuple(rules) or ("None",))],
        "reading": [
            _one("How they are calculated", definition.get("method")),
            Answer("What to bear in mind", tuple(definition.get("caveats", ())) or ("Nothing",)),
            _one("Is lower or higher better?", POLARITY_WORDS.get(definition.get("polarity", ""))),
        ],
        "source": [
            _one("Source", definition.get("source")),
            _one("Terms of reuse", definition.get("licence")),
            _one("Next review", stored_day_in_words(definition.get("next_review"))),
        ],
        "start": [
            _one("Applies from", change.get("first_period")),
            *(
                [_one("Comparable with earlier figures", change["comparable"].title())]
                if "comparable" in change
                else []
            ),
            _one("Reason", change.get("reason")),
        ],
    }


def _row(row: Mapping[str, Any]) -> str:
    more = [row[name] for name in ("group", "note", "clusters") if row.get(name)]
    return f"{row['label']} ({'; '.join(more)})" if more else str(row["label"])


def _shares(definition: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    bases = list(dict.fromkeys(row["base"] for row in definition.get("rows", ()) if row.get("base")))
    names = [definition.get("total_label", "") if base == THE_TOTAL else labels.get(base, "") for base in bases]
    return "; ".join(names)
