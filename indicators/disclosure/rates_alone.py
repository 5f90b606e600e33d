"""Rates without their counts: whoever knows the people has the count. Kept back where it could be a small one. Pure.

The people are those that were sent or estimated. Where nobody names them a reader derives them: a count and its rate in
another table, of this year or of one near to it, say how many people there are, and those become a few more or fewer in
a year. Where nothing tells of them at all, a small rate is taken for that of a small area.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from indicators.definitions.families import PEOPLE, Family, get_family
from indicators.definitions.snapshots import Snapshot
from indicators.disclosure.assemble import Policies, Published
from indicators.disclosure.change_rules import Measure, whole_number
from indicators.disclosure.printed import printed_numbers
from indicators.disclosure.solver.facts import rate, rounding_interval
from indicators.disclosure.solver.policy import Policy

# By how much the people of an area can become more or fewer from one year to the next.
A_YEAR = Fraction(5, 100)
# The people of the smallest area that is thought of where nothing is known.
FEWEST = 5_000


@dataclass(frozen=True, order=True)
class Span:
    """How many people there were in a year, named by that in which it ends; exactly, or from least to most."""

    year: int
    least: Fraction
    most: Fraction


@dataclass(frozen=True)
class People:
    """What readers know of the people behind rates, by age band and area."""

    spans: Mapping[tuple[str, str], Sequence[Span]]

    def near(self, age_band: str, area: str, year: int) -> tuple[Fraction, Fraction | None]:
        """The fewest and the most people of a year, by what is known of the nearest year; None is no limit."""
        known = self.spans.get((age_band, area), ())
        if not known:
            return Fraction(FEWEST), None
        distance = min(abs(one.year - year) for one in known)
        nearest = [one for one in known if abs(one.year - year) == distance]
        fewer, more = (1 - A_YEAR) ** distance, (1 + A_YEAR) ** distance
        return min(one.least for one in nearest) * fewer, max(one.most for one in nearest) * more


NOBODY = People({})


def known_people(snapshots: Iterable[Snapshot], published: Iterable[Published], policies: Policies) -> People:
    """What these returns, and all tables that are public, tell of the people behind rates.

    A small count is not asked: it is kept back, and what is printed must not depend on it.
    """
    found: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for snapshot in snapshots:
        if _is_of_people(snapshot.family):
            for area, span in _of_snapshot(snapshot, policies[snapshot.family.slug]):
                found[snapshot.family.age_band, area].append(span)
    for table in published:
        family = get_family(table.content["slug"])
        if _is_of_people(family):
            for area, span in _of_table(table):
                found[family.age_band, area].append(span)
    return People(found)


def _is_of_people(family: Family) -> bool:
    """Whether its rates are of the people of an area: a percentage is one of something else."""
    return family.is_area_rates and not family.is_percentages


def _of_snapshot(snapshot: Snapshot, policy: Policy) -> Iterator[tuple[str, Span]]:
    decimals = snapshot.family.column("rate").decimals
    for row in snapshot.rows:
        people = named_people(snapshot, row.key)
        count = whole_number(snapshot.value(row.key, "count"))
        printed = snapshot.value(row.key, "rate").number
        if people:
            yield row.key, Span(snapshot.ends_on.year, Fraction(people), Fraction(people))
        elif count and printed and not policy.is_sensitive(count):
            found = _derived(snapshot.ends_on.year, count, printed, decimals, snapshot.family.per)
            yield from ((row.key, one) for one in found)


def _of_table(table: Published) -> Iterator[tuple[str, Span]]:
    """From the counts and rates that a public table prints of the same year, and the people that it names."""
    counts: dict[Measure, int] = {}
    for one in (numbers := list(printed_numbers(table.content))):
        if one.kind == "count":
            counts[one.about[0]] = int(one.value)
    for one in numbers:
        measure = one.about[0]
        if one.kind == "rate" and one.people:
            yield measure.row, Span(measure.ends_on.year, Fraction(one.people), Fraction(one.people))
        elif one.kind == "rate" and one.value and counts.get(measure):
            found = _derived(measure.ends_on.year, counts[measure], one.value, one.decimals, one.per)
            yield from ((measure.row, span) for span in found)


def _derived(year: int, count: int, printed: Decimal, decimals: int, per: int) -> Iterator[Span]:
    """The people of whom the count is the rate, as it was rounded; none where the rate may be next to nothing."""
    least, most, *_ = rounding_interval(printed, decimals)
    if least > 0:
        yield Span(year, count * Fraction(per) / most, count * Fraction(per) / least)


def named_people(snapshot: Snapshot, area: str) -> int:
    """The people of an area, as sent or as estimated; 0 where nobody names them."""
    sent, estimate = snapshot.value(area, PEOPLE).number, snapshot.estimates.get(area)
    return int(sent) if sent else 0 if estimate is None else estimate.persons


def may_be_small(snapshot: Snapshot, area: str, printed: Decimal, policy: Policy, people: People) -> bool:
    """Whether the count behind a rate that stands alone could be one that the policy protects.

    A percentage tells a count only to who knows its base. A value below zero, or a difference, is no rate of a count.
    """
    family = snapshot.family
    if family.column("rate").below_zero or (family.is_percentages and not named_people(snapshot, area)):
        return False
    least, most = _counts(snapshot, area, printed, people)
    least = max(least, policy.least)
    return policy.is_sensitive(least) and (most is None or most >= least)


def _counts(snapshot: Snapshot, area: str, printed: Decimal, people: People) -> tuple[int, int | None]:
    """The least and the greatest count that the rate can be of."""
    decimals, per = snapshot.family.column("rate").decimals, snapshot.family.per
    if named := named_people(snapshot, area):
        exact = rate(area, named, per, printed, decimals)
        return exact.lower or 0, exact.upper
    fewest, most = people.near(snapshot.family.age_band, area, snapshot.ends_on.year)
    low, high, *_ = rounding_interval(printed, decimals)
    least = max(0, -floor(-(low * fewest / Fraction(per))))
    return least, None if most is None else floor(high * most / Fraction(per))
