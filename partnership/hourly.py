"""How often an account may do in an hour what costs the portal much: counted in the cache that all processes share."""

import time

from django.core.cache import cache

from partnership.exceptions import DomainError
from partnership.models import User

HOUR = 3600


class TooOften(DomainError):
    """The account did this too often in this hour."""


def count_use(*, by: User, what: str, most: int) -> None:
    """Count one use of `what` by the account. Raises `TooOften` after `most` in the hour by the clock."""
    # Some caches take no space in a key.
    key = f"hourly:{what.replace(' ', '-')}:{by.pk}:{int(time.time() // HOUR)}"
    cache.add(key, 0, HOUR)
    try:
        used = cache.incr(key)
    except ValueError:
        # It went in between: a cache that is full forgets.
        used = 1
    if used > most:
        raise TooOften(f"You have sent {most} files in the last hour. Try again in an hour.")
