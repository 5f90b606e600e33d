"""Snapshots for the tests of what is said of figures."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from indicators.definitions.estimates import Estimate
from indicators.definitions.families import Break, get_family
from indicators.definitions.periods import parse_period
from indicators.definitions.snapshots import Areas, Snapshot
from indicators.definitions.values import Value, reported

AREAS = Areas(
    area="avonside",
    neighbours=("devon", "wiltshire"),
    benchmarks=("england",),
    names={"avonside": "Avonside", "devon": "Devon", "wiltshire": "Wiltshire", "england": "England"},
    set_slug="set-2021",
    set_label="2021 set",
)


def returned(slug: str, period: str, figures: Mapping[tuple[str, str], Value], areas: Areas | None = None) -> Snapshot:
    """A return of the police for the period."""
    found = parse_period(period)
    return Snapshot(
        get_family(slug), found.year_slug, period, found.starts_on, found.ends_on, "The Police", "", figures, areas
    )


def windows(slug: str, numbers: Mapping[str, tuple[int, int]], period: str = "2022-23", **flags: bool) -> Snapshot:
    """Two windows of some rows."""
    return returned(
        slug,
        period,
        {
            (row, column): replace(reported(number), **flags)
            for row, pair in numbers.items()
            for column, number in zip(("current", "previous"), pair, strict=True)
        },
    )


def with_family(snapshot: Snapshot, *, breaks: tuple[Break, ...] = (), **changes: str) -> Snapshot:
    """The same return by another definition."""
    return replace(snapshot, family=replace(snapshot.family, breaks=breaks, **changes))


def area_rates(year: int, own: tuple[int, str], others: tuple[str, str, str] = ("50.0", "51.0", "52.0")) -> Snapshot:
    """Rates of plans: the area's count and rate, and the rates of Devon, Wiltshire and England."""
    figures = {("avonside", "count"): reported(own[0]), ("avonside", "rate"): reported(Decimal(own[1]))}
    for slug, rate in zip(("devon", "wiltshire", "england"), others, strict=True):
        figures[slug, "count"], figures[slug, "rate"] = reported(5000), reported(Decimal(rate))
    return returned("child-protection-plans-rate", f"{year - 1}-{year % 100}", figures, AREAS)


def estimated(snapshot: Snapshot, *, vintage: str = "2023-12-15", **persons: int) -> Snapshot:
    """The same rates with estimates of the people of some areas, in the middle of the year."""
    mid_year = datetime.date(snapshot.starts_on.year, 6, 30)
    published = datetime.date.fromisoformat(vintage)
    estimates = {
        slug: Estimate(slug, "0-17", mid_year, published, number, "Statistics Office")
        for slug, number in persons.items()
    }
    return replace(snapshot, estimates=estimates)
