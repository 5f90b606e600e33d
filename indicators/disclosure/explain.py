"""The cells of finished tables that print a symbol for a number that is there, for reviewers: where and why. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from indicators.definitions.families import BASE, TOTAL, Family, get_family
from indicators.definitions.periods import parse_period
from indicators.definitions.values import CONFIDENTIAL
from indicators.disclosure.across import canonical, canonical_key
from indicators.disclosure.assemble import count_places
from indicators.disclosure.change_rules import OTHERWISE, Measure, Place, measure_of
from indicators.disclosure.protect_release import HiddenCell
from indicators.disclosure.published import Content
from indicators.disclosure.solver.attack import Interval
from indicators.disclosure.solver.audit import Why
from indicators.disclosure.solver.policy import LOW_SYMBOL
from indicators.tables.inputs import is_behind
from indicators.tables.series import SHAPE as SERIES
from indicators.tables.series import main_column
from partnership.days import day

ROUNDED = "rounds to zero"


@dataclass(frozen=True)
class Spot:
    """A cell that keeps a number back, with its labels as they are printed. `place` is None where it counts nothing."""

    family: str
    table: str
    row: str
    column: str
    symbol: str
    place: Place | None = None


@dataclass(frozen=True)
class Explained:
    """A spot with its reason, and what a reader can conclude: if small counts alone were hidden, and of the tables."""

    spot: Spot
    why: str
    before: Interval | None = None
    after: Interval | None = None
    is_count: bool = False
    is_small: bool = False


def spots(content: Content) -> Iterator[Spot]:
    """Every cell of a table, and of the tables that go with it, that keeps a number back."""
    family = get_family(content["slug"])
    for title, table in (
        (content.get("caption", content["title"]), content),
        *((more["title"], more) for more in content.get("more_tables", [])),
    ):
        labels = {column["key"]: column["label"] for column in table["columns"]}
        for row in table["rows"]:
            for cell in row["cells"]:
                if cell["state"] == CONFIDENTIAL:
                    place = _place(content, family, row["key"], cell["key"], behind=is_behind(table))
                    text = str(cell["text"])
                    yield Spot(family.slug, title, row["label"], labels[cell["key"]], text, place)


def _place(content: Content, family: Family, row: str, key: str, *, behind: bool) -> Place | None:
    """Where the count of a cell was sent; None for what is worked out."""
    period = content.get("period") or content["year"]
    if content["shape"] == SERIES or behind:
        column = "count" if family.has_rates else main_column(family).key
        return Place(family.slug, key, row, column)
    is_count = key in count_places(family)
    return Place(family.slug, period, row, key) if is_count else None


def explained(content: Content, hidden: Iterable[HiddenCell], wider: Mapping[Place, Interval]) -> list[Explained]:
    """The spots of a table that is being prepared, with what the attack found.

    `wider` holds what a reader can conclude of hidden counts that are not sensitive themselves.
    """
    cells = {cell.place: cell for cell in hidden}
    return [_explained(spot, cells, wider) for spot in spots(content)]


def _explained(spot: Spot, cells: Mapping[Place, HiddenCell], wider: Mapping[Place, Interval]) -> Explained:
    if spot.place is None:
        return Explained(spot, _derived(spot))
    cell = cells.get(spot.place)
    if cell is None:
        return Explained(spot, _derived(spot), is_count=True)
    after = cell.after or wider.get(spot.place)
    is_small = cell.why is Why.SMALL
    return Explained(spot, cell.why.words, cell.before, after, is_count=True, is_small=is_small)


def _derived(spot: Spot) -> str:
    return ROUNDED if spot.symbol.startswith(LOW_SYMBOL) else Why.DERIVED.words


def certified(content: Content, certificate: Mapping[str, Any]) -> list[Explained]:
    """The spots of a table that is made, with what its certificate keeps: nothing of small counts hidden alone."""
    concluded = {
        canonical_key(one["key"].partition(OTHERWISE)[0]): interval_of(one["a reader concludes"])
        for one in certificate["counts"]
    }
    return [_certified(spot, concluded) for spot in spots(content)]


def _certified(spot: Spot, concluded: Mapping[str, Interval | None]) -> Explained:
    if spot.place is None or spot.symbol.startswith(LOW_SYMBOL):
        return Explained(spot, _derived(spot), is_count=spot.place is not None)
    key = canonical(_measure(spot.place)).key
    if key in concluded:
        return Explained(spot, Why.SMALL.words, after=concluded[key], is_count=True, is_small=True)
    return Explained(spot, Why.PROTECTS.words, is_count=True)


def _measure(place: Place) -> Measure:
    family = get_family(place.family)
    return measure_of(family, place.row, family.column(place.column), parse_period(place.period))


def interval_of(data: list[int | None] | None) -> Interval | None:
    """An interval as a certificate keeps it."""
    return None if data is None else Interval(data[0] or 0, data[1])


@dataclass(frozen=True)
class Named:
    """A quantity as people know it: the family's title, the row's label, and the window."""

    family: str
    row: str
    window: str


def named(key: str) -> Named:
    """What the name of a quantity stands for. One that is no count of a table keeps its name."""
    try:
        measure = Measure.from_key(key.partition(OTHERWISE)[0])
    except ValueError:
        return Named(key, "", "")
    family = get_family(measure.family)
    labels = {row.key: row.label for row in family.fixed_rows} | {TOTAL: family.total_label}
    row, is_base = measure.row.removesuffix(BASE), measure.row.endswith(BASE)
    label = f"{labels.get(row) or row}{BASE if is_base else ''}"
    ends = day(measure.ends_on)
    window = ends if measure.starts_on == measure.ends_on else f"{day(measure.starts_on)} to {ends}"
    return Named(family.title, label, window)
