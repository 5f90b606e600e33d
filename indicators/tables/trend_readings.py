"""Whether the shares and the numbers of a family went up or down over five years, in sentences. Pure.

Five whole years in a row, as each was approved: they do not overlap, and no break in the series lies between them. Of
made-up figures, of a missing one, and of a share of nothing or of all nothing is said. Shares are tested as
proportions, numbers as values with the Poisson limits of a count; both by the rules of `indicators.statistics.trend`.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from indicators.definitions.calculations import share
from indicators.definitions.cells import total_of, worked_out
from indicators.definitions.families import TOTAL, Row
from indicators.definitions.periods import parse_period
from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import Value, text_of
from indicators.statistics.control import LEAST_CENTRE
from indicators.statistics.rates import count_limits
from indicators.statistics.trend import POINTS, Direction, Point, Trend, trend_of_proportions, trend_of_values
from indicators.tables.inputs import numbers_behind, years_of
from indicators.tables.phrases import DIRECTIONS, SOME_PROVISIONAL
from indicators.tables.rate_readings import TENDS, since_break

MOST_NAMES = 10
NOUNS = {"share": ("share", "shares"), "count": ("number", "numbers")}
ABOUT = (
    "We report a trend if five years of figures would look like this with a probability below 0.2% if nothing "
    "had changed, and if no single year causes it."
)
NOT_A_RATE = " Numbers do not take account of the size of the population."

Entry = dict[str, Any]
Count = Callable[[Sequence[Snapshot], int, Row], Value]


def five_years(snapshots: Sequence[Snapshot]) -> list[Snapshot]:
    """The last five snapshots, if they are whole years in a row without a break; else none. Oldest first."""
    last = since_break(snapshots)[-POINTS:]
    periods = [parse_period(one.period) for one in last]
    if len(last) < POINTS or any(period.part for period in periods):
        return []
    follow = all(later.year_before() == earlier for earlier, later in pairwise(periods))
    return last if follow else []


def share_trends(snapshots: Sequence[Snapshot]) -> dict[str, Entry]:
    """What five years say of a family of categories, by row: of the shares, and of the numbers that have no base."""
    years = five_years(snapshots)
    if not years:
        return {}
    return _entries(years, _measures(years[-1]), _category_count)


def window_trends(snapshots: Sequence[Snapshot]) -> dict[str, Entry]:
    """What five years say of the numbers of a family of windows, by row."""
    years = five_years(snapshots)
    return _entries(years, years[-1].rows, _window_count) if years else {}


def _category_count(years: Sequence[Snapshot], index: int, row: Row) -> Value:
    return _count(years[index], row.key)


def _window_count(years: Sequence[Snapshot], index: int, row: Row) -> Value:
    """The number of a year by the newest return that tells it: that of the year after holds it as its window before."""
    if index + 1 < len(years):
        later = years[index + 1].value(row.key, "previous")
        if later.number is not None:
            return later
    return years[index].value(row.key, "current")


def _count(snapshot: Snapshot, key: str) -> Value:
    if key == TOTAL:
        return total_of(snapshot.figures, snapshot.rows, "count")
    return snapshot.value(key, "count")


def trend_numbers(snapshots: Sequence[Snapshot]) -> list[dict[str, Any]]:
    """The numbers of all five years that trends were looked for in, those that shares are of with them.

    Where none is claimed that tells of them too.
    """
    years = five_years(snapshots)
    if not years:
        return []
    count = _window_count if years[-1].family.shape == "windows" else _category_count
    every = _measures(years[-1])
    looked_at = [row for row in every if not _is_silent([count(years, index, row) for index in range(POINTS)])]
    if not looked_at:
        return []
    wanted = {row.key for row in looked_at} | {row.base for row in looked_at}
    return [
        numbers_behind(
            f"Numbers behind the trends, {years[0].year} to {years[-1].year}",
            years_of(years),
            [row for row in every if row.key in wanted],
            lambda index, row: count(years, index, row),
        )
    ]


def _measures(snapshot: Snapshot) -> list[Row]:
    """The rows of a family of categories or of windows, and its total."""
    family = snapshot.family
    return [*snapshot.rows, *([Row(key=TOTAL, label=family.total_label)] if family.total_label else [])]


def _entries(years: Sequence[Snapshot], rows: Sequence[Row], count: Count) -> dict[str, Entry]:
    found = {}
    for row in rows:
        numbers = [count(years, index, row) for index in range(POINTS)]
        bases = [_count(year, row.base) for year in years] if row.base else []
        trend = None if _is_silent([*numbers, *bases]) else _tested(years, numbers, bases)
        if trend is not None:
            found[row.key] = _entry(years, row, trend, numbers, bases)
    return found


def _is_silent(values: Sequence[Value]) -> bool:
    return any(value.number is None or value.illustrative for value in values)


def _numbers(values: Sequence[Value]) -> list[float]:
    return [float(value.number) for value in values if value.number is not None]


def _tested(years: Sequence[Snapshot], numbers: Sequence[Value], bases: Sequence[Value]) -> Trend | None:
    """The trend of shares, or of numbers a day: leap years are a day longer. None of fewer than 3 a year on average."""
    counts = _numbers(numbers)
    if bases:
        return trend_of_proportions(list(zip(counts, _numbers(bases), strict=True)))
    if sum(counts) / POINTS < LEAST_CENTRE:
        return None
    days = [(year.ends_on - year.starts_on).days + 1 for year in years]
    return trend_of_values(
        [
            Point(count / length, count_limits(count).scaled(1 / length))
            for count, length in zip(counts, days, strict=True)
        ]
    )


def _entry(
    years: Sequence[Snapshot], row: Row, trend: Trend, numbers: Sequence[Value], bases: Sequence[Value]
) -> Entry:
    of = "share" if bases else "count"
    first, last = (_printed(years[-1], numbers, bases, index) for index in (0, -1))
    careful = ""
    if trend.direction is not Direction.NONE:
        careful = f" {row.clusters}, so a few people can make a big difference." if row.clusters else ""
        careful += DIRECTIONS.get(years[-1].family.polarity, "")
    provisional = SOME_PROVISIONAL if any(value.provisional for value in (*numbers, *bases)) else ""
    return {
        "of": of,
        "label": row.label,
        "direction": trend.direction.value,
        "from": years[0].year,
        "to": years[-1].year,
        "first": first,
        "last": last,
        "provisional": bool(provisional),
        "sentence": (
            f"{row.label}: over the five years from {years[0].year} to {years[-1].year} the {NOUNS[of][0]} "
            f"{TENDS[trend.direction]} ({first} to {last}).{careful}{provisional}"
        ),
    }


def _printed(last: Snapshot, numbers: Sequence[Value], bases: Sequence[Value], index: int) -> str:
    """A share or a number of one of the years, as the tables print it."""
    if not bases:
        return text_of(numbers[index])
    column = last.family.column("share")
    part, base = numbers[index].number, bases[index].number
    return text_of(worked_out(share(part, base, column.decimals)), column.unit, column.decimals)


def trend_sentences(trends: Mapping[str, Entry]) -> list[str]:
    """A sentence for each trend, and one for all shares, and one for all numbers, that show none."""
    said = [one["sentence"] for one in trends.values() if one["direction"] != Direction.NONE]
    for of in NOUNS:
        steady = [one for one in trends.values() if one["of"] == of and one["direction"] == Direction.NONE]
        said += [_steady_sentence(of, steady)] if steady else []
    return said


def _steady_sentence(of: str, steady: Sequence[Entry]) -> str:
    if len(steady) == 1:
        return str(steady[0]["sentence"])
    labels = [one["label"] for one in steady]
    plural = NOUNS[of][1]
    which, names = f"the {plural} of {len(labels)} measures", ""
    if len(labels) <= MOST_NAMES:
        which, names = f"these {plural}", f": {'; '.join(labels)}"
    provisional = SOME_PROVISIONAL if any(one["provisional"] for one in steady) else ""
    return (
        f"Over the five years from {steady[0]['from']} to {steady[0]['to']} {which} show no clear trend "
        f"up or down{names}.{provisional}"
    )


def trend_about(trends: Mapping[str, Entry]) -> str:
    """How trends are found; empty where none was looked for."""
    if not trends:
        return ""
    return ABOUT + (NOT_A_RATE if any(one["of"] == "count" for one in trends.values()) else "")
