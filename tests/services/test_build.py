"""A real worker builds the report through a real Redis, on SQLite and on PostgreSQL; a lost Redis loses nothing."""

import hashlib
import json
from pathlib import Path

from reports.build.steps import STEPS
from tests.services.stack import Stack, wait_for

REQUEST = """
import json
from partnership.models import ReportingYear, User
from reports.build.services import request_build
year, by = ReportingYear.objects.get(slug="2022-23"), User.objects.get(email="coordinator@example.org")
edition, was_queued = request_build(year=year, by=by)
print(json.dumps({"pk": edition.pk, "was_queued": was_queued}))
"""
STATES = "SELECT state FROM reports_edition ORDER BY number"


def printed_files(said: str) -> dict[str, Path]:
    """Give the files whose paths were printed, by their ending."""
    paths = [Path(line) for line in said.splitlines() if line.startswith("/")]
    return {path.suffix: path for path in paths}


def assert_built_by_the_worker(stack: Stack, said: str) -> None:
    """Check the files that were printed, and that it was the worker that made them."""
    files = printed_files(said)
    assert files[".pdf"].read_bytes().startswith(b"%PDF-")
    assert "Missing children" in files[".html"].read_text(encoding="utf-8")
    frozen = files[".json"].read_bytes()
    assert json.loads(frozen)
    assert files[".json"].name.startswith(hashlib.sha256(frozen).hexdigest())
    assert "build_edition_task" in (stack.places.logs / "worker.log").read_text(encoding="utf-8")


def test_the_worker_builds_the_report(stack: Stack) -> None:
    stack.start_redis()
    stack.start_worker()

    said = stack.manage("first_report")

    assert f"{len(STEPS)} of {len(STEPS)}" in said
    assert_built_by_the_worker(stack, said)


def test_the_worker_builds_the_report_on_postgresql(postgres_stack: Stack) -> None:
    postgres_stack.start_redis()
    postgres_stack.manage("prepare_portal")
    postgres_stack.start_worker()

    said = postgres_stack.manage("first_report")

    assert_built_by_the_worker(postgres_stack, said)


def test_a_report_that_was_asked_for_without_redis_is_built_when_redis_is_back(stack: Stack) -> None:
    answer = json.loads(stack.ask(REQUEST).splitlines()[-1])
    assert answer["was_queued"] is False
    assert stack.select(STATES) == [("queued",)]

    stack.start_redis()
    stack.start_worker()
    # Nobody asks again: the clock has the worker look for what waits.
    stack.start_beat()

    wait_for("the report", lambda: stack.select(STATES) == [("ready",)], 150)
