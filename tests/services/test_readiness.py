"""Readiness follows what really runs."""

import json
from typing import Any

from tests.services.stack import Stack

ASK = """
import json, time
from bcssp.health.checks import readiness
began = time.monotonic()
answer = readiness()
assert time.monotonic() - began < 10, "whoever asks has gone by then"
print(json.dumps(answer))
"""
# Asks until all is well or the time is over, in one process: each takes three seconds to start.
ASK_UNTIL = """
import json, time
from bcssp.health.checks import readiness
until = time.monotonic() + 60
while not (lambda is_ready, answers: {condition})(*readiness()) and time.monotonic() < until:
    time.sleep(0.2)
print(json.dumps(readiness()))
"""


def readiness(stack: Stack, script: str = ASK) -> tuple[bool, dict[str, str]]:
    answer: list[Any] = json.loads(stack.ask(script).splitlines()[-1])
    return answer[0], answer[1]


def readiness_when(stack: Stack, condition: str) -> tuple[bool, dict[str, str]]:
    """Readiness as soon as it is as expected, and after a minute anyway."""
    return readiness(stack, ASK_UNTIL.format(condition=condition))


def test_readiness_follows_redis_and_the_worker(stack: Stack) -> None:
    is_ready, answers = readiness(stack)
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
    _is_ready, answers = readiness_when(stack, "answers['worker'] == 'ok'")
    assert answers["worker"] == "ok"
    assert "The clock has not run yet" in answers["clock"]

    stack.start_beat()
    is_ready, answers = readiness_when(stack, "is_ready")
    assert is_ready, answers
