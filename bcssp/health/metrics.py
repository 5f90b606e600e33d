"""Clock, queue, mail and files as numbers that Prometheus collects."""

import hmac

from django.conf import settings
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from bcssp.health.checks import OK
from bcssp.health.readings import Facts

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
NEVER = float("inf")


def may_collect(authorization: str) -> bool:
    """Whether the request brings the token that is set for it, as `Authorization: Bearer …`."""
    token = settings.METRICS_TOKEN
    return bool(token) and hmac.compare_digest(authorization.encode(), f"Bearer {token}".encode())


def exposition(answers: dict[str, str], found: Facts | None) -> bytes:
    """The numbers in the text format of Prometheus. Without a database, whether each part works, and no more."""
    registry = CollectorRegistry()
    works = Gauge("portal_works", "Whether a part of the portal works: 1 or 0", ["part"], registry=registry)
    for name, answer in answers.items():
        works.labels(name).set(answer == OK)
    if found is not None:
        for name, words, value in _numbers(found):
            Gauge(f"portal_{name}", words, registry=registry).set(value)
    return generate_latest(registry)


def _numbers(found: Facts) -> list[tuple[str, str, float]]:
    """Name, meaning and value. Where nothing waits the age is 0; where the clock never ran it is infinite."""
    return [
        ("clock_age_seconds", "Since the clock last reached the worker", _or(found.clock_age, NEVER)),
        ("oldest_step_seconds", "How long the oldest step of a report has waited", _or(found.step_age, 0)),
        ("oldest_order_seconds", "How long the oldest release has waited to be built", _or(found.order_age, 0)),
        ("oldest_message_seconds", "How long the oldest email has waited to be sent", _or(found.message_age, 0)),
        ("messages_waiting", "Emails that wait to be sent", found.messages),
        ("storage_writable", "Whether files can be written: 1 or 0", not found.why_not_writable),
        ("files_lost", "Stored files that are missing or altered", len(set(found.lost) | set(found.missing))),
        (
            "files_checked_age_seconds",
            "Since all stored files were last read",
            _or(found.files_checked_age, NEVER),
        ),
        ("held", "Whether the portal is held as a copy: 1 or 0", bool(found.held)),
    ]


def _or(value: float | None, otherwise: float) -> float:
    return otherwise if value is None else value
