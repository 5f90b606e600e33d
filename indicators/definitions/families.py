"""The indicator families: read from `definitions/*.toml`, checked, and kept as frozen data. Pure."""

import datetime
import functools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from indicators.definitions.code_sets import rows_of_code_set
from indicators.definitions.current import Catalogue, Version, current
from indicators.definitions.entries import ESTIMATES, CatalogueError, check_entry
from indicators.definitions.usable import THE_TOTAL, cannot_be_used

DEFINITIONS = Path(__file__).resolve().parent

THEMES = {"children": "Children", "adults": "Adults", "police": "Police"}
TOTAL = THE_TOTAL
PEOPLE = "people"
# Behind the name of a row: what its percentage is of, which is counted as well.
BASE = " (out of)"
PERCENT = 100


@dataclass(frozen=True)
class Row:
    """One line of a family's table. `base` names the row, or the total, that its share is taken of.

    `note` is printed below the table; `to_check` says what has still to be read at the source, to partners alone.

    `clusters` says why one person can stand behind several of the events counted, as the start of a sentence.
    """

    key: str
    label: str
    group: str = ""
    note: str = ""
    to_check: str = ""
    base: str = ""
    clusters: str = ""
    effective_from: datetime.date | None = None
    effective_to: datetime.date | None = None

    def in_effect(self, on: datetime.date) -> bool:
        """Whether the line belongs to a table for the year that ends on this day."""
        return (self.effective_from is None or self.effective_from <= on) and (
            self.effective_to is None or on <= self.effective_to
        )


@dataclass(frozen=True)
class Column:
    """One column. Input columns are typed; the others name the computation that fills them, and never are.

    `below_zero` says that its values can be negative, such as a net change.
    """

    key: str
    label: str
    unit: str = "count"
    decimals: int = 0
    computation: str = ""
    period: str = ""
    below_zero: bool = False

    @property
    def is_input(self) -> bool:
        """Whether people type this column."""
        return not self.computation


@dataclass(frozen=True)
class Break:
    """From this period on figures cannot be compared with those before it, and why."""

    period: str
    why: str


@dataclass(frozen=True)
class Rule:
    """A relation between rows of one column, and its reason: hard where it always holds, or soft, or a note.

    `other` is a row of another family, as family/row: that is a relation between families (`across_relations`).
    """

    code: str
    kind: str
    because: str
    lower: str = ""
    upper: str = ""
    parts: tuple[str, ...] = ()
    whole: str = ""
    severity: str = "hard"
    other: str = ""


@dataclass(frozen=True)
class Family:
    """One indicator family as its experts defined it: what is counted, how, by whom, and who signed."""

    slug: str
    title: str
    theme: str
    order: int
    supplier_kind: str
    unit: str
    shape: str
    polarity: str
    frequency: str
    period: str
    definition: str
    method: str
    caveats: tuple[str, ...]
    source: str
    licence: str
    authored_by: str
    checked_by: str
    # The day on which its words were read for what they say of one count beside another; each is a rule, or settled.
    statements_read_on: datetime.date
    agreed_on: datetime.date
    effective_from: datetime.date
    effective_to: datetime.date | None
    next_review: datetime.date
    columns: tuple[Column, ...]
    fixed_rows: tuple[Row, ...]
    rules: tuple[Rule, ...]
    total_label: str = ""
    chart_rows: tuple[str, ...] = ()
    breaks: tuple[Break, ...] = ()
    # Rates of areas: of whom, per how many, and whether they are worked out over the portal's own population estimates.
    age_band: str = ""
    per: int = 10_000
    denominator: str = "published"
    # The title of a theme that is not one of the portal's own.
    theme_name: str = ""

    @property
    def theme_title(self) -> str:
        """The theme in words, as the partnership calls it."""
        return themes().get(self.theme) or self.theme_name

    @property
    def is_area_rates(self) -> bool:
        """Whether the rows are areas to compare."""
        return self.shape == "area_rates"

    @property
    def has_rates(self) -> bool:
        """Whether it has rates that somebody else worked out: of areas, or of measures."""
        return self.shape in ("area_rates", "measures")

    @property
    def is_percentages(self) -> bool:
        """Whether its rates are percentages: of something that is not the population."""
        return self.has_rates and self.per == PERCENT

    @property
    def has_counts(self) -> bool:
        """Whether the counts behind its rates are sent. Many sources print the rates alone."""
        return any(column.key == "count" for column in self.columns)

    @property
    def counts_bases(self) -> bool:
        """Whether what its rates are of (`people`) is a count as well, such as children assessed, and no population."""
        return self.has_rates and (self.is_percentages or not self.is_area_rates)

    @property
    def rate_noun(self) -> str:
        """What its rates are called in a sentence."""
        return "percentage" if self.is_percentages else "rate"

    @property
    def is_over_estimates(self) -> bool:
        """Whether its rates are declared to be the count over a population estimate that is loaded here."""
        return self.denominator == ESTIMATES

    @functools.cached_property
    def input_columns(self) -> tuple[Column, ...]:
        """The columns that people type."""
        return tuple(column for column in self.columns if column.is_input)

    def column(self, key: str) -> Column:
        """The column with this key. Raises `KeyError`."""
        return {column.key: column for column in self.columns}[key]

    def rows_on(self, end: datetime.date) -> tuple[Row, ...]:
        """The rows of the year that ends on this day; legacy codes drop out by their dates."""
        return tuple(row for row in self.fixed_rows if row.in_effect(end))

    def in_effect(self, end: datetime.date) -> bool:
        """Whether the family is collected for the year that ends on this day."""
        return self.effective_from <= end and (self.effective_to is None or end <= self.effective_to)


def _rows(entry: dict[str, Any]) -> tuple[Row, ...]:
    source = entry.pop("rows_from", "")
    dates = {item["code"]: item for item in entry.pop("code_dates", [])}
    first = [Row(**item) for item in entry.pop("rows", [])]
    if not source or source == "areas":
        return tuple(first)
    base = entry.pop("code_base", "")
    coded = [
        Row(
            key=code.key,
            label=code.label,
            group=code.group,
            note=dates.get(code.code, {}).get("note", code.note),
            to_check=dates.get(code.code, {}).get("to_check", code.to_check),
            base=base,
            effective_from=dates.get(code.code, {}).get("effective_from"),
            effective_to=dates.get(code.code, {}).get("effective_to"),
        )
        for code in rows_of_code_set(source)
    ]
    return (*first, *coded)


def _rule(item: dict[str, Any]) -> Rule:
    return Rule(**(item | {"parts": tuple(item.get("parts", ()))}))


def parse_family(data: dict[str, Any], name: str) -> Family:
    """Make a family from parsed TOML. Raises `CatalogueError` naming the file and the entry.

    What comes out can be used by every later step: see `usable`.
    """
    check_entry(data, name, {*THEMES, *([data["theme"]] if data.get("theme_name") else [])})
    try:
        family = _family(data)
        _check_keys(family, name)
        reasons = list(cannot_be_used(family))
    except (AttributeError, KeyError, TypeError) as error:
        raise CatalogueError(f"{name}: an entry lacks something, or has what no definition knows ({error}).") from error
    if reasons:
        raise CatalogueError(f"{name}: {' '.join(reasons)}")
    return family


def _family(data: dict[str, Any]) -> Family:
    entry = dict(data)
    rows = _rows(entry)
    rules = tuple(_rule(item) for item in entry.pop("rules", []))
    return Family(
        **{
            **entry,
            "columns": tuple(Column(**item) for item in entry["columns"]),
            "caveats": tuple(entry["caveats"]),
            "chart_rows": tuple(entry.get("chart_rows", ())),
            "breaks": tuple(Break(**item) for item in entry.get("breaks", ())),
            "effective_to": entry.get("effective_to"),
            "fixed_rows": rows,
            "rules": rules,
        }
    )


def _check_keys(family: Family, name: str) -> None:
    """Everything that names a row must name one that exists; keys are unique."""
    keys = [row.key for row in family.fixed_rows]
    for kind, found in (("row", keys), ("column", [column.key for column in family.columns])):
        if len(set(found)) != len(found):
            raise CatalogueError(f"{name}: two {kind}s have the same key.")
    named: Iterable[str] = (
        *(row.base for row in family.fixed_rows if row.base != TOTAL),
        *(key for rule in family.rules for key in (rule.lower, rule.upper, rule.whole, *rule.parts)),
        *family.chart_rows,
    )
    unknown = sorted({key for key in named if key and key not in keys})
    if unknown:
        raise CatalogueError(f"{name}: no row has the key {', '.join(unknown)}.")


def load_families(folder: Path) -> tuple[Family, ...]:
    """Read every definition of a folder, in the order of themes and of the families in them."""
    found = []
    for path in sorted(folder.glob("*.toml")):
        with path.open("rb") as file:
            found.append(parse_family(tomllib.load(file), path.name))
        if found[-1].slug != path.stem:
            raise CatalogueError(f"{path.name}: the slug is {found[-1].slug}; it must be the file's name.")
    places = {slug: place for place, slug in enumerate(THEMES)}
    return tuple(sorted(found, key=lambda one: (places.get(one.theme, len(places)), one.theme, one.order, one.title)))


@cache
def shipped() -> Catalogue:
    """The starting set: what a partnership may use at once, as it comes with the portal. Read once."""
    return Catalogue({family.slug: (Version(family),) for family in load_families(DEFINITIONS)}, THEMES)


@cache
def library() -> Mapping[str, Family]:
    """Every definition of the files, by slug, those of the starting set too; none holds before it is picked."""
    return {family.slug: family for family in (*shipped().families, *load_families(DEFINITIONS / "library"))}


def catalogue() -> Catalogue:
    """Everything that holds now."""
    return current(shipped)


def families() -> tuple[Family, ...]:
    """Every family in use, in its newest wording."""
    return catalogue().families


def get_family(slug: str) -> Family:
    """The newest wording of a family, with every row that it ever had. Raises `KeyError`."""
    return catalogue().newest[slug]


def family_on(slug: str, day: datetime.date) -> Family:
    """The wording of a family that applies to the period that ends on this day. Raises `KeyError`."""
    return catalogue().on(slug, day)


def themes() -> Mapping[str, str]:
    """The themes of figures, by slug, in their order."""
    return catalogue().themes


def open_themes() -> Mapping[str, str]:
    """Those that take new indicators."""
    retired = catalogue().retired_themes
    return {slug: title for slug, title in themes().items() if slug not in retired}


def family_choices() -> list[tuple[str, str]]:
    """Slugs and titles, for forms and admin lists."""
    return [(family.slug, family.title) for family in families()]
