"""A return held against the other returns of its organisation for the same period. Pure.

Which rows of which families belong together is data: `indicators/definitions/across/relations.toml`.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from indicators.checks.context import CURRENT, PREVIOUS, Context, Figures
from indicators.checks.problems import Problem, Severity
from indicators.checks.rounding import EXACT, is_within
from indicators.definitions.across_relations import EQUAL, Relation, RowOf, related_to, relations
from indicators.definitions.calculations import total
from indicators.definitions.families import TOTAL, Family, get_family
from indicators.definitions.periods import Period
from indicators.definitions.values import with_commas

# The window that is asked for, and the one before: what each shape calls the column of its counts.
NOW, BEFORE = (CURRENT, "count"), (PREVIOUS,)


def check_between(family: Family, figures: Figures, context: Context, base: Decimal = EXACT) -> Iterator[Problem]:
    """Each relation with another family of the organisation, window by window; silent where a number is missing.

    `base` is what the counts of this return were rounded to, if they were.
    """
    if context.period is None or not related_to(family.slug):
        return
    known = {**context.siblings, family.slug: figures}
    for relation in relations():
        if family.slug in relation.families and all(slug in known for slug in relation.families):
            for columns in (NOW, BEFORE):
                yield from _check(relation, family, columns, known, context.period, base=base)


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
    if lower is None or upper is None or lower == upper or (relation.kind != EQUAL and lower < upper):
        return
    # The other return may be rounded as well. A total is the sum of its rows.
    terms = sum(len(_keys(one, period)) for one in (*relation.lower, *relation.upper))
    if base and is_within(lower - upper, base, terms):
        return
    mine = next(one for one in (*relation.lower, *relation.upper) if one.family == family.slug)
    row = next(iter(_keys(mine, period)))
    advice = "correct one of them" if relation.severity == Severity.HARD else "check both"
    differs = "but" if relation.kind == EQUAL else "which is more than"
    verb = "is" if len(relation.lower) == 1 else "come to"
    its_verb = ("is" if len(relation.upper) == 1 else "come to") if relation.kind == EQUAL else "at"
    yield Severity(relation.severity).problem(
        relation.code,
        f"{_names(relation.lower)} {verb} {with_commas(lower)}, {differs} {_names(relation.upper)} {its_verb} "
        f"{with_commas(upper)}. {relation.because}: {advice}.",
        row,
        next(column.key for column in family.input_columns if column.key in columns),
    )


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


def _sum(
    side: Iterable[RowOf], columns: tuple[str, ...], known: Mapping[str, Figures], period: Period
) -> Decimal | None:
    """The rows of a side together; None where a figure is missing or its family has no such window."""
    numbers = []
    for one in side:
        column = next((each.key for each in get_family(one.family).input_columns if each.key in columns), None)
        for key in _keys(one, period):
            value = known[one.family].get((key, column)) if column else None
            numbers.append(None if value is None else value.number)
    return total(numbers)
