"""Hints to the worker: no request waits long for a broker that says nothing."""

import time
from types import SimpleNamespace
from typing import Any

import pytest
from kombu.exceptions import OperationalError

from publication import queue


@pytest.fixture(autouse=True)
def _awake(monkeypatch: Any, settings: Any) -> None:
    # Not the queue of the tests, which is in their own memory.
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    monkeypatch.setattr(queue, "_silent_until", [0.0])
    monkeypatch.setattr(queue, "WAIT", 0.1)


def task(delay: Any) -> Any:
    return SimpleNamespace(name="a task", delay=delay)


def test_broker_that_says_nothing_holds_a_request_for_a_moment_and_the_next_one_not_at_all() -> None:
    silent = task(lambda *args: time.sleep(1))
    began = time.monotonic()
    assert not queue.hint(silent, range(5))
    assert time.monotonic() - began < 0.5
    began = time.monotonic()
    assert not queue.hint_now(silent)
    assert time.monotonic() - began < 0.05


def test_broker_that_refuses_is_asked_again_the_next_time() -> None:
    def refuse(*args: Any) -> None:
        raise OperationalError("Connection refused")

    taken: list[Any] = []
    assert not queue.hint(task(refuse), [1])
    assert queue.hint(task(lambda *args: taken.append(args)), [1, 2])
    assert queue.hint_now(task(lambda *args: taken.append(args)))
    assert taken == [(1,), (2,), ()]


def test_mistake_of_ours_is_not_taken_for_a_broker_that_is_away() -> None:
    def fail(*args: Any) -> None:
        raise KeyError("a mistake")

    with pytest.raises(KeyError):
        queue.hint(task(fail), [1])
