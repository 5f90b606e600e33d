"""Is the portal alive, and can it do its work?

The answers are public: they never say where a part stands, nor why it failed in the
words of a driver. Those go to the log.
"""

import logging
import threading
from collections.abc import Callable

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from kombu.exceptions import OperationalError

from bcssp.celery import app

SECONDS = 1.0
logger = logging.getLogger(__name__)


class NotReadyError(Exception):
    """A part of the portal cannot work now; the message is a sentence for people."""


def check_database() -> None:
    """Ask the database the smallest question."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        raise NotReadyError("The database is not responding.") from error


def check_broker() -> None:
    """Ask Redis whether it is there."""
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=SECONDS, socket_timeout=SECONDS) as client:
            client.ping()
    except (redis.RedisError, OSError, ValueError) as error:
        raise NotReadyError("Redis is not responding. Reports will be built when it is back.") from error


def check_worker() -> None:
    """Ask every worker to answer and be content with the first that does."""
    try:
        replies = app.control.broadcast("ping", reply=True, timeout=SECONDS, limit=1)
    except (OperationalError, redis.RedisError, OSError) as error:
        raise NotReadyError("The workers cannot be checked, because Redis is not responding.") from error
    if not replies:
        raise NotReadyError("No worker is responding. Reports will be built when one is back.")


CHECKS: dict[str, Callable[[], None]] = {
    "database": check_database,
    "broker": check_broker,
    "worker": check_worker,
}


_asking = threading.Lock()
_BUSY = {"portal": "The checks are still running. Ask again in a few seconds."}
_last: tuple[bool, dict[str, str]] = (False, _BUSY)


def latest_readiness() -> tuple[bool, dict[str, str]]:
    """The answer of `readiness`, for which one thread at most waits: others get the answer before.

    A worker that says nothing is waited for, and whoever asks again and again must not hold every thread.
    """
    global _last  # noqa: PLW0603 (one answer of the process)
    if not _asking.acquire(blocking=False):
        return _last
    try:
        _last = readiness()
        return _last
    finally:
        _asking.release()


def readiness() -> tuple[bool, dict[str, str]]:
    """Run every check; give whether all hold, and a word or a sentence for each."""
    answers: dict[str, str] = {}
    for name, check in CHECKS.items():
        try:
            check()
        except NotReadyError as failure:
            logger.warning("not ready: %s (%r)", failure, failure.__cause__)
            answers[name] = str(failure)
        else:
            answers[name] = "ok"
    return all(answer == "ok" for answer in answers.values()), answers
