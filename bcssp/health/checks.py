"""Can the portal do its work: do its parts answer, does the clock run, does nothing wait too long, are files there?

The words never say where a part stands, nor why it failed in the words of a driver. Those go to the log.
"""

import logging
import threading
from collections.abc import Callable

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from kombu.exceptions import OperationalError

from bcssp.celery import app
from bcssp.health.readings import Facts, facts

SECONDS = 1.0
# How long something may wait before it is a fault: seconds.
CLOCK_LATE, BUILD_LATE, MESSAGE_LATE, FILES_LATE = 5 * 60, 15 * 60, 30 * 60, 3 * 24 * 60 * 60
OK = "ok"
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


def check_clock(found: Facts) -> None:
    """Whether the clock reached the worker lately."""
    if found.clock_age is None:
        raise NotReadyError("The clock has not run yet. Start beat and a worker.")
    if found.clock_age > CLOCK_LATE:
        raise NotReadyError(
            f"The clock last ran {in_words(found.clock_age)} ago. Emails, embargoes and builds wait for it. Check beat "
            "and the worker."
        )


def check_reports(found: Facts) -> None:
    """Whether no step of a report waits too long."""
    if found.step_age is not None and found.step_age > BUILD_LATE:
        raise NotReadyError(f"A report has waited {in_words(found.step_age)} to be built. Check the worker.")


def check_releases(found: Facts) -> None:
    """Whether no order of a release waits too long."""
    if found.order_age is not None and found.order_age > BUILD_LATE:
        raise NotReadyError(f"A release has waited {in_words(found.order_age)} to be built. Check the worker.")


def check_messages(found: Facts) -> None:
    """Whether no email waits too long."""
    if found.message_age is not None and found.message_age > MESSAGE_LATE:
        raise NotReadyError(
            f"An email has waited {in_words(found.message_age)} to be sent. Check the mail server and the worker."
        )


def check_storage(found: Facts) -> None:
    """Whether files can be written."""
    if found.no_files:
        raise NotReadyError(found.no_files)
    if found.why_not_writable:
        raise NotReadyError(f"Files cannot be written: {found.why_not_writable}. Check the disk and its permissions.")


def check_files(found: Facts) -> None:
    """Whether the files are there that editions name."""
    gone = len(set(found.lost) | set(found.missing))
    if gone:
        raise NotReadyError(
            f"{gone} stored {'file is' if gone == 1 else 'files are'} missing or altered. Build them again from their "
            "frozen record, or restore them from a backup."
        )
    if found.files_checked_age is not None and found.files_checked_age > FILES_LATE:
        raise NotReadyError(f"The stored files were last checked {in_words(found.files_checked_age)} ago.")


def check_installation(found: Facts) -> None:
    """Whether this is the real portal."""
    if found.held:
        raise NotReadyError(found.held)


PARTS: dict[str, Callable[[], None]] = {"database": check_database, "broker": check_broker, "worker": check_worker}
STATE: dict[str, Callable[[Facts], None]] = {
    "clock": check_clock,
    "reports": check_reports,
    "releases": check_releases,
    "messages": check_messages,
    "storage": check_storage,
    "files": check_files,
    "installation": check_installation,
}
TITLES = {
    "database": "Database",
    "broker": "Queue (Redis)",
    "worker": "Worker",
    "clock": "Clock (beat)",
    "reports": "Reports to build",
    "releases": "Releases to build",
    "messages": "Emails to send",
    "storage": "Storage",
    "files": "Files of reports",
    "installation": "Real portal or copy",
}
UNKNOWN = "Not known while the database is not responding."


def in_words(seconds: float) -> str:
    """A stretch of time as people say it."""
    for length, name in ((24 * 60 * 60, "day"), (60 * 60, "hour"), (60, "minute")):
        if seconds >= length:
            count = int(seconds // length)
            return f"{count} {name}{'' if count == 1 else 's'}"
    return "less than a minute"


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
    answers = {name: _answer(check) for name, check in PARTS.items()}
    if answers["database"] != OK:
        return False, answers | dict.fromkeys(STATE, UNKNOWN)
    try:
        found = facts()
    except DatabaseError:
        logger.warning("not ready: the database failed", exc_info=True)
        return False, answers | dict.fromkeys(STATE, UNKNOWN)
    answers |= {name: _answer(lambda check=check: check(found)) for name, check in STATE.items()}  # type: ignore[misc]
    return all(answer == OK for answer in answers.values()), answers


def _answer(check: Callable[[], None]) -> str:
    try:
        check()
    except NotReadyError as failure:
        logger.warning("not ready: %s (%r)", failure, failure.__cause__)
        return str(failure)
    return OK
