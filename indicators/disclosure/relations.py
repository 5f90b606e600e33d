"""What every reader knows of a family's rows, whatever is hidden: sums, parts, totals. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from indicators.definitions.families import BASE, TOTAL, Family, Row, Rule
from indicators.disclosure.slack import kept
from indicators.disclosure.solver.facts import Fact, at_most, scaled, sums_to

# More often than this nothing is counted again in any window: three times a day for a year.
MOST_AGAIN = 1000
# The name of the quantity in each row of one column.
Names = Mapping[str, str]


def relations_of(family: Family, rows: Sequence[Row], names: Names, values: Mapping[str, int]) -> Iterator[Fact]:
    """The relations between the rows of one column, as far as these values keep them."""
    return kept(always_of(family, rows, names), values)


def always_of(family: Family, rows: Sequence[Row], names: Names) -> Iterator[Fact]:
    """The relations between the rows of one column that hold by the definition.

    A soft rule, or a note, counts as much as a hard one: it is for exceptions, and where there is none readers believe
    it.
    """
    for rule in family.rules:
        yield from _of_rule(rule, rows, names)
    yield from _of_bases(rows, names)
    if family.is_percentages:
        yield from (at_most(name, names[f"{row}{BASE}"]) for row, name in names.items() if f"{row}{BASE}" in names)
    if family.total_label:
        yield from _of_total(rows, names)


def _of_bases(rows: Sequence[Row], names: Names) -> Iterator[Fact]:
    """What is a share of something is a part of it."""
    for row in rows:
        if row.base and row.key in names and row.base in names:
            yield at_most(names[row.key], names[row.base])


def _of_total(rows: Sequence[Row], names: Names) -> Iterator[Fact]:
    """The total is the sum of its parts; where one is missing the others are still no more than the total."""
    parts = [row.key for row in rows if row.base == TOTAL]
    known = [part for part in parts if part in names]
    if TOTAL in names and known == parts:
        yield sums_to([names[part] for part in parts], names[TOTAL])
    elif TOTAL in names and known:
        yield _sum_against(known, TOTAL, names, upper=True)


def _of_rule(rule: Rule, rows: Sequence[Row], names: Names) -> Iterator[Fact]:
    keys = [row.key for row in rows if row.key in names]
    if rule.kind == "at_most" and rule.lower in names and rule.upper in names:
        yield at_most(names[rule.lower], names[rule.upper])
    elif rule.kind == "behind" and rule.lower in names and rule.upper in names:
        yield from _behind(names[rule.lower], names[rule.upper])
    elif rule.kind == "each_at_most" and rule.upper in names:
        yield from (at_most(names[key], names[rule.upper]) for key in keys if key != rule.upper)
    elif rule.kind in ("sums_to", "sum_at_most") and rule.whole in names:
        yield from _of_parts(rule, names)
    elif rule.kind == "at_least_whole" and rule.whole in names:
        parts = rule.parts or tuple(row.key for row in rows if row.key != rule.whole)
        # A part that is missing may make up for any that the others lack.
        if all(part in names for part in parts):
            yield _sum_against(parts, rule.whole, names, upper=False)
    elif rule.kind == "stands_alone" and rule.lower in names and rule.upper in names:
        for key in keys:
            if key not in (rule.lower, rule.upper):
                yield _sum_against([key, rule.lower], rule.upper, names, upper=True)
    elif rule.kind == "counted_again" and rule.lower in names and rule.whole in names:
        yield from _of_counted_again(rule, names)


def _of_counted_again(rule: Rule, names: Names) -> Iterator[Fact]:
    """People and what happened to them; how many were counted again may be missing.

    Where there is more of the whole, somebody was counted again: in whole numbers, one or more of the parts.
    """
    lower, whole = names[rule.lower], names[rule.whole]
    if all(part in names for part in rule.parts):
        yield _sum_against([rule.lower, *rule.parts], rule.whole, names, upper=True)
        yield scaled({**{names[part]: MOST_AGAIN for part in rule.parts}, lower: 1, whole: -1}, 0, None)
    else:
        yield from _behind(lower, whole)


def _behind(people: str, events: str) -> Iterator[Fact]:
    """No more people than events, and somebody where there are any."""
    yield at_most(people, events)
    yield scaled({people: MOST_AGAIN, events: -1}, 0, None)


def _of_parts(rule: Rule, names: Names) -> Iterator[Fact]:
    """The sum of the parts; where one is missing the others are still no more than the whole."""
    parts = [part for part in rule.parts if part in names]
    if rule.kind == "sums_to" and len(parts) == len(rule.parts):
        yield sums_to([names[part] for part in parts], names[rule.whole])
    elif parts:
        yield _sum_against(parts, rule.whole, names, upper=True)


def _sum_against(parts: Sequence[str], whole: str, names: Names, *, upper: bool) -> Fact:
    """The parts come to no more than the whole, or to no less."""
    sign = -1 if upper else 1
    return scaled({**{names[part]: sign for part in parts}, names[whole]: -sign}, 0, None)
