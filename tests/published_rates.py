"""The Department's published numbers and rates, each year with the one before it, as returns would have them."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from indicators.checks.context import Context, PastReturn
from indicators.checks.problems import Problem
from indicators.checks.rules import check_return
from indicators.definitions.families import Family, Row, get_family
from indicators.definitions.periods import Period, parse_period
from indicators.definitions.values import Value, reported

# Read without Django, as the checks themselves.
RATES = Path(__file__).resolve().parents[1] / "data" / "dfe_children_rates.csv"
FAMILIES = {
    "referrals-rate": ("referrals_n", "referrals_rate_10k"),
    "child-protection-plans-rate": ("cpp_31mar_n", "cpp_31mar_rate_10k"),
    "children-looked-after-rate": ("cla_31mar_n", "cla_31mar_rate_10k"),
}
# Percentages that nothing was chosen by: what is counted for each 100 of what.
PERCENTAGES = (("cpp_31mar_n", "referrals_n"), ("cla_31mar_n", "referrals_n"))
MISSING = "-"

Figures = Mapping[tuple[str, str], Value]


@dataclass(frozen=True)
class Table:
    """The figures of a year, as they were published, with those of the year before."""

    family: Family
    year: int
    now: Figures
    before: Figures

    @property
    def rows(self) -> tuple[Row, ...]:
        """The areas."""
        return tuple(Row(area, area) for area in dict.fromkeys(row for row, _ in self.now))

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys of the columns."""
        return tuple(column.key for column in self.family.input_columns)

    @property
    def whole_rows(self) -> tuple[str, ...]:
        """The areas that have every figure in both years: in these a slip is planted."""
        wanted = [row.key for row in self.rows]
        return tuple(
            row for row in wanted if all((row, key) in one for key in self.columns for one in (self.now, self.before))
        )

    def check(self, figures: Figures) -> list[Problem]:
        """What the checks stop or ask, knowing one earlier year."""
        period = _period(self.year)
        known = Context(period, self.before, (PastReturn(_period(self.year - 1), self.before),))
        found = check_return(family=self.family, rows=self.rows, figures=figures, context=known)
        # What the Department does not publish is a blank here; no one forgot it.
        return [one for one in found if (one.stops or one.confirm) and one.code != "BLANK"]


def _period(ends: int) -> Period:
    return parse_period(f"{ends - 1}-{ends % 100:02d}")


def _published() -> dict[str, dict[int, dict[str, Decimal]]]:
    """The Department's numbers: indicator, year, area."""
    found: dict[str, dict[int, dict[str, Decimal]]] = defaultdict(lambda: defaultdict(dict))
    with RATES.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            if line["value"] != MISSING:
                found[line["indicator"]][int(line["year_ending_31_march"])][line["area"]] = Decimal(line["value"])
    return found


def tables(alone: str = "") -> Iterator[Table]:
    """Every published year that has a year before it; `alone` names the one column that is kept, `count` or `rate`."""
    published = _published()
    for slug, indicators in FAMILIES.items():
        family = get_family(slug)
        wanted = {key: name for key, name in zip(("count", "rate"), indicators, strict=True) if alone in ("", key)}
        columns = tuple(column for column in family.columns if column.key in wanted)
        if alone:
            family = replace(family, shape="categories" if alone == "count" else family.shape, columns=columns)
        years: dict[int, dict[tuple[str, str], Value]] = defaultdict(dict)
        for key, indicator in wanted.items():
            for year, numbers in published[indicator].items():
                years[year].update({(area, key): reported(number) for area, number in numbers.items()})
        yield from _in_pairs(family, years)


def tables_of_percentages() -> Iterator[Table]:
    """Percentages without their numbers, to one decimal."""
    published = _published()
    family = get_family("referrals-rate")
    columns = tuple(replace(column, unit="percent") for column in family.columns if column.key == "rate")
    for part, base in PERCENTAGES:
        years = {
            year: {
                (area, "rate"): reported(round(100 * published[part][year][area] / number, 1))
                for area, number in numbers.items()
                if area in published[part][year]
            }
            for year, numbers in published[base].items()
        }
        yield from _in_pairs(replace(family, slug=f"{part} of {base}", per=100, columns=columns), years)


def _in_pairs(family: Family, years: Mapping[int, Figures]) -> Iterator[Table]:
    for year in sorted(years)[1:]:
        yield Table(family, year, years[year], years[year - 1])
