"""Rates of areas held against the number and the people behind them. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from indicators.checks.context import Context, Figures
from indicators.checks.problems import Problem
from indicators.checks.registry import finding
from indicators.definitions.calculations import half_up, places_of, rate_agrees
from indicators.definitions.families import PEOPLE, Column, Family, Row
from indicators.definitions.values import with_commas
from indicators.statistics.denominators import derived_denominator

FARTHEST = Decimal("0.05")
# No estimate of the same people is twice another; nor do they become twice as many in a year.
IMPOSSIBLE = 2
# More than live in any area that a partnership compares itself with.
MOST_PEOPLE = Decimal(70_000_000)
UNEXPLAINED_COUNT = 6
# So many whole rates say that 0 is a whole rate as well; a false zero is not excused for less.
FEWEST_RATES = 3
ADVICE = {
    "RATE-1": "Correct one of them. If you used a newer population estimate, ask the coordinator to add it.",
    "RATE-4": "No other estimate explains the difference. Correct the number or the rate.",
    "RATE-3": "Check the number and the rate. If the publisher used another population estimate, say which.",
}


def check_rates(family: Family, rows: Sequence[Row], figures: Figures, context: Context) -> Iterator[Problem]:
    """Each rate is its number over the people of its area; those people do not become many more or fewer in a year."""
    if not family.has_rates or not family.has_counts:
        return
    family, of_zeros = _as_printed(family, figures), _as_printed(family, figures, FEWEST_RATES)
    count, rate = family.column("count"), family.column("rate")
    for row in rows:
        now = _both(figures, row.key, count, rate)
        if now is None:
            continue
        if now[0] == 0:
            yield from _zero(row, rate, now)
            continue
        sent = figures.get((row.key, PEOPLE))
        if sent is not None and sent.number == 0:
            yield _of_nobody(row, family, now)
            continue
        # A percentage is one of something else than the people of the area.
        known = () if family.is_percentages else context.populations.get(row.key, ())
        if now[1] == 0:
            yield from _rounds_to_zero(row, of_zeros, now, _most_people(row, family, figures, context))
        elif sent is not None and sent.number:
            yield from _against_people("RATE-1", row, family, now, [int(sent.number)])
        elif known:
            yield from _against_people("RATE-1" if family.is_over_estimates else "RATE-3", row, family, now, known)
        else:
            yield from _against_last_year(row, family, now, _both(context.earlier or {}, row.key, count, rate))


def _as_printed(family: Family, figures: Figures, fewest: int = 1) -> Family:
    """The family with the decimals that the source of its rates printed: 117 is right where 116.9 would be.

    Fewer rates than `fewest` do not tell how many decimals were printed.
    """
    values = (value.number for (_row, key), value in figures.items() if key == "rate")
    rates = [number for number in values if number]
    if len(rates) < fewest:
        return family
    places = places_of(rates, family.column("rate").decimals)
    columns = (replace(one, decimals=places) if one.key == "rate" else one for one in family.columns)
    return replace(family, columns=tuple(columns))


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


def _of_nobody(row: Row, family: Family, now: tuple[Decimal, Decimal]) -> Problem:
    people = family.column(PEOPLE)
    return finding(
        "ZERO-3",
        f"“{row.label}”: the number is {with_commas(now[0])}, but {people.label} is 0. Correct one of the two.",
        row.key,
        people.key,
    )


def _most_people(row: Row, family: Family, figures: Figures, context: Context) -> Decimal | None:
    """The most people that are known or implied: of the return, the estimates, a year ago; None where nothing is."""
    sent = figures.get((row.key, PEOPLE))
    count, rate = family.column("count"), family.column("rate")
    before = _both(context.earlier or {}, row.key, count, rate)
    implied = derived_denominator(*before, rate.decimals, family.per) if before else None
    known = () if family.is_percentages else context.populations.get(row.key, ())
    found = [
        *([sent.number] if sent is not None and sent.number else []),
        *(Decimal(people) for people in known),
        *([half_up(before[0] / before[1] * family.per, -2)] if implied and before else []),
    ]
    return max(found, default=None)


def _rounds_to_zero(
    row: Row, family: Family, now: tuple[Decimal, Decimal], people: Decimal | None
) -> Iterator[Problem]:
    """A rate of zero beside a number above zero: right only where very many people are behind it."""
    rate = family.column("rate")
    needed = now[0] * family.per / (Decimal(1).scaleb(-rate.decimals) / 2)
    number, zero = with_commas(now[0]), with_commas(now[1], rate.decimals)
    if needed > (MOST_PEOPLE if people is None else IMPOSSIBLE * people):
        of = "" if people is None else f" of about {with_commas(people)} people"
        yield finding(
            "RATE-4",
            f"“{row.label}”: {number}{of} cannot be a {family.rate_noun} of {zero}. Correct the number or "
            f"the {family.rate_noun}.",
            row.key,
            rate.key,
        )
    elif people is None and now[0] >= UNEXPLAINED_COUNT:
        yield finding(
            "ZERO-4",
            f"“{row.label}”: the {family.rate_noun} is {zero}, but the number is {number}. Check the "
            f"{family.rate_noun}.",
            row.key,
            rate.key,
        )


def _against_people(
    code: str, row: Row, family: Family, now: tuple[Decimal, Decimal], known: Sequence[int]
) -> Iterator[Problem]:
    """Hard where these people are the denominator by definition; else the publisher may have used an estimate that is
    not loaded here, and says so."""
    rate = family.column("rate")
    if any(rate_agrees(now[0], people, now[1], rate.decimals, family.per) for people in known):
        return
    newest = known[-1]
    exact = now[0] / newest * family.per
    expected = with_commas(exact, rate.decimals)
    if code == "RATE-3" and not exact / IMPOSSIBLE <= now[1] <= exact * IMPOSSIBLE:
        code = "RATE-4"
    yield finding(
        code,
        f"“{row.label}”: {with_commas(now[0])} over {with_commas(Decimal(newest))} people is a {family.rate_noun} of "
        f"{expected}, "
        f"not {with_commas(now[1], rate.decimals)}. {ADVICE[code]}",
        row.key,
        rate.key,
    )


def _against_last_year(
    row: Row, family: Family, now: tuple[Decimal, Decimal], before: tuple[Decimal, Decimal] | None
) -> Iterator[Problem]:
    if before is None:
        return
    rate = family.column("rate")
    new, old = (derived_denominator(*pair, rate.decimals, family.per) for pair in (now, before))
    if new is None or old is None:
        return
    if new.lower > old.upper * (1 + FARTHEST) or new.upper < old.lower * (1 - FARTHEST):
        yield finding(
            "RATE-2",
            f"“{row.label}”: together, the number and the {family.rate_noun} imply about {_people(now, family.per)} "
            f"people. Last year it was about {_people(before, family.per)}. Check the number and the "
            f"{family.rate_noun}.",
            row.key,
            rate.key,
        )


def _people(pair: tuple[Decimal, Decimal], per: int) -> str:
    return with_commas(half_up(pair[0] / pair[1] * per, -2))
