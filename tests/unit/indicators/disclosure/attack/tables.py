"""Tables as a reader has them, made by hand."""

import datetime
from decimal import Decimal

from tests.disclosure.attack.cells import Cell, Place
from tests.disclosure.attack.conclusions import Conclusions
from tests.disclosure.attack.knowledge import Knowledge
from tests.disclosure.attack.tables import Measure, Policy, Table

YEAR = datetime.date(2022, 4, 1), datetime.date(2023, 3, 31)
BEFORE = datetime.date(2021, 4, 1), datetime.date(2022, 3, 31)
QUARTERS = (
    (datetime.date(2022, 4, 1), datetime.date(2022, 6, 30)),
    (datetime.date(2022, 7, 1), datetime.date(2022, 9, 30)),
    (datetime.date(2022, 10, 1), datetime.date(2022, 12, 31)),
    (datetime.date(2023, 1, 1), datetime.date(2023, 3, 31)),
)
MONTHS = (
    (datetime.date(2022, 4, 1), datetime.date(2022, 4, 30)),
    (datetime.date(2022, 5, 1), datetime.date(2022, 5, 31)),
    (datetime.date(2022, 6, 1), datetime.date(2022, 6, 30)),
)
SMALL = Policy(least=1, most=5, symbol="[c]")
Span = tuple[datetime.date, datetime.date]


def cell(family: str, row: str, span: Span, printed: str, unit: str = "count", column: str = "count") -> Cell:
    """A cell that prints a number or a symbol."""
    is_symbol = printed.startswith("[")
    return Cell(
        Place("2022-23", family, family, row, column),
        row,
        column,
        unit,
        "2022-23",
        *span,
        None if is_symbol else Decimal(printed),
        printed if is_symbol else "",
    )


def table(*entries: tuple[Cell, int | None], policy: Policy = SMALL, headline: str = "") -> Table:
    """A table of cells, each with the true count behind it where it counts something."""
    first = entries[0][0]
    true = {
        Measure(one.place.family, one.row_key, one.start, one.end): count for one, count in entries if count is not None
    }
    return Table("2022-23", first.place.family, [one for one, _ in entries], policy, true, headline)


def counts(family: str, row: str, *entries: tuple[Span, int], hidden: int = 5) -> Table:
    """A row over several windows: counts up to `hidden` are kept back."""
    return table(
        *((cell(family, row, span, "[c]" if 0 < count <= hidden else str(count)), count) for span, count in entries)
    )


def concluded(knowledge: Knowledge, family: str, row: str, span: Span) -> tuple[int, int]:
    """What is concluded of a count, as far as from 0 to 9."""
    name = knowledge.now[Measure(family, row, *span)]
    found = Conclusions([*knowledge.statements, *knowledge.people_of_rates()], knowledge.true)
    return found.interval(name, 0, 9)
