"""The points at which tests kill a build: all reached, none armed where people work."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from reports import tasks
from reports.build import build_steps
from reports.build.services import request_build
from reports.build.steps import STEPS
from reports.editions import failpoints
from reports.models import Edition
from tests.factories.signing import publish_signed

pytestmark = pytest.mark.usefixtures("own_storage")

BASE_DIR = Path(__file__).resolve().parents[4]
KEYS = [plan.key for plan in STEPS]


@pytest.mark.usefixtures("nothing_demanded")
def test_normal_build_and_publication_come_to_every_declared_point_and_to_no_other(
    cast, settings, tmp_path, monkeypatch, django_capture_on_commit_callbacks
):
    settings.REPORT_FAULTS = str(tmp_path)
    monkeypatch.setattr(build_steps, "render_pdf", lambda frozen: b"%PDF-")
    reached: set[str] = set()
    monkeypatch.setattr(failpoints, "_visit", lambda folder, name: reached.add(name))
    waiting: list[int] = []
    with patch.object(tasks.build_edition_task, "delay", side_effect=waiting.append):
        with django_capture_on_commit_callbacks(execute=True):
            request_build(year=cast.year, by=cast.coordinator)
        while waiting:
            tasks.build_edition_task(waiting.pop())
    edition = Edition.objects.get()
    assert edition.state == "ready", edition.failure
    publish_signed(edition, cast)
    assert reached == set(failpoints.all_points(KEYS))


def test_point_does_nothing_where_no_folder_is_named(settings, tmp_path, monkeypatch):
    settings.REPORT_FAULTS = ""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "made").write_text("1")
    with patch.object(os, "kill") as kill:
        failpoints.point("made")
    assert not kill.called


def test_armed_point_kills_its_own_process_at_the_time_that_was_named_and_once(settings, tmp_path):
    settings.REPORT_FAULTS = str(tmp_path)
    (tmp_path / "made").write_text("2")
    with patch.object(os, "kill") as kill:
        failpoints.point("another")
        failpoints.point("made")
        assert not kill.called
        failpoints.point("made")
        kill.assert_called_once_with(os.getpid(), signal.SIGKILL)
        failpoints.point("made")
        assert kill.call_count == 1
    assert (tmp_path / "hits").read_text() == "made\n"


@pytest.mark.parametrize(("debug", "expected"), [("false", "''"), ("true", "'/tmp/faults'")])
@pytest.mark.asvs("15.2.3")
def test_production_settings_read_no_folder_of_faults(debug, expected, tmp_path):
    env = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "COV_"))} | {
        "DEBUG": debug,
        "SECRET_KEY": "only-for-this-test",
        "ALLOWED_HOSTS": "portal.example.org",
        "VAR_DIR": str(tmp_path),
        "REPORT_FAULTS": "/tmp/faults",
    }
    done = subprocess.run(
        [sys.executable, "-c", "from bcssp import settings; print(repr(settings.REPORT_FAULTS))"],
        cwd=BASE_DIR,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == expected, done.stderr
