"""Rules between the rows of a table in plain words: what each kind is for, and what it has to be told. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from indicators.definitions.families import TOTAL, catalogue


@dataclass(frozen=True)
class Kind:
    """One kind of rule: what it says, and the question for each row or list of rows that it names."""

    title: str
    hint: str
    asks: Mapping[str, str]
    sentence: str


KINDS = {
    "at_most": Kind(
        "One row is part of another, so it cannot be larger",
        "For example, children missing from care are also missing children.",
        {"lower": "Which row is the part?", "upper": "Which row is it part of?"},
        "“{lower}” is at most “{upper}”",
    ),
    "behind": Kind(
        "One row counts people, and another what happened to them",
        "For example, each suspended pupil has at least one suspension, and each suspension a pupil.",
        {"lower": "Which row counts the people?", "upper": "Which row counts what happened to them?"},
        "“{lower}” is at most “{upper}”, and 0 only if “{upper}” is 0",
    ),
    "sums_to": Kind(
        "Some rows add up to another row",
        "For example, 3 outcomes add up to all enquiries with an outcome.",
        {"parts": "Which rows are the parts?", "whole": "Which row do they add up to?"},
        "{parts} add up to “{whole}”",
    ),
    "sum_at_most": Kind(
        "Some rows together cannot be more than another row",
        "For example, 2 kinds of offence are each part of all offences, and no offence is both.",
        {"parts": "Which rows are the parts?", "whole": "Which row can they not exceed?"},
        "{parts} together are at most “{whole}”",
    ),
    "each_at_most": Kind(
        "No row can be larger than one of them",
        "For example, each factor is counted at most once in an assessment.",
        {"upper": "Which row is the largest?"},
        "Every row is at most “{upper}”",
    ),
    "at_least_whole": Kind(
        "Some rows together cannot be less than another row",
        "For example, every assessment has at least one factor.",
        {"parts": "Which rows are the parts?", "whole": "Which row must they reach?"},
        "{parts} together are at least “{whole}”",
    ),
    "same_elsewhere": Kind(
        "A row counts the same as a row of another indicator",
        "For example, 2 indicators both count the enquiries that ended in the year.",
        {"lower": "Which row of this indicator?", "other": "Which row counts the same?"},
        "“{lower}” counts the same as {other}",
    ),
    "part_elsewhere": Kind(
        "A row is part of a row of another indicator",
        "For example, children who went missing from care are some of all missing children.",
        {"lower": "Which row of this indicator is the part?", "other": "Which row is it part of?"},
        "“{lower}” is at most {other}",
    ),
}
SEVERITIES = {
    "hard": ("It is always true", "Figures that break it cannot be submitted."),
    "soft": ("There can be exceptions", "We ask the partner to check figures that break it, and to explain them."),
}


def words_of(rule: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    """A rule as a sentence without its reason."""
    kind = KINDS.get(rule["kind"])
    if kind is None:
        return str(rule["because"])
    named = {name: labels.get(rule.get(name, ""), "") for name in ("lower", "upper", "whole")}
    parts = ", ".join(f"“{labels.get(key, key)}”" for key in rule.get("parts", ())) or "The other rows"
    other = dict(rows_elsewhere("")).get(rule.get("other", ""), "a row that is no longer there")
    return kind.sentence.format(**named, parts=parts, other=other)


def rows_elsewhere(slug: str) -> list[tuple[str, str]]:
    """The rows of all other indicators, as family/row and in words. Areas are no rows that could be named."""
    return [
        (f"{family.slug}/{key}", f"“{label}” in “{family.title}”")
        for family in catalogue().families
        if family.slug != slug and not family.is_area_rates
        for key, label in [
            *((row.key, row.label) for row in family.fixed_rows),
            *([(TOTAL, family.total_label)] if family.total_label else []),
        ]
    ]
