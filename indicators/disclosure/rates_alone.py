"""Rates without their counts: whoever knows the people has the count. Kept back where it could be a small one. Pure.

The people are those that were sent or estimated. Where nobody names them a reader derives them: a count and its rate in
another table, of this year or of one near to it, say how many people there are, and those become a few more or fewer in
a year. Where nothing tells of them at all, a small rate is taken for that of a small area.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from indicators.definitions.families import BASE, PEOPLE, Family, get_family
from indicators.definitions.periods import parse_period
from indicators.definitions.snapshots import Snapshot
from indicators.disclosure.across import called, callers
from indicators.disclosure.change_rules import Measure, counted, measure_of, whole_number
from indicators.disclosure.printed import Printed
from indicators.disclosure.published import Content, Policies, Published
from indicators.disclosure.solver.facts import rounding_interval
from indicators.disclosure.solver.policy import Policy

ONE_DAY = datetime.timedelta(days=1)
# By how much the people of an area can become more or fewer from one year to the next, and what a percentage is of.
A_YEAR, BASES = Fraction(5, 100), Fraction(25, 100)
# The people of the smallest area that is thought of where nothing is known.
FEWEST = 5_000
# From where to where a printed number was rounded from, and whether each end belongs to it.
Rounded = tuple[Fraction, Fraction, bool, bool]
# Whose number it is: an age band and an area, or a family and the row whose values are of it.
Whose = tuple[str, str]


@dataclass(frozen=True, order=True)
class Span:
    """How many people there were in a year, named by that in which it ends; exactly, or from least to most.

    `months` is how long the window was that they were counted in.
    """

    year: int
    least: Fraction
    most: Fraction
    months: int = 12

    def shorter(self, months: int) -> Fraction:
        """What is left of it at least in a window of so many months; 0 where it is no matter how long that is."""
        return min(Fraction(1), Fraction(months or self.months, self.months))

    def longer(self, months: int) -> Fraction:
        """What it becomes at most in a window of so many months."""
        return max(Fraction(1), Fraction(months or self.months, self.months))


@dataclass(frozen=True)
class People:
    """What readers know of the people behind rates, and of what percentages are of."""

    spans: Mapping[Whose, Sequence[Span]]

    def near(self, whose: Whose, year: int, a_year: Fraction, months: int = 0) -> tuple[Fraction, Fraction | None]:
        """The fewest and the most people of a year, by what is known of the nearest year; None is no limit.

        They become more or fewer by `a_year` in a year. What is counted over a window of so many `months` may be less
        in a shorter one; the people of an area are as many in a quarter as in its year: 0.

        What is said of the people of an area in several places is all true: the more there is, the more exact it is.
        What a percentage is of is another number in each window.
        """
        known = self.spans.get(whose, ())
        if not known:
            return Fraction(FEWEST), None
        distance = min(abs(one.year - year) for one in known)
        nearest = [one for one in known if abs(one.year - year) == distance]
        fewer, more = (1 - a_year) ** distance, (1 + a_year) ** distance
        least = [one.least * one.shorter(months) for one in nearest]
        most = [one.most * one.longer(months) for one in nearest]
        if not months and max(least) <= min(most):
            return max(least) * fewer, min(most) * more
        return min(least) * fewer, max(most) * more


NOBODY = People({})


def known_people(snapshots: Iterable[Snapshot], published: Iterable[Published], policies: Policies) -> People:
    """What these returns, and all tables that are public, tell of the people behind rates.

    A small count is not asked: it is kept back, and what is printed must not depend on it.
    """
    found: dict[Whose, list[Span]] = defaultdict(list)
    for snapshot in snapshots:
        policy = policies[snapshot.family.slug]
        for count in counted(snapshot):
            if not policy.is_sensitive(count.value):
                _add_base(found, count.measure, count.value)
        if _is_of_many(snapshot.family):
            for row, span in _of_snapshot(snapshot, policy):
                found[_whose(snapshot.family, row)].append(span)
    for table in published:
        family = get_family(table.content["slug"])
        for one in table.numbers:
            if one.kind == "count":
                _add_base(found, one.about[0], int(one.value))
        if _is_of_many(family):
            for row, span in _of_table(table.numbers):
                found[_whose(family, row)].append(span)
    return People(found)


def _is_of_many(family: Family) -> bool:
    """Whether its values are rates or percentages of something, and no differences."""
    return family.has_rates and not family.column("rate").below_zero


def _whose(family: Family, row: str) -> Whose:
    """Of whom the rate of a row is: of the people of an area, or of what is counted for this row alone."""
    return (family.slug, row) if family.counts_bases else (family.age_band, row)


def _add_base(found: Mapping[Whose, list[Span]], measure: Measure, count: int) -> None:
    """The count as what a percentage is of: of its own family, or of another that counts the same."""
    for slug, row in callers(*called(measure.family, measure.row)):
        if row.endswith(BASE):
            span = Span(measure.ends_on.year, Fraction(count), Fraction(count), _months(measure))
            found[slug, row.removesuffix(BASE)].append(span)


def _months(measure: Measure) -> int:
    """About how long a count was counted; what is counted on one day is of the year."""
    return round((measure.ends_on - measure.starts_on).days / 30) or 12


def _of_snapshot(snapshot: Snapshot, policy: Policy) -> Iterator[tuple[str, Span]]:
    decimals, months = snapshot.family.column("rate").decimals, parse_period(snapshot.period).months
    for row in snapshot.rows:
        people = _population(snapshot, row.key)
        count = whole_number(snapshot.value(row.key, "count"))
        printed = snapshot.value(row.key, "rate").number
        if people:
            yield row.key, Span(snapshot.ends_on.year, Fraction(people), Fraction(people), months)
        elif count and printed and not policy.is_sensitive(count):
            window = snapshot.ends_on.year, months
            found = _derived(window, count, rounding_interval(printed, decimals), snapshot.family.per)
            yield from ((row.key, one) for one in found)


def _population(snapshot: Snapshot, row: str) -> int:
    """The people that are named, where they are those of an area; 0 else: what is counted is asked as a count."""
    return 0 if snapshot.family.counts_bases else named_people(snapshot, row)


def _of_table(numbers: Iterable[Printed]) -> Iterator[tuple[str, Span]]:
    """From the counts and rates that a public table prints of the same year, and the people that it names."""
    counts: dict[Measure, int] = {}
    for one in numbers:
        if one.kind == "count":
            counts[one.about[0]] = int(one.value)
    for one in numbers:
        measure = one.about[0]
        year, months = measure.ends_on.year, _months(measure)
        if one.kind == "rate" and one.people:
            yield measure.row, Span(year, Fraction(one.people), Fraction(one.people), months)
        elif one.kind == "rate" and one.value and counts.get(measure):
            found = _derived((year, months), counts[measure], rounding_interval(one.value, one.decimals), one.per)
            yield from ((measure.row, span) for span in found)


def _derived(window: tuple[int, int], count: int, rounded: Rounded, per: int) -> Iterator[Span]:
    """The people of whom the count is the rate, as it was rounded; none where the rate may be next to nothing.

    `window` is the year in which it ends, and its months.
    """
    (year, months), (least, most, *_) = window, rounded
    if least > 0:
        yield Span(year, count * Fraction(per) / most, count * Fraction(per) / least, months)


def named_people(snapshot: Snapshot, area: str) -> int:
    """The people of an area, as sent or as estimated; 0 where nobody names them."""
    sent, estimate = snapshot.value(area, PEOPLE).number, snapshot.estimates.get(area)
    return int(sent) if sent else 0 if estimate is None else estimate.persons


def may_be_small(snapshot: Snapshot, area: str, printed: Decimal, policy: Policy, people: People) -> bool:
    """Whether the count behind a rate that stands alone could be one that the policy protects.

    A percentage tells a count only to who knows what it is of. A value below zero, or a difference, is no rate of one.
    """
    family = snapshot.family
    is_known = named_people(snapshot, area) or people.spans.get(_whose(family, area))
    if not _is_of_many(family) or (family.is_percentages and not is_known):
        return False
    least, most = _counts(snapshot, area, printed, people)
    least = max(least, policy.least)
    return policy.is_sensitive(least) and (most is None or most >= least)


def _counts(snapshot: Snapshot, area: str, printed: Decimal, people: People) -> tuple[int, int | None]:
    """The least and the greatest count that the rate can be of."""
    family, named = snapshot.family, named_people(snapshot, area)
    if named:
        return _over(printed, family, (Fraction(named), Fraction(named)))
    months = parse_period(snapshot.period).months
    return _over(printed, family, _near(people, family, area, snapshot.ends_on.year, months))


def _near(people: People, family: Family, row: str, year: int, months: int) -> tuple[Fraction, Fraction | None]:
    """How many people a rate of a row is of, by what is known of them."""
    if not family.counts_bases:
        return people.near(_whose(family, row), year, A_YEAR)
    return people.near(_whose(family, row), year, BASES, months)


def _over(printed: Decimal, family: Family, people: tuple[Fraction, Fraction | None]) -> tuple[int, int | None]:
    """The least and the greatest count that is this rate of so many people."""
    (fewest, most), per = people, Fraction(family.per)
    low, high, has_low, has_high = rounding_interval(printed, family.column("rate").decimals)
    least, greatest = low * fewest / per, None if most is None else high * most / per
    lower = max(0, -floor(-least) + (0 if has_low or least.denominator > 1 else 1))
    if greatest is None:
        return lower, None
    return lower, floor(greatest) - (0 if has_high or greatest.denominator > 1 else 1)


@dataclass(frozen=True)
class Alone:
    """The counts that a rate which stands alone can be of, where a reader knows the people well enough."""

    measure: Measure
    least: int
    most: int


def alone_in_return(snapshot: Snapshot, policy: Policy, people: People) -> Iterator[tuple[str, Alone]]:
    """The rates of a return that stand alone and are of no small count, each with its row."""
    family = snapshot.family
    if not _is_of_many(family) or not family.has_counts:
        return
    period, column = parse_period(snapshot.period), family.column("count")
    for row in snapshot.rows:
        printed = snapshot.value(row.key, "rate").number
        is_alone = printed is not None and snapshot.value(row.key, "count").number is None
        if printed is None or not is_alone or may_be_small(snapshot, row.key, printed, policy, people):
            continue
        least, most = _counts(snapshot, row.key, printed, people)
        if most is not None and least <= most:
            yield row.key, Alone(measure_of(family, row.key, column, period), least, most)


def alone_in_table(
    content: Content, numbers: Iterable[Printed], counts: Mapping[Measure, int], people: People
) -> Iterator[Alone]:
    """The rates that a public table prints and of which nobody ever sent the count."""
    family = get_family(content["slug"])
    if not _is_of_many(family) or not family.has_counts:
        return
    for one in numbers:
        measure = one.about[0]
        if one.kind == "rate" and measure not in counts:
            named = Fraction(one.people) if one.people else None
            known = _near(people, family, measure.row, measure.ends_on.year, _months(measure))
            least, most = _over(one.value, family, known if named is None else (named, named))
            if most is not None and least <= most:
                yield Alone(measure, least, most)


def likely(alone: Alone, counts: Mapping[Measure, int]) -> int:
    """Of what it can be, the number that others agree with: the same count elsewhere, or the sum of its parts."""
    whole = alone.measure
    within = [one for one in counts if whole.starts_on <= one.starts_on and one.ends_on <= whole.ends_on]
    row = called(whole.family, whole.row)
    inner = {one: counts[one] for one in sorted(within) if called(one.family, one.row) == row}
    same = [number for one, number in inner.items() if (one.starts_on, one.ends_on) == (whole.starts_on, whole.ends_on)]
    inner.pop(whole, None)
    best = same[0] if same else _sum_of_parts(whole, inner)
    return min(max((alone.least + alone.most) // 2 if best is None else best, alone.least), alone.most)


def _sum_of_parts(whole: Measure, parts: Mapping[Measure, int]) -> int | None:
    """What windows one after another come to that are the whole: as few as will do; None where there are none."""
    found: dict[datetime.date, tuple[int, int]] = {whole.starts_on: (0, 0)}
    for one in sorted(parts, key=lambda part: (part.starts_on, part.ends_on)):
        if one.starts_on in found:
            number, total = found[one.starts_on]
            after = one.ends_on + ONE_DAY
            found[after] = min(found.get(after, (len(parts) + 1, 0)), (number + 1, total + parts[one]))
    return found[after][1] if (after := whole.ends_on + ONE_DAY) in found else None
