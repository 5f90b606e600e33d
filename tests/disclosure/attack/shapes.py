"""The shapes of campaigns: what is sent, corrected and published, in which order. Numbers and turns are chance.

Each shape is a script for a portal, which yields the year of every release that is to be made. The order of the shapes
is part of a campaign's number. The figures that gave counts away once are shapes without chance, in `seeds`.
"""

from collections.abc import Callable, Iterator
from random import Random

from tests.disclosure.attack import shapes_of_tables, shapes_of_time
from tests.disclosure.attack.portal import Portal

Script = Callable[[Portal], Iterator[str]]
Shape = Callable[[Random], Script]

SHAPES: dict[str, Shape] = {
    "periods": shapes_of_time.periods,
    "revisions": shapes_of_time.revisions,
    "corrections": shapes_of_tables.corrections,
    "same counts": shapes_of_tables.same_counts,
    "years across": shapes_of_tables.years_across,
    "definitions": shapes_of_tables.definitions,
    "rates": shapes_of_tables.rates,
    "rolling": shapes_of_time.rolling,
    "contacts": shapes_of_tables.contacts,
    "closed years": shapes_of_time.closed_years,
    "factors": shapes_of_tables.factors,
}
