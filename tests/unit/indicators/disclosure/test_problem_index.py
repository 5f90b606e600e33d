"""The numbers that a count was ever said to be."""

import datetime
from dataclasses import replace

from indicators.disclosure.change_rules import Measure
from indicators.disclosure.problem_index import Book
from tests.unit.indicators.disclosure.tables import (
    CARE,
    MISSING,
    POLICY,
)

YEAR = (datetime.date(2022, 4, 1), datetime.date(2023, 3, 31))


def test_a_number_that_was_revised_is_another_quantity() -> None:
    book = Book()
    measure = Measure(MISSING, CARE, *YEAR)
    first, second = book.enter(measure, 3), book.enter(measure, 4)
    assert book.enter(measure, 3) == first == measure.key
    assert second == f"{measure.key} (otherwise 1)"
    assert book.versions(measure) == (first, second)
    assert book.versions(replace(measure, row="other")) == ()
    assert book.values == {first: 3, second: 4}
    book.promise(first, POLICY)
    book.keep(first, (0, 3))
    assert book.stays(first) == (0, 5), "the wider promise of both"
    assert book.stays(second) is None
