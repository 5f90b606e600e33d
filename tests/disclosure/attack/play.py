"""Plays campaigns one after another in one database: each is undone when it is over."""

from collections.abc import Iterable, Iterator, Sequence

from django.core.cache import cache
from django.db import transaction

from tests.disclosure.attack.campaign import Campaign, Outcome
from tests.disclosure.attack.chance import made
from tests.disclosure.attack.portal import Portal
from tests.disclosure.attack.seeds import SEEDS
from tests.disclosure.attack.shapes import Script
from tests.stages import make_cast

# One campaign in so many is crawled whole when it is over: every page, file and drawing of every release.
CRAWLED = 10
# One in so many of these has an annual report in the end.
REPORTED = 5


def play_all(campaigns: Iterable[tuple[str, Script]]) -> Iterator[Outcome]:
    """The outcome of each. The people are made once."""
    with transaction.atomic():
        cast = make_cast()
        for at, (name, script) in enumerate(campaigns):
            cache.clear()
            with transaction.atomic():
                crawled, reported = at % CRAWLED == 0, at % (CRAWLED * REPORTED) == 0
                outcome = Campaign(name, Portal(cast), every_format=crawled, report=reported).play(script)
                transaction.set_rollback(True)
            yield outcome
        transaction.set_rollback(True)


def play_numbers(numbers: Sequence[int]) -> Iterator[Outcome]:
    """Campaigns by chance."""
    yield from play_all(made(number) for number in numbers)


def play_seeds() -> Iterator[Outcome]:
    """The figures that once leaked."""
    yield from play_all((one.__name__.replace("_", " "), one) for one in SEEDS)
