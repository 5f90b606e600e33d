"""A reference for each request and task: the error page shows it, and every line of the log carries it."""

import json
import logging
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse  # noqa: TID251 (a middleware)

# What takes longer is in the log: seconds.
SLOW = 2.0
NONE = "-"
# What somebody is answered who may not do, or not see, what they asked for.
REFUSED = (401, 403, 404)
_current: ContextVar[str] = ContextVar("reference", default=NONE)
logger = logging.getLogger(__name__)


@contextmanager
def referring_to(reference: str) -> Iterator[None]:
    """What is logged meanwhile carries this reference."""
    token = _current.set(reference)
    try:
        yield
    finally:
        _current.reset(token)


def give_references(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Name the request, and say when it was slow, and who was refused."""

    def middleware(request: HttpRequest) -> HttpResponse:
        reference = secrets.token_hex(5)
        request.reference = reference  # type: ignore[attr-defined]
        began = time.monotonic()
        with referring_to(reference):
            response = get_response(request)
            # Only where the portal has asked already who it is: a page for everybody reads no session.
            account = getattr(request, "account", None)
            if response.status_code in REFUSED and account is not None:
                told = (response.status_code, account, request.method, request.path)
                logger.warning("refused with %s: account %s, %s %s", *told)
            if (seconds := time.monotonic() - began) > SLOW:
                logger.warning("%s %s took %.1f s", request.method, request.path, seconds)
        return response

    return middleware


class AddReference(logging.Filter):
    """Gives each line the reference of what was being done. Lets every line through."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.reference = _current.get()
        return True


class OneLine(logging.Formatter):
    """An event is one line, its traceback too: the ends of its lines are written as “\\n”."""

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).replace("\n", "\\n")

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802 (Python's name)
        """When, with the zone: lines of two machines, or of the hour that the clock goes back, keep their order."""
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


class JsonLine(logging.Formatter):
    """An event is one line of JSON: when, level, logger, reference, message, and the traceback if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "reference": getattr(record, "reference", NONE),
            "message": record.getMessage(),
        }
        if record.exc_text or record.exc_info:
            said["traceback"] = record.exc_text or self.formatException(record.exc_info)  # type: ignore[arg-type]
        return json.dumps(said, ensure_ascii=False)
