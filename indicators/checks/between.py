"""A return held against the other returns of its organisation for the same period. Pure.

Which rows of which families belong together is data: `indicators/definitions/across/relations.toml`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from indicators.checks.context import CURRENT, PREVIOUS, Context, Figures
from indicators.checks.problems import Problem, Severity
from indicators.checks.rounding import EXACT, is_within, rounded_to
from indicators.definitions.across_relations import EQUAL, Relation, RowOf, related_to, relations
from indicators.definitions.families import TOTAL, Family, get_family
from indicators.definitions.periods import Period
from indicators.definitions.values import with_commas

# The window that is asked for, and the one before: what each shape calls the column of its counts.
NOW, BEFORE = (CURRENT, "count"), (PREVIOUS,)


@dataclass(frozen=True)
class _Side:
    """The rows of a side together, as far as they are known, and whether all of them are."""

    number: Decimal
    is_complete: bool
    terms: int
    illustrative: bool


def check_between(family: Family, figures: Figures, context: Context, base: Decimal = EXACT) -> Iterator[Problem]:
    """Each relation with another family of the organisation, window by window.

    Where a figure is missing, the others together can still be too many. Figures that are made up are not held against
    those that are not. `base` is what the counts of this return were rounded to, if they were; the notes of the other
    returns say it of theirs.
    """
    if context.period is None or not related_to(family.slug):
        return
    known = {**context.siblings, family.slug: figures}
    for relation in relations():
        if family.slug in relation.families and all(slug in known for slug in relation.families):
            others = (slug for slug in relation.families if slug != family.slug)
            bases = [rounded_to(get_family(slug), known[slug], context.sibling_notes.get(slug, "")) for slug in others]
            for columns in (NOW, BEFORE):
                yield from _check(relation, family, columns, known, context.period, base=max(base, *bases, EXACT))


def _check(
    relation: Relation,
    family: Family,
    columns: tuple[str, ...],
    known: Mapping[str, Figures],
    period: Period,
    *,
    base: Decimal,
) -> Iterator[Problem]:
    lower, upper = (_sum(side, columns, known, period) for side in (relation.lower, relation.upper))
    if lower is None or upper is None or lower.illustrative != upper.illustrative:
        return
    is_equal = relation.kind == EQUAL
    too_many = lower.number > upper.number and upper.is_complete
    too_few = is_equal and upper.number > lower.number and lower.is_complete
    if not (too_many or too_few) or (base and is_within(lower.number - upper.number, base, lower.terms + upper.terms)):
        return
    mine = next(one for one in (*relation.lower, *relation.upper) if one.family == family.slug)
    row = next(iter(_keys(mine, period)))
    advice = "correct one of them" if relation.severity == Severity.HARD else "check both"
    differs = "but" if is_equal else "which is more than"
    verb = "is" if len(relation.lower) == 1 else "come to"
    its_verb = ("is" if len(relation.upper) == 1 else "come to") if is_equal else "at"
    yield Severity(relation.severity).problem(
        relation.code,
        f"{_names(relation.lower)} {verb} {_told(lower)}, {differs} {_names(relation.upper)} {its_verb} "
        f"{_told(upper)}. {relation.because}: {advice}.",
        row,
        next(column.key for column in family.input_columns if column.key in columns),
    )


def _told(side: _Side) -> str:
    return f"{'' if side.is_complete else 'at least '}{with_commas(side.number)}"


def _names(side: Iterable[RowOf]) -> str:
    """Rows in words, with the family of each."""
    rows = list(side)
    titles = {one.family: get_family(one.family).title for one in rows}
    if len(titles) == 1:
        named = " and ".join(f"“{one.label}”" for one in rows)
        return f"{named} in “{titles[rows[0].family]}”"
    return " and ".join(f"“{one.label}” in “{titles[one.family]}”" for one in rows)


def _keys(row: RowOf, period: Period) -> list[str]:
    """The keys of the figures behind a row: its own, or for a total those of its parts."""
    if row.row != TOTAL:
        return [row.row]
    return [one.key for one in get_family(row.family).rows_on(period.ends_on) if one.base == TOTAL]


def _sum(side: Iterable[RowOf], columns: tuple[str, ...], known: Mapping[str, Figures], period: Period) -> _Side | None:
    """The rows of a side together; None where no figure is known or a family has no such window."""
    cells = []
    for one in side:
        column = next((each.key for each in get_family(one.family).input_columns if each.key in columns), None)
        cells += [(one.family, key, column) for key in _keys(one, period)]
    values = [known[family].get((key, column)) if column else None for family, key, column in cells]
    numbers = [value.number for value in values if value is not None and value.number is not None]
    if not numbers:
        return None
    illustrative = any(value is not None and value.illustrative for value in values)
    return _Side(sum(numbers, Decimal(0)), len(numbers) == len(cells), len(cells), illustrative)
