"""What is said in words above a table, and by symbols in it: whether it is true, and what a reader learns from it."""

import re
from collections.abc import Iterator, Mapping

from tests.disclosure.attack.statements import Linear, base_of
from tests.disclosure.attack.tables import Measure, Table

# One row, or several that are the same.
LARGEST = re.compile(r"The largest (?:share|number)(?: is|s are) (?P<rows>“[^”]+”(?:(?:, | and )“[^”]+”)*)")
# “Some figures” says nothing of the others.
ALL_SUPPRESSED = "The figures for this period are suppressed"
# Where a definition names the rows of its chart, the largest is one of these.
CHOSEN: Mapping[str, tuple[str, ...]] = {
    "desired-outcomes": ("fully-achieved", "partially-achieved", "not-achieved"),
}


def _shares(table: Table) -> dict[str, tuple[str, Measure]]:
    """The rows that have a share, by their heading: the base, and what is counted."""
    found = {}
    for cell in table.cells:
        base = base_of(table.family, cell.row_key)
        chosen = CHOSEN.get(table.family, (cell.row_key,))
        if cell.unit == "percent" and base and cell.row_key in chosen and cell.row_key != base:
            found[cell.place.row] = base, Measure(table.family, cell.row_key, cell.start, cell.end)
    return found


def learned(table: Table, headline: str, names: Mapping[Measure, str]) -> Iterator[Linear]:
    """That the largest share is no smaller than others of the same base; several are the same as printed."""
    said, rows = LARGEST.search(headline), _shares(table)
    every = [rows[one] for one in re.findall("“([^”]+)”", said["rows"]) if one in rows] if said else []
    for base, largest in every:
        for other_base, other in rows.values():
            if table.policy.base and (other_base, other) in every:
                continue
            if other != largest and other_base == base and other in names and largest in names:
                yield Linear(((names[largest], 1), (names[other], -1)), 0, None)


def untrue(table: Table, headline: str) -> Iterator[str]:
    """What is not true of all of the table, though it is said as if it were."""
    if ALL_SUPPRESSED in headline and any(cell.number is not None for cell in table.cells):
        yield f"{table.release}, {table.family}: “{headline}” above a table with numbers"
    rates = {
        (cell.place.table, cell.row_key): cell.symbol
        for cell in table.cells
        if cell.unit == "rate" and cell.column_key == "rate" and cell.number is None
    }
    for cell in table.cells:
        symbol = rates.get((cell.place.table, cell.row_key))
        if cell.column_key in ("lower", "upper") and symbol and symbol == table.policy.symbol and cell.says != symbol:
            yield f"{table.release}, {table.family}, {cell.place.row}: a limit prints {cell.says} beside {symbol}"
