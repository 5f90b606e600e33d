"""What the words of definitions say of the rows of several families: sums, parts, the same. Pure.

Which those are is data: `indicators/definitions/across/relations.toml`.
"""

from collections.abc import Iterator, Mapping, Sequence

from indicators.definitions.across_relations import EQUAL, Relation, RowOf, relations
from indicators.disclosure.solver.facts import Fact, scaled

# The name of the quantity in each row (family and row, or the family's total) for one window.
NamesAcross = Mapping[tuple[str, str], str]


def rules_across(names: NamesAcross) -> Iterator[Fact]:
    """The relations between the rows of several families, for one window, as they hold by the definitions.

    Where rows of one side have no figure those that have are still no more than the whole other side.
    """
    for relation in relations():
        yield from _of_relation(relation, names)


def _of_relation(relation: Relation, names: NamesAcross) -> Iterator[Fact]:
    lower, upper = _known(relation.lower, names), _known(relation.upper, names)
    has_lower, has_upper = len(lower) == len(relation.lower), len(upper) == len(relation.upper)
    if relation.kind == EQUAL and has_lower and has_upper:
        yield from _between(lower, upper, 0)
    elif has_upper and lower:
        yield from _between(lower, upper, None)
    elif relation.kind == EQUAL and has_lower and upper:
        yield from _between(upper, lower, None)


def _known(rows: Sequence[RowOf], names: NamesAcross) -> list[str]:
    return [names[one.family, one.row] for one in rows if (one.family, one.row) in names]


def _between(lower: Sequence[str], upper: Sequence[str], most: int | None) -> Iterator[Fact]:
    """The upper ones minus the lower ones are 0 or more, and no more than `most`; nothing where both are the same."""
    coefficients: dict[str, int] = {}
    for sign, side in ((1, upper), (-1, lower)):
        for name in side:
            coefficients[name] = coefficients.get(name, 0) + sign
    if any(coefficients.values()):
        yield scaled(coefficients, 0, most)
