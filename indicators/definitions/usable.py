"""Whether every later step could work with a definition: form, file, checks, table, statistics, chart, exports. Pure.

`entries` says whether a definition is complete; this says whether it can be used. What a shape needs of its columns
stands here alone: a definition that is loaded has it, so that no page has to ask.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indicators.definitions.periods import filled
from indicators.definitions.values import FORMATS

if TYPE_CHECKING:
    from indicators.definitions.families import Column, Family, Row, Rule

THE_TOTAL = "total"
# Values of other areas that the source prints beside its own.
BENCHMARKS = ("similar", "region", "england")
# Of the columns in the database: a longer key, or a number with more decimals, could not be stored.
MOST_OF_A_SLUG, MOST_OF_A_ROW, MOST_OF_A_COLUMN, MOST_DECIMALS = 60, 120, 40, 4
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*").fullmatch
COLUMN_KEY = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*").fullmatch
# Keys that a table gives to rows of its own.
RESERVED = frozenset({THE_TOTAL, "neighbours"})
# What a computation gives.
UNIT_OF = {"change": "change", "percent_change": "signed_percent", "share": "percent"}


@dataclass(frozen=True)
class Needs:
    """The columns of a shape, each with the unit that it must have: typed, those that may be left out, computed.

    Where the unit is empty another rule says which one it must be.
    """

    typed: Mapping[str, str]
    optional: Mapping[str, str] = field(default_factory=dict)
    computed: Sequence[str] = ()


NEEDS = {
    "windows": Needs({"current": "count", "previous": "count"}, computed=("change", "percent_change")),
    "categories": Needs({"count": "count"}, computed=("share",)),
    "area_rates": Needs({"rate": ""}, {"count": "count", "people": "count"}),
    "measures": Needs({"rate": ""}, {"count": "count", "people": "count", "similar": "", "region": "", "england": ""}),
}
# Which fields a rule of each kind reads.
RULE_FIELDS = {
    "at_most": ("lower", "upper"),
    "behind": ("lower", "upper"),
    "each_at_most": ("upper",),
    "sums_to": ("parts", "whole"),
    "sum_at_most": ("parts", "whole"),
    "at_least_whole": ("whole",),
    "stands_alone": ("lower", "upper"),
    "counted_again": ("lower", "parts", "whole"),
    "same_elsewhere": ("lower", "other"),
    "part_elsewhere": ("lower", "other"),
}


def cannot_be_used(family: "Family") -> Iterator[str]:
    """Why a later step could not work with the family, a sentence for each reason; none where it can be used."""
    if not SLUG(family.slug) or len(family.slug) > MOST_OF_A_SLUG:
        yield f"the slug {family.slug} must be small letters, digits and hyphens, {MOST_OF_A_SLUG} at most."
    yield from _of_columns(family)
    yield from _of_rows(family)
    for rule in family.rules:
        yield from _of_rule(rule)
    yield from _of_period("period", family.period)
    for column in family.columns:
        yield from _of_period(f"period of {column.key}", column.period)


def _of_columns(family: "Family") -> Iterator[str]:
    needs = NEEDS[family.shape]
    found = {column.key: column for column in family.columns}
    for key in needs.typed:
        if key not in found or not found[key].is_input:
            yield f"the shape {family.shape} needs the column {key}, that people type."
    for key in needs.computed:
        if key not in found or found[key].computation != key:
            yield f"the shape {family.shape} needs the column {key} with the computation {key}."
    known = {*needs.typed, *needs.optional, *needs.computed}
    for column in family.columns:
        yield from _of_column(column)
        if column.key not in known:
            yield f"the shape {family.shape} has no column {column.key}. It can have {', '.join(sorted(known))}."
        wanted = {**needs.typed, **needs.optional}.get(column.key, UNIT_OF.get(column.computation, ""))
        if wanted and column.unit != wanted:
            yield f"the unit of the column {column.key} must be {wanted}, not {column.unit}."
    if family.has_rates:
        yield from _of_rates(family, found)
    for column in family.columns:
        if column.below_zero and (family.shape != "measures" or column.unit == "count" or "count" in found):
            yield f"the column {column.key} cannot be below zero: only measures without counts can."
    names = [name for column in family.columns for name in {column.label.strip().lower(), column.key}]
    if len(set(names)) != len(names):
        yield "two columns have the same name."


def _of_rates(family: "Family", found: Mapping[str, "Column"]) -> Iterator[str]:
    rate, wanted = found.get("rate"), "percent" if family.is_percentages else "rate"
    # Where the source prints no rates but differences, it prints no counts either.
    is_difference = rate is not None and rate.unit == "change" and rate.below_zero and not family.is_area_rates
    if rate is not None and rate.unit != wanted and not is_difference:
        yield f"a rate per {family.per} has the unit {wanted}, not {rate.unit}: 100 means percentages."
    for key in BENCHMARKS:
        one = found.get(key)
        if one is not None and rate is not None and _form(one) != _form(rate):
            yield f"the column {key} must have the unit and the decimals of the column rate."
    if "people" in found and "count" not in found:
        yield "the column people needs the column count: a rate and its people give the count to every reader."
    if family.is_over_estimates and "count" not in found:
        yield "a denominator of estimates needs the column count."
    if family.is_over_estimates and family.is_percentages:
        yield "percentages are not of the population: leave the denominator out."


def _form(column: "Column") -> tuple[str, int, bool]:
    return column.unit, column.decimals, column.below_zero


def _of_column(column: "Column") -> Iterator[str]:
    if not COLUMN_KEY(column.key) or len(column.key) > MOST_OF_A_COLUMN:
        yield f"the key {column.key} of a column must be small letters, digits and underscores, 40 at most."
    if not column.label.strip():
        yield f"the column {column.key} has no label."
    if column.unit not in FORMATS:
        yield f"the unit {column.unit} of the column {column.key} is unknown."
    if not isinstance(column.decimals, int) or not 0 <= column.decimals <= MOST_DECIMALS:
        yield f"the decimals of the column {column.key} must be 0 to {MOST_DECIMALS}."
    elif column.unit in ("count", "change") and column.decimals:
        yield f"the column {column.key} counts, so it cannot have decimals."


def _of_rows(family: "Family") -> Iterator[str]:
    if family.is_area_rates:
        if family.fixed_rows:
            yield "the rows of the shape area_rates are areas: write rows_from = 'areas', and no rows."
        if family.total_label:
            yield "areas have no total, so there can be no total_label."
        return
    if not family.fixed_rows:
        yield "there are no rows. Only the shape area_rates takes them from the areas."
    rows = {row.key: row for row in family.fixed_rows}
    for row in family.fixed_rows:
        yield from _of_row(family, row, rows)
    of_total = [row.key for row in family.fixed_rows if row.base == THE_TOTAL]
    if of_total and not family.total_label:
        yield f"shares of the total need a total_label: {', '.join(of_total)}."
    if family.total_label and not of_total:
        yield "a total_label needs rows whose base is the total: nothing else is added up."


def _of_row(family: "Family", row: "Row", rows: Mapping[str, "Row"]) -> Iterator[str]:
    if not SLUG(row.key) or len(row.key) > MOST_OF_A_ROW:
        yield f"the key {row.key} of a row must be small letters, digits and hyphens, {MOST_OF_A_ROW} at most."
    if row.key in RESERVED:
        yield f"the key {row.key} of a row is used by the table itself. Select another."
    if not row.label.strip():
        yield f"the row {row.key} has no label."
    if row.base and family.shape != "categories":
        yield f"the row {row.key} names a base, but the shape {family.shape} has no shares."
    base = rows.get(row.base)
    if base is row:
        yield f"the row {row.key} cannot be its own base."
    elif base is not None and not _lasts_as_long(base, row):
        yield f"the row {row.key} is in effect on days on which its base {base.key} is not."


def _lasts_as_long(base: "Row", row: "Row") -> bool:
    begins = base.effective_from is None or (
        row.effective_from is not None and base.effective_from <= row.effective_from
    )
    ends = base.effective_to is None or (row.effective_to is not None and row.effective_to <= base.effective_to)
    return begins and ends


def _of_rule(rule: "Rule") -> Iterator[str]:
    missing = [name for name in RULE_FIELDS[rule.kind] if not getattr(rule, name)]
    if missing:
        yield f"the rule {rule.code} is of the kind {rule.kind}, which needs {' and '.join(missing)}."
    if rule.whole and rule.whole in rule.parts:
        yield f"the rule {rule.code} names {rule.whole} as a part of itself."
    if not rule.because.strip():
        yield f"the rule {rule.code} does not say why."


def _of_period(name: str, template: str) -> Iterator[str]:
    """The words may be typed: they are filled in place by place, never taken as a format, which can be endless."""
    if set("{}") & set(filled(template, end="", previous_end="")):
        yield f"the {name} can name {{end}} and {{previous_end}} in braces, and nothing else: {template}."
