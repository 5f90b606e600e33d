"""Returns as the public may see them: hidden counts gone, the others as the policy prints them. Pure.

Everything that is published is made from what comes out here, so that nothing further down can give a count away.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import Decimal

from indicators.definitions.cells import total_of
from indicators.definitions.families import PEOPLE, TOTAL
from indicators.definitions.snapshots import Cell, Snapshot
from indicators.definitions.values import Value, kept_back
from indicators.disclosure.change_rules import Place, count_columns, whole_number
from indicators.disclosure.rates_alone import NOBODY, People, may_be_small
from indicators.disclosure.solver.policy import LOW_SYMBOL, Policy


def protected(
    snapshot: Snapshot, names: Mapping[Place, str], hidden: Collection[str], policy: Policy, people: People = NOBODY
) -> Snapshot:
    """The return with every hidden count kept back, and with its totals: they cannot be added up any more.

    `people` is what readers know of the people behind rates. A count that is not whole is none that could be protected,
    so that it is kept back.
    """
    figures: dict[Cell, Value] = dict(snapshot.figures)
    for column in count_columns(snapshot.family):
        keys = [row.key for row in snapshot.rows]
        if snapshot.family.total_label:
            figures[TOTAL, column.key] = total_of(snapshot.figures, snapshot.rows, column.key)
            keys.append(TOTAL)
        for row in keys:
            value = figures.get((row, column.key))
            place = Place(snapshot.family.slug, snapshot.period, row, column.key)
            if value is not None and place in names:
                figures[row, column.key] = _shown(value, names[place] in hidden, policy)
            elif value is not None and value.number is not None and whole_number(value) is None:
                figures[row, column.key] = kept_back(policy.symbol, illustrative=value.illustrative)
    if snapshot.family.has_rates:
        _keep_back_rates(figures, policy)
        _keep_back_rates_alone(snapshot, figures, policy, people)
        _keep_back_named_rates(snapshot, figures, names, hidden, policy.symbol)
    return replace(snapshot, figures=figures)


def _shown(value: Value, is_hidden: bool, policy: Policy) -> Value:
    if is_hidden:
        return kept_back(policy.symbol, illustrative=value.illustrative)
    count = whole_number(value)
    assert count is not None, "only counts have a name"
    shown = policy.shown(count)
    if shown is None:
        return kept_back(LOW_SYMBOL, illustrative=value.illustrative)
    return value if shown == count else replace(value, number=Decimal(shown))


def _keep_back_rates(figures: dict[Cell, Value], policy: Policy) -> None:
    """The rate of a count that is kept back, or rounded, would give it back; so would that of what it is a part of."""
    for (row, column), value in list(figures.items()):
        if column == "rate" and value.number is not None:
            behind = [one for key in ("count", PEOPLE) if (one := figures.get((row, key))) is not None]
            symbol = next((one.withheld for one in behind if one.withheld), "")
            if symbol or ((row, "count") in figures and policy.rounds):
                figures[row, column] = kept_back(symbol or policy.symbol, illustrative=value.illustrative)


def _keep_back_rates_alone(snapshot: Snapshot, figures: dict[Cell, Value], policy: Policy, people: People) -> None:
    """A rate that was sent without its count gives the count to whoever knows the people: kept back if it is small."""
    for (row, column), value in list(figures.items()):
        is_alone = column == "rate" and snapshot.value(row, "count").number is None
        if is_alone and value.number is not None and may_be_small(snapshot, row, value.number, policy, people):
            figures[row, column] = kept_back(policy.symbol, illustrative=value.illustrative)


def _keep_back_named_rates(
    snapshot: Snapshot, figures: dict[Cell, Value], names: Mapping[Place, str], hidden: Collection[str], symbol: str
) -> None:
    """A rate that stands alone has a name where its count would give another one back."""
    for row in snapshot.rows:
        name = names.get(Place(snapshot.family.slug, snapshot.period, row.key, "rate"))
        value = figures.get((row.key, "rate"))
        if name in hidden and value is not None and value.number is not None:
            figures[row.key, "rate"] = kept_back(symbol, illustrative=value.illustrative)
