"""The people behind a published rate: sent with it, estimated, or derived from count and rate. Pure.

An entry is plain JSON that is frozen with the release, so that a later vintage never changes what was published:
`kind`, and for people who are known `persons`, the `rate` that count and people give, and whether the printed one
`agrees`; for an estimate also its age band, dates and source; for a derived denominator the interval of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from indicators.definitions.calculations import NO_MEANING, places_of, rate_agrees
from indicators.definitions.cells import cell, worked_out
from indicators.definitions.families import PEOPLE, Column, Family
from indicators.definitions.periods import period_label
from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import Value, ValueState, with_commas
from indicators.statistics.denominators import (
    DERIVED,
    derived_denominator,
    derived_percentage_limits,
    derived_rate_limits,
)
from indicators.statistics.limits import Limits, printed
from indicators.statistics.proportions import wilson_limits
from indicators.statistics.rates import rate
from indicators.tables.phrases import INTERVAL, limit_decimals, listed, printed_limits
from partnership.days import stored_day_in_words

Entry = Mapping[str, Any]
# Period (a year's slug where it is a whole year), then area.
Entries = Mapping[str, Mapping[str, Entry]]
SENT, ESTIMATED, IS_DERIVED = "sent", "estimate", "derived"
BOUNDS = ("lower", "upper")

SHOWS = f"The {INTERVAL} shows how far chance alone could move a rate."
ABOUT_DERIVED = f"{SHOWS} It is {DERIVED}, because the population behind the rate is not published with it."
ABOUT_KNOWN = (
    f"{SHOWS} It is the interval of the count over the population behind the rate, by Byar's method for 10 or "
    "more events and by the exact Poisson method for fewer."
)
ABOUT_PERCENTAGES = f"The {INTERVAL} (Wilson) shows how far chance alone could move a percentage."
ABOUT_BASES_SENT = "It is the interval of the number over its base, where the base was sent with it."
ABOUT_BASES_DERIVED = f"Its base is {DERIVED}, because the base is not published with it."
ABOUT_DIFFERENCES = "The source publishes differences, not counts. So we give no interval and test nothing."
ABOUT_NO_COUNTS = (
    "The source publishes this {noun} without the number behind it. So we give no interval, do not say whether a "
    "difference is more than chance would explain, and do not test for a trend."
)

PEOPLE_ARE = {
    SENT: "Over the population sent with the rate",
    ESTIMATED: "Over population estimates",
    IS_DERIVED: f"{DERIVED[:1].upper()}{DERIVED[1:]}, because the population is not known",
}


def _count_and_rate(snapshot: Snapshot, slug: str) -> tuple[Decimal, Decimal] | None:
    """Both numbers of an area; None where one is missing, or the figures are made up."""
    count, found = (snapshot.value(slug, column).number for column in ("count", "rate"))
    return None if count is None or found is None or snapshot.is_illustrative else (count, found)


def _rate_decimals(snapshot: Snapshot) -> int:
    """To how many decimals the source of a return printed its rates."""
    rates = (value.number for (_row, key), value in snapshot.figures.items() if key == "rate")
    return places_of((one for one in rates if one is not None), snapshot.family.column("rate").decimals)


def _known(snapshot: Snapshot, slug: str) -> tuple[str, int] | None:
    """The people behind a rate and how they are known: what was sent goes before what is estimated."""
    sent = snapshot.value(slug, PEOPLE).number
    if sent:
        return SENT, int(sent)
    estimate = snapshot.estimates.get(slug)
    return None if estimate is None else (ESTIMATED, estimate.persons)


def rate_limits(snapshot: Snapshot, slug: str) -> Limits | None:
    """The 95% interval of an area's rate; none of made-up figures, or where nothing can be derived.

    Where the people are known it is that of count over people, whatever rate is printed. Otherwise it comes from the
    denominator that count and printed rate leave open.
    """
    pair = _count_and_rate(snapshot, slug)
    if pair is None:
        return None
    family, known = snapshot.family, _known(snapshot, slug)
    decimals = _rate_decimals(snapshot)
    if family.is_percentages:
        return _percentage_limits(pair, decimals, None if known is None else known[1])
    if known is None:
        return derived_rate_limits(*pair, decimals, multiplier=family.per)
    return rate(float(pair[0]), known[1], family.per).limits


def limit_cells(limits: Limits, column: Column, inputs: Sequence[Value]) -> list[dict[str, Any]]:
    """Both limits of a rate as cells, with the marks of the figures that they rest on; never 0.0 and 0.0."""
    shown = limit_decimals(limits, column.decimals)
    numbers = zip(BOUNDS, printed_limits(limits, column.decimals), strict=True)
    return [cell(key, worked_out(number, *inputs), column.unit, shown) for key, number in numbers]


def cells_of_limits(snapshot: Snapshot, slug: str) -> list[dict[str, Any]]:
    """Both limits of a row's rate: kept back with its count or rate, not available where one of them is not."""
    limits, column = rate_limits(snapshot, slug), snapshot.family.column("rate")
    inputs = [snapshot.value(slug, key) for key in ("count", "rate")]
    if limits is not None:
        return limit_cells(limits, column, inputs)
    is_open = any(one.withheld or one.state is ValueState.UNABLE_TO_SUPPLY for one in inputs)
    value = worked_out(None if is_open else NO_MEANING, *inputs)
    return [
        cell(key, replace(value, illustrative=snapshot.is_illustrative), column.unit, column.decimals) for key in BOUNDS
    ]


def _percentage_limits(pair: tuple[Decimal, Decimal], decimals: int, base: int | None) -> Limits | None:
    """A percentage is a share of its base, and cannot be more than all of it."""
    count, percentage = pair
    if base is None:
        return derived_percentage_limits(count, percentage, decimals)
    return wilson_limits(float(count), base).scaled(100) if count <= base else None


def entry_of(snapshot: Snapshot, slug: str) -> dict[str, Any] | None:
    """What the interval of an area's rate rests on; None where there is no interval."""
    pair, family = _count_and_rate(snapshot, slug), snapshot.family
    decimals = family.column("rate").decimals
    if pair is None:
        return None
    known = _known(snapshot, slug)
    if known is None:
        open_to = derived_denominator(*pair, _rate_decimals(snapshot), family.per)
        if open_to is None or rate_limits(snapshot, slug) is None:
            return None
        bounds = {bound: str(printed(getattr(open_to, bound), 0)) for bound in BOUNDS}
        return {"kind": IS_DERIVED, "label": open_to.label} | bounds
    kind, persons = known
    found = {
        "kind": kind,
        "persons": str(persons),
        "printed_rate": str(printed(pair[1], decimals)),
        "rate": str(printed(rate(float(pair[0]), persons, family.per).value, decimals)),
        "agrees": rate_agrees(pair[0], persons, pair[1], _rate_decimals(snapshot), family.per),
    }
    if kind == SENT:
        return found
    estimate = snapshot.estimates[slug]
    return found | {
        "age_band": estimate.age_band,
        "reference_date": estimate.reference_date.isoformat(),
        "vintage": estimate.vintage.isoformat(),
        "source": estimate.source,
    }


def entries_of(snapshots: Sequence[Snapshot]) -> dict[str, dict[str, dict[str, Any]]]:
    """What the published intervals rest on, by period: those of the area in each, those of all areas in the last."""
    last = snapshots[-1]
    assert last.areas is not None, "only rates of areas have people behind them"
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for snapshot in snapshots:
        slugs = last.areas.slugs if snapshot is last else (last.areas.area,)
        entries = {slug: entry for slug in slugs if (entry := entry_of(snapshot, slug)) is not None}
        if entries:
            found[snapshot.period] = entries
    return found


def kinds_of(entries: Entries) -> set[str]:
    """How the people are known."""
    return {entry["kind"] for of_year in entries.values() for entry in of_year.values()}


def _estimate_words(entry: Entry) -> str:
    return (
        f"people aged {entry['age_band']} on {stored_day_in_words(entry['reference_date'])}, as published on "
        f"{stored_day_in_words(entry['vintage'])} ({entry['source']})"
    )


def _places(entries: Entries, names: Mapping[str, str], kind: str) -> str:
    """Whose people are known in one way: Avonside in 2020-21 and 2021-22; Avonside and England in 2022-23."""
    years: dict[str, list[str]] = {}
    for year, of_year in entries.items():
        areas = [names[slug] for slug, entry in of_year.items() if entry["kind"] == kind]
        if areas:
            years.setdefault(listed(areas), []).append(period_label(year))
    return "; ".join(f"{areas} in {listed(of)}" for areas, of in years.items())


def about_of(entries: Entries, names: Mapping[str, str], family: Family) -> str:
    """How the intervals were come by, and whose are derived where not all are; empty where there is none.

    Of rates that are published without counts it says why there is none.
    """
    if not family.has_counts:
        is_difference = family.column("rate").unit == "change"
        return ABOUT_DIFFERENCES if is_difference else ABOUT_NO_COUNTS.format(noun=family.rate_noun)
    kinds = kinds_of(entries)
    if not kinds:
        return ""
    if family.is_percentages:
        known = SENT in kinds
        return f"{ABOUT_PERCENTAGES} {ABOUT_BASES_SENT if known else ABOUT_BASES_DERIVED}"
    if kinds == {IS_DERIVED}:
        return ABOUT_DERIVED
    if len(kinds) == 1:
        return ABOUT_KNOWN
    mixed = [f"{words}: {_places(entries, names, kind)}." for kind, words in PEOPLE_ARE.items() if kind in kinds]
    return " ".join([ABOUT_KNOWN, *mixed])


def denominator_notes(entries: Entries, names: Mapping[str, str]) -> list[str]:
    """Each estimate that was used, once with all its areas; and each printed rate that is not count over people."""
    used: dict[tuple[str, str], list[str]] = {}
    for year, of_year in entries.items():
        for slug, entry in of_year.items():
            if entry["kind"] == ESTIMATED:
                people = f"{names[slug]} {with_commas(Decimal(entry['persons']))}"
                used.setdefault((year, _estimate_words(entry)), []).append(people)
    return [
        *(
            f"Population estimates, {period_label(year)}: {words}: {'; '.join(people)}."
            for (year, words), people in used.items()
        ),
        *(
            f"{names[slug]}, {period_label(year)}: the published rate of {entry['printed_rate']} is unchanged. "
            f"The count over {_people_words(entry)} gives a rate of {entry['rate']}, and the interval is for "
            "this rate."
            for year, slug, entry in disagreeing(entries)
        ),
    ]


def disagreeing(entries: Entries) -> Iterator[tuple[str, str, Entry]]:
    """Year, area and entry of each printed rate that its count over the known people does not give."""
    for year, of_year in entries.items():
        for slug, entry in of_year.items():
            if not entry.get("agrees", True):
                yield year, slug, entry


def estimate_sources(content: Mapping[str, Any]) -> list[str]:
    """Each estimate that a published table rests on, in words; none where all its denominators are derived."""
    words = [
        f"Population estimates: {_estimate_words(entry)}"
        for of_year in (content["statistics"].get("denominators") or {}).values()
        for entry in of_year.values()
        if entry["kind"] == ESTIMATED
    ]
    return list(dict.fromkeys(words))


def band_basis(entries: Entries, area: str) -> str:
    """What is said of the shaded interval of the area: derived, derived in part, or nothing."""
    kinds = kinds_of({year: {area: of_year[area]} for year, of_year in entries.items() if area in of_year})
    if kinds == {IS_DERIVED}:
        return "derived"
    return "derived in part" if IS_DERIVED in kinds else ""


def limit_labels(kinds: AbstractSet[str]) -> dict[str, str]:
    """The headings of the columns of both limits, by key."""
    basis = " (derived)"
    if kinds - {IS_DERIVED}:
        basis = " (see notes)" if IS_DERIVED in kinds else ""
    return {"lower": f"95% from{basis}", "upper": f"95% to{basis}"}


@dataclass(frozen=True)
class DenominatorChange:
    """An interval that rests on other people than before: whose, of which year, and what became of it."""

    year: str
    area: str
    text: str

    def sentence(self, names: Mapping[str, str]) -> str:
        """The change with its area and year."""
        return f"{names[self.area]}, {period_label(self.year)}: {self.text}."

    @property
    def reason(self) -> str:
        """Why an interval changed, for its cell."""
        return f"{self.text[:1].upper()}{self.text[1:]}."


def _people_words(entry: Entry) -> str:
    """The people behind a rate: the population estimate of 35,000 published on 15 December 2023."""
    if entry["kind"] == IS_DERIVED:
        return "a denominator that was derived from count and rate"
    people = with_commas(Decimal(entry["persons"]))
    if entry["kind"] == SENT:
        return f"the {people} people sent with the rate"
    return f"the population estimate of {people} published on {stored_day_in_words(entry['vintage'])}"


ESTIMATE_KEYS = ("persons", "age_band", "reference_date", "vintage", "source")


def _change(old: Entry, new: Entry) -> str:
    """What became of a denominator, in words; empty where it is the same one."""
    if old["kind"] == new["kind"] == ESTIMATED:
        if all(old[key] == new[key] for key in ESTIMATE_KEYS):
            return ""
        people = [with_commas(Decimal(one["persons"])) for one in (old, new)]
        before, after = (stored_day_in_words(one["vintage"]) for one in (old, new))
        return (
            f"the population estimate was revised from the vintage of {before} ({people[0]} people) to the vintage of "
            f"{after} ({people[1]} people)"
        )
    if old["kind"] == new["kind"] and (old["kind"] == IS_DERIVED or old["persons"] == new["persons"]):
        return ""
    return f"the interval was based on {_people_words(old)}, and is now based on {_people_words(new)}"


def changed_denominators(before: Entries, after: Entries) -> list[DenominatorChange]:
    """Which intervals rest on other people than before. What stands on one side only is no revision."""
    return [
        DenominatorChange(year, slug, text)
        for year, of_year in after.items()
        for slug, entry in of_year.items()
        if (old := before.get(year, {}).get(slug)) and (text := _change(old, entry))
    ]


def published_entries(content: Mapping[str, Any]) -> Entries:
    """The entries of a published table. One that names none was published when every denominator was derived."""
    if content.get("shape") != "area_rates" or not content["rows"] or not content["columns"]:
        return {}
    statistics = content["statistics"]
    if "denominators" in statistics:
        found: Entries = statistics["denominators"]
        return found
    own, last = content["rows"][0]["key"], content["columns"][-1]["key"]
    derived = {"kind": IS_DERIVED}
    return {year: {own: derived} for year in statistics.get("band", {})} | {
        last: dict.fromkeys(statistics.get("intervals", {}), derived)
    }


def area_names(content: Mapping[str, Any]) -> dict[str, str]:
    """The areas of a published table of rates by their keys."""
    tables = [content, *content.get("more_tables", [])]
    return {row["key"]: row["label"] for table in reversed(tables) for row in table["rows"]}
