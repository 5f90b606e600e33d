"""Readiness follows what really runs."""

import json
import time
from typing import Any

from tests.services.stack import Stack, wait_for

ASK = "import json; from bcssp.health.checks import readiness; print(json.dumps(readiness()))"


def readiness(stack: Stack) -> tuple[bool, dict[str, str]]:
    answer: list[Any] = json.loads(stack.ask(ASK).splitlines()[-1])
    return answer[0], answer[1]


def test_readiness_follows_redis_and_the_worker(stack: Stack) -> None:
    started = time.monotonic()
    is_ready, answers = readiness(stack)
    assert time.monotonic() - started < 15
    assert not is_ready
    assert answers["database"] == "ok"
    assert "Redis is not responding" in answers["broker"]
    assert "Redis is not responding" in answers["worker"]

    stack.start_redis()
    is_ready, answers = readiness(stack)
    assert not is_ready
    assert answers["broker"] == "ok"
    assert "No worker is responding" in answers["worker"]

    stack.start_worker()
    wait_for("a worker that answers", lambda: readiness(stack)[1]["worker"] == "ok", 60)
    assert "The clock has not run yet" in readiness(stack)[1]["clock"]

    stack.start_beat()
    wait_for("the clock, and everything else", lambda: readiness(stack)[0], 60)
