"""Each line of the log carries the reference of its request, and is one line."""

import json
import logging
import re
import sys
from typing import Any
from unittest import mock

import pytest
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from bcssp import references
from bcssp.deployment import ready_for_people
from bcssp.views import server_error


def line(formatter: logging.Formatter) -> str:
    """How an event with a traceback is written."""
    try:
        raise ValueError("first\nsecond")
    except ValueError:
        record = logging.LogRecord("portal", logging.ERROR, __file__, 1, "It failed: %s", ("here",), sys.exc_info())
    with references.referring_to("abc123"):
        references.AddReference().filter(record)
    return formatter.format(record)


def test_an_event_with_a_traceback_is_one_line_with_its_reference() -> None:
    said = line(references.OneLine("{levelname} {name} {reference}: {message}", style="{"))
    assert said.startswith("ERROR portal abc123: It failed: here\\nTraceback")
    assert said.endswith("ValueError: first\\nsecond")
    assert "\n" not in said


@pytest.mark.asvs("16.2.2")
def test_time_has_its_zone() -> None:
    said = line(references.OneLine("{asctime} {message}", style="{"))
    assert re.match(r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00 It failed", said)


@pytest.mark.asvs("16.2.1", "16.2.4")
def test_an_event_is_one_line_of_json() -> None:
    said = line(references.JsonLine())
    assert "\n" not in said
    event = json.loads(said)
    assert (event["level"], event["reference"], event["message"]) == ("ERROR", "abc123", "It failed: here")
    assert "ValueError: first" in event["traceback"]
    plain = logging.LogRecord("portal", logging.INFO, __file__, 1, "Well", (), None)
    assert json.loads(references.JsonLine().format(plain)).keys() == {"at", "level", "logger", "reference", "message"}


def test_each_request_has_a_reference_of_its_own_and_the_error_page_shows_it(rf: RequestFactory) -> None:
    seen: list[Any] = []

    def answer(request: Any) -> HttpResponse:
        seen.append((request.reference, references._current.get()))
        return server_error(request)

    pages = [references.give_references(answer)(rf.get("/")).content.decode() for _ in range(2)]
    assert seen[0] != seen[1]
    assert all(reference == current for reference, current in seen)
    assert all(f"Give the reference {reference}." in page for (reference, _), page in zip(seen, pages, strict=True))
    assert references._current.get() == references.NONE


def test_a_slow_request_is_in_the_log(rf: RequestFactory, caplog: pytest.LogCaptureFixture) -> None:
    with mock.patch("bcssp.references.time.monotonic", side_effect=[0.0, 3.25]):
        references.give_references(lambda request: HttpResponse())(rf.get("/figures/"))
    assert "GET /figures/ took 3.2 s" in caplog.text


WELL = {
    "PARTNERSHIP_FILE": "own.toml",
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache"}},
    "SITE_URL": "https://portal.example.org",
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PARTNERSHIP_FILE", ""),
        ("CACHES", {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}),
        ("SITE_URL", "http://portal.example.org"),
        ("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend"),
    ],
)
def test_a_deployment_that_would_let_people_down_is_refused_in_a_sentence(name: str, value: Any) -> None:
    with override_settings(**WELL):
        assert ready_for_people(None) == []
    with override_settings(**WELL | {name: value}):
        (found,) = ready_for_people(None)
    said = {"CACHES": "CACHE_URL", "EMAIL_BACKEND": "EMAIL_URL"}.get(name, name)
    assert f"Set {said}" in str(found.msg)
