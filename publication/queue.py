"""Hints to the worker. A message says no more than “look at this row”: it may be lost, late or repeated."""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


# How long a request waits for the broker, and how long nobody asks one that said nothing: seconds.
WAIT, PAUSE = 1.0, 10.0
_silent_until = [0.0]


def hint(task: Any, keys: Iterable[int]) -> bool:
    """One message for each key; whether the queue took them. Else the sweeper finds the rows when it is back."""
    return all(_give(task, key) for key in keys)


def hint_now(task: Any) -> bool:
    """One message without a key, for what beat starts anyway; whether the queue took it."""
    return _give(task)


def _give(task: Any, *args: int) -> bool:
    """Give the broker a message, within `WAIT` seconds: a broker that says nothing would hold a request for long."""
    if time.monotonic() < _silent_until[0]:
        return False
    failures: list[Exception] = []

    def give() -> None:
        try:
            task.delay(*args)
        except Exception as error:
            failures.append(error)

    if settings.REDIS_URL.startswith("memory:"):
        give()
    else:
        asking = threading.Thread(target=give, daemon=True)
        asking.start()
        asking.join(WAIT)
        if asking.is_alive():
            _silent_until[0] = time.monotonic() + PAUSE
            failures.append(TimeoutError("it said nothing"))
    if not failures:
        return True
    if not isinstance(failures[0], OperationalError | ConnectionError | TimeoutError):
        raise failures[0]
    logger.warning("The queue did not take %s of %s: %s", task.name, args or "everything due", failures[0])
    return False


def once_committed(queue: Callable[[], bool]) -> bool:
    """Give the broker its hint once the transaction is committed; whether the queue took it.

    Inside a transaction of the caller's the queue is asked later, and the answer here is True.
    """
    answer = [True]

    def ask() -> None:
        answer[0] = queue()

    transaction.on_commit(ask)
    return answer[0]
