"""What every reader knows of a family's rows, whatever is hidden: sums, parts, totals. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from indicators.definitions.families import TOTAL, Family, Row, Rule
from indicators.disclosure.solver.facts import Fact, at_most, scaled, sums_to

# More often than this nothing is counted again in any window: three times a day for a year.
MOST_AGAIN = 1000
# The name of the quantity in each row of one column.
Names = Mapping[str, str]


def relations_of(family: Family, rows: Sequence[Row], names: Names, values: Mapping[str, int]) -> Iterator[Fact]:
    """The relations between the rows of one column that hold for these values.

    A soft rule, or a note, counts as much as a hard one: it is for exceptions, and where there is none readers believe
    it. A relation that the figures contradict is none: a reader who relied on it would be wrong.
    """
    found = [
        *(fact for rule in family.rules for fact in _of_rule(rule, rows, names)),
        *_of_bases(rows, names),
        *(_of_total(rows, names) if family.total_label else ()),
    ]
    yield from (fact for fact in dict.fromkeys(found) if fact.holds(values))


def _of_bases(rows: Sequence[Row], names: Names) -> Iterator[Fact]:
    """What is a share of something is a part of it."""
    for row in rows:
        if row.base and row.key in names and row.base in names:
            yield at_most(names[row.key], names[row.base])


def _of_total(rows: Sequence[Row], names: Names) -> Iterator[Fact]:
    parts = [row.key for row in rows if row.base == TOTAL]
    if TOTAL in names and all(part in names for part in parts):
        yield sums_to([names[part] for part in parts], names[TOTAL])


def _of_rule(rule: Rule, rows: Sequence[Row], names: Names) -> Iterator[Fact]:
    keys = [row.key for row in rows if row.key in names]
    if rule.kind == "at_most" and rule.lower in names and rule.upper in names:
        yield at_most(names[rule.lower], names[rule.upper])
    elif rule.kind == "each_at_most" and rule.upper in names:
        yield from (at_most(names[key], names[rule.upper]) for key in keys if key != rule.upper)
    elif rule.kind in ("sums_to", "sum_at_most") and rule.whole in names:
        yield from _of_parts(rule, names)
    elif rule.kind == "at_least_whole" and rule.whole in names and len(keys) == len(rows):
        parts = [key for key in keys if key != rule.whole and (not rule.parts or key in rule.parts)]
        yield _sum_against(parts, rule.whole, names, upper=False)
    elif rule.kind == "stands_alone" and rule.lower in names and rule.upper in names:
        for key in keys:
            if key not in (rule.lower, rule.upper):
                yield _sum_against([key, rule.lower], rule.upper, names, upper=True)
    elif rule.kind == "counted_again" and all(key in names for key in (rule.lower, rule.whole, *rule.parts)):
        yield _sum_against([rule.lower, *rule.parts], rule.whole, names, upper=True)
        # Where there is more of the whole, somebody was counted again: in whole numbers, one or more of the parts.
        again = {names[part]: MOST_AGAIN for part in rule.parts}
        yield scaled({**again, names[rule.lower]: 1, names[rule.whole]: -1}, 0, None)


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
