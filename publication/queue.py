"""Hints to the worker. A message says no more than “look at this row”: it may be lost, late or repeated."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def hint(task: Any, keys: Iterable[int]) -> bool:
    """One message for each key; whether the queue took them. Else the sweeper finds the rows when it is back."""
    for key in keys:
        try:
            task.delay(key)
        except (OperationalError, ConnectionError, TimeoutError) as error:
            logger.warning("The queue did not take %s of %s: %s", task.name, key, error)
            return False
    return True


def once_committed(queue: Callable[[], bool]) -> bool:
    """Give the broker its hint once the transaction is committed; whether the queue took it.

    Inside a transaction of the caller's the queue is asked later, and the answer here is True.
    """
    answer = [True]

    def ask() -> None:
        answer[0] = queue()

    transaction.on_commit(ask)
    return answer[0]
