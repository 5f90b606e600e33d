"""What is made of several families, so that one that cannot be used does not take the others with it. Pure."""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

logger = logging.getLogger(__name__)
Item = TypeVar("Item")
Made = TypeVar("Made")


def one_by_one(
    items: Iterable[Item], make: Callable[[Item], Made], slug_of: Callable[[Item], str]
) -> tuple[list[Made], list[Item]]:
    """What could be made, in order, and those of which it could not, with the reason in the log.

    Whoever asks names the latter where the former are shown: nothing is left out in silence.
    """
    made, failed = [], []
    for item in items:
        try:
            made.append(make(item))
        except Exception:
            logger.exception("%s cannot be made of %s", getattr(make, "__qualname__", "Nothing"), slug_of(item))
            failed.append(item)
    return made, failed
