"""When to look again whether another definition was agreed: once for each request, task and command."""

from contextvars import ContextVar
from typing import Any

_is_fresh: ContextVar[bool] = ContextVar("is_fresh", default=False)


def forget(**_signal: Any) -> None:
    """Look again at the next question. Also a receiver of the signals with which a request or a task begins."""
    _is_fresh.set(False)


def is_fresh() -> bool:
    """Whether it was looked up since this request, task or command began."""
    return _is_fresh.get()


def looked() -> None:
    """Say that it was looked up now."""
    _is_fresh.set(True)
