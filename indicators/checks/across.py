"""What one partner sent held against what another received. Pure."""

from collections.abc import Iterator
from decimal import Decimal

from indicators.checks.context import Context, Figures
from indicators.checks.pairs import Pair, Place, pairs
from indicators.checks.problems import Problem, Severity
from indicators.definitions.families import Family, get_family


def check_across(family: Family, figures: Figures, context: Context) -> Iterator[Problem]:
    """Where both ends of a pair are known and far apart.

    The sentence says which way they differ and not by how much: what another partner counted is not public yet.
    """
    for pair in pairs():
        for mine, theirs in ((pair.sent, pair.received), (pair.received, pair.sent)):
            if mine.family == family.slug:
                ours = figures.get((mine.row, mine.column))
                others = context.others.get(theirs.family, {}).get((theirs.row, theirs.column))
                if ours is not None and others is not None:
                    yield from _compare(pair, mine, theirs, ours.number, others.number)


def _compare(pair: Pair, mine: Place, theirs: Place, ours: Decimal | None, others: Decimal | None) -> Iterator[Problem]:
    if ours is None or others is None or pair.agrees(ours, others):
        return
    label = next(row.label for row in get_family(mine.family).fixed_rows if row.key == mine.row)
    more = "more" if ours > others else "fewer"
    yield Severity.SOFT.problem(
        pair.code,
        f"“{label}”: your count is much {more} than the other partner's. {pair.because}, so the two should be "
        f"close. Ask the organisation that sends “{get_family(theirs.family).title}”, then correct the figure "
        "or explain the difference.",
        mine.row,
        mine.column,
    )
