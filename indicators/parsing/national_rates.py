"""Rates that a published file lacks, worked out as its publisher does: the number over the people. Pure.

The Department prints no rates of referrals and plans since 2025. Those of its local authority tool are the numbers of
these files over its own estimates of the children, per 10,000, in every area and year that could be compared.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indicators.definitions.calculations import half_up
from indicators.definitions.estimates import Estimate
from indicators.parsing.cells import parse_number
from indicators.parsing.file_problems import FileProblem, Level
from indicators.parsing.layout import FamilyForm
from indicators.parsing.national_mapping import NationalMapping

COUNT, RATE = "count", "rate"
# Areas that a sentence names; of more it says how many.
MOST_NAMED = 3


@dataclass(frozen=True)
class Completed:
    """The lines of a family with their rates, what is printed about these, and what the sender is told."""

    rows: list[list[str]]
    note: str = ""
    told: tuple[FileProblem, ...] = ()


def with_rates(
    form: FamilyForm, mapping: NationalMapping, rows: list[list[str]], people: Mapping[str, Estimate]
) -> Completed:
    """Fill in the rates of a family whose file has the numbers alone, where the people of an area are estimated."""
    keys = [one.key for one in form.family.input_columns]
    missing = [one for one in keys if one not in mapping.columns]
    if not form.family.is_area_rates or not missing:
        return Completed(rows)
    if missing != [RATE] or COUNT not in keys:
        return Completed(rows, told=(_left(form, missing, ()),))
    count, rate = keys.index(COUNT) + 1, keys.index(RATE) + 1
    without, used = [], {}
    for row, line in zip(form.rows, rows, strict=True):
        estimate = people.get(row.key)
        if estimate is None and not line[count].startswith("["):
            without.append(row.label)
            continue
        line[rate] = _rate(form, line[count], estimate)
        if estimate is not None:
            used[estimate.source, estimate.vintage] = estimate
    if not used:
        return Completed(rows, told=(_left(form, missing, without),))
    sources = "; ".join(f"{one.source}, published on {one.vintage.day} {one.vintage:%B %Y}" for one in used.values())
    note = (
        f"The file has no rates. Each is the number over an estimate of the people, per {form.family.per:,}: {sources}."
    )
    return Completed(rows, note, tuple(_said(form, missing, without)))


def _rate(form: FamilyForm, count: str, estimate: Estimate | None) -> str:
    """The rate of a number; of a symbol the same symbol, and of what is no number nothing."""
    if count.startswith("["):
        return count
    number = parse_number(count, decimals=0).number
    if estimate is None or number is None:
        return ""
    return str(half_up(number / estimate.persons * form.family.per, form.family.column(RATE).decimals))


def _said(form: FamilyForm, missing: Sequence[str], without: Sequence[str]) -> Iterator[FileProblem]:
    if without:
        yield _left(form, missing, without)
        return
    sentence = f"{form.family.title}: the file has no rates, so we have worked them out from population estimates."
    yield FileProblem("NATIONAL-8", sentence, Level.NOTE)


def _left(form: FamilyForm, missing: Sequence[str], without: Sequence[str]) -> FileProblem:
    """The columns that are left to the form, and of which areas if not of all."""
    labels = ", ".join(f"“{form.family.column(key).label}”" for key in missing)
    named = ", ".join(without[:MOST_NAMED])
    more = f" and {len(without) - MOST_NAMED} more" if len(without) > MOST_NAMED else ""
    estimates = f" No population estimate is loaded for {named}{more}." if without else ""
    return FileProblem(
        "NATIONAL-8",
        f"The file has no column for {labels} in {form.family.title}.{estimates} Enter these figures in the form after "
        "you save the file.",
        Level.WARNING,
    )
