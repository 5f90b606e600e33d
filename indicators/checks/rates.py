"""Rates of areas held against the number and the people behind them. Pure."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from indicators.checks.context import Context, Figures
from indicators.checks.problems import Problem
from indicators.checks.registry import finding
from indicators.definitions.calculations import half_up, rate_agrees
from indicators.definitions.families import PEOPLE, Column, Family, Row
from indicators.definitions.values import with_commas
from indicators.statistics.denominators import derived_denominator

FARTHEST = Decimal("0.05")
ADVICE = {
    "RATE-1": "Correct one of them. If you used a newer population estimate, ask the coordinator to add it.",
    "RATE-3": "Check the number and the rate. If the publisher used another population estimate, say which.",
}


def check_rates(family: Family, rows: Sequence[Row], figures: Figures, context: Context) -> Iterator[Problem]:
    """Each rate is its number over the people of its area; those people do not become many more or fewer in a year."""
    if not family.is_area_rates:
        return
    count, rate = (next(one for one in family.input_columns if one.unit == unit) for unit in ("count", "rate"))
    for row in rows:
        now = _both(figures, row.key, count, rate)
        if now is None:
            continue
        if now[0] == 0:
            yield from _zero(row, rate, now)
            continue
        sent, known = figures.get((row.key, PEOPLE)), context.populations.get(row.key, ())
        if sent is not None and sent.number:
            yield from _against_people("RATE-1", row, rate, now, [int(sent.number)])
        elif known:
            yield from _against_people("RATE-1" if family.is_over_estimates else "RATE-3", row, rate, now, known)
        else:
            yield from _against_last_year(row, rate, now, _both(context.earlier or {}, row.key, count, rate))


def _both(figures: Figures, row: str, count: Column, rate: Column) -> tuple[Decimal, Decimal] | None:
    found = [figures[row, one.key].number if (row, one.key) in figures else None for one in (count, rate)]
    return None if found[0] is None or found[1] is None else (found[0], found[1])


def _zero(row: Row, rate: Column, now: tuple[Decimal, Decimal]) -> Iterator[Problem]:
    """A small number can give a rate that rounds to zero; no number at all cannot give one above zero."""
    if now[1]:
        text = with_commas(now[1], rate.decimals)
        yield finding(
            "ZERO-3",
            f"“{row.label}”: the rate is {text}, but the number is 0. Correct one of the two.",
            row.key,
            rate.key,
        )


def _against_people(
    code: str, row: Row, rate: Column, now: tuple[Decimal, Decimal], known: Sequence[int]
) -> Iterator[Problem]:
    """Hard where these people are the denominator by definition; else the publisher may have used an estimate that is
    not loaded here, and says so."""
    if any(rate_agrees(now[0], people, now[1], rate.decimals) for people in known):
        return
    newest = known[-1]
    expected = with_commas(now[0] / newest * 10_000, rate.decimals)
    yield finding(
        code,
        f"“{row.label}”: {with_commas(now[0])} over {with_commas(Decimal(newest))} people is a rate of {expected}, "
        f"not {with_commas(now[1], rate.decimals)}. {ADVICE[code]}",
        row.key,
        rate.key,
    )


def _against_last_year(
    row: Row, rate: Column, now: tuple[Decimal, Decimal], before: tuple[Decimal, Decimal] | None
) -> Iterator[Problem]:
    if before is None:
        return
    new, old = (derived_denominator(*pair, rate.decimals) for pair in (now, before))
    if new is None or old is None:
        return
    if new.lower > old.upper * (1 + FARTHEST) or new.upper < old.lower * (1 - FARTHEST):
        yield finding(
            "RATE-2",
            f"“{row.label}”: together, the number and the rate imply about {_people(now)} children. Last year "
            f"it was about {_people(before)}. Check the number and the rate.",
            row.key,
            rate.key,
        )


def _people(pair: tuple[Decimal, Decimal]) -> str:
    return with_commas(half_up(pair[0] / pair[1] * 10_000, -2))
