"""What published tables say of one figure, wherever they print it, and which of two corrects the other. Pure.

A figure is printed more than once: as the year before in the next return, as a point of a line, behind a trend. A table
of another year that prints it otherwise corrects what was published, or is itself overtaken.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Any

from indicators.definitions.entries import is_period
from indicators.definitions.periods import parse_period
from indicators.definitions.values import CONFIDENTIAL
from indicators.tables.denominators import BOUNDS
from indicators.tables.differences import CURRENT, INPUTS, PREVIOUS
from indicators.tables.inputs import is_behind

Content = Mapping[str, Any]
# The key of a row, what is counted of it, and the slug of the period.
Place = tuple[str, str, str]
COUNT, RATE = "count", "rate"
ON_AN_AXIS = ("area_rates", "measure_series")


@dataclass(frozen=True)
class Statement:
    """A figure as a table prints it. `says` is its number, or why there is none."""

    row: str
    column_key: str
    column: str
    text: str
    says: str


@dataclass(frozen=True)
class Told:
    """A published table of a family: its key, its year, and what it says."""

    key: int
    year: str
    statements: Mapping[Place, Statement]


def says(cell: Mapping[str, Any]) -> str:
    """The answer of a cell: its number, whatever its zeros at the end, or why there is none."""
    value = cell["value"]
    return str(cell["state"]) if value is None else format(Decimal(value).normalize(), "f")


def place_of(content: Content, table: Content, row: str, column: str) -> Place | None:
    """Which figure a column prints; None for what is worked out of others, which follows from them."""
    period = str(content.get("period") or content["year"])
    if is_period(column):
        is_rate = content.get("shape") in ON_AN_AXIS and not is_behind(table)
        return row, RATE if is_rate else COUNT, column
    if column in INPUTS or column in BOUNDS:
        return None
    if column == PREVIOUS:
        return row, COUNT, parse_period(period).year_before().slug
    return row, COUNT if column == CURRENT else column, period


def tables_of(content: Content) -> Iterator[Content]:
    """The main table, and those below it."""
    yield content
    yield from content.get("more_tables", [])


def statements_of(content: Content) -> dict[Place, Statement]:
    """Each figure that the table and those below it print. What is kept back says nothing."""
    found: dict[Place, Statement] = {}
    for table in tables_of(content):
        columns = {column["key"]: column["label"] for column in table["columns"]}
        for row in table["rows"]:
            for cell in row["cells"]:
                place = place_of(content, table, row["key"], cell["key"])
                if place is not None and cell["state"] != CONFIDENTIAL:
                    said = Statement(row["label"], cell["key"], columns[cell["key"]], cell["text"], says(cell))
                    found.setdefault(place, said)
    return found


def corrections_among(tables: Sequence[Told]) -> dict[tuple[int, int], list[Place]]:
    """By the keys of two tables of different years: the figures of the second that the first corrects.

    `tables` are those of one family in the order in which they were published. What was said later holds; a release
    that repeats what the one before it of the same year said has said nothing new.
    """
    first_said: list[dict[Place, int]] = []
    newest_of_year: dict[str, int] = {}
    for index, table in enumerate(tables):
        before = newest_of_year.get(table.year)
        since = dict.fromkeys(table.statements, index)
        if before is not None:
            earlier = tables[before].statements
            since |= {
                place: first_said[before][place]
                for place, one in table.statements.items()
                if place in earlier and earlier[place].says == one.says
            }
        first_said.append(since)
        newest_of_year[table.year] = index
    found: dict[tuple[int, int], list[Place]] = defaultdict(list)
    for one, other in combinations(range(len(tables)), 2):
        if tables[one].year != tables[other].year:
            for place in tables[one].statements.keys() & tables[other].statements.keys():
                if tables[one].statements[place].says != tables[other].statements[place].says:
                    by, of = (one, other) if first_said[one][place] > first_said[other][place] else (other, one)
                    found[tables[by].key, tables[of].key].append(place)
    return {pair: sorted(places) for pair, places in found.items()}
