"""Counts of two families that are the same by their definitions: each table tells what the other keeps back. Pure."""

from collections.abc import Iterator

from indicators.disclosure.facts import Fact, scaled
from indicators.protection.book import Book
from indicators.protection.measures import Measure

# The family and the row of each. Both count section 42(2) enquiries that were concluded in the year.
SAME = ((("adult-safeguarding-summary", "section-42-concluded"), ("section-42-outcomes", "total")),)


def same_counts(book: Book) -> Iterator[Fact]:
    """That both are the same, for each window that both count, where the newest figures of both agree.

    Figures that differ are two numbers: a reader who took one for the other would be wrong.
    """
    for (family, row), other in SAME:
        for measure in book.measures(family, row):
            first, second = book.newest(measure), book.newest(Measure(*other, measure.starts_on, measure.ends_on))
            if first and second and book.values[first] == book.values[second]:
                yield scaled({first: 1, second: -1}, 0, 0)
