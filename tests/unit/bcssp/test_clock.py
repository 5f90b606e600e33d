"""The clock keeps no file: what is due stands in the database."""

from pathlib import Path

import pytest
from celery.utils.imports import instantiate

from bcssp import celery_app, celery_config


@pytest.fixture
def unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the clock's file would be, as a full disk leaves it: there, and empty."""
    file = tmp_path / "celerybeat-schedule"
    file.touch()
    monkeypatch.chdir(tmp_path)
    return file


def test_a_file_that_a_full_disk_left_empty_stops_no_clock(unreadable: Path) -> None:
    clock = instantiate(celery_app.conf.beat_scheduler, app=celery_app, schedule_filename=str(unreadable))
    clock.sync()

    assert {entry.task for entry in clock.schedule.values()} >= {
        one["task"] for one in celery_config.beat_schedule.values()
    }
    assert [path.name for path in unreadable.parent.iterdir()] == [unreadable.name]
    assert unreadable.read_bytes() == b""


def test_everything_is_asked_for_when_the_clock_starts(unreadable: Path) -> None:
    """Else what is asked for every six hours would never come where a clock is restarted more often."""
    clock = instantiate(celery_app.conf.beat_scheduler, app=celery_app)

    assert [entry.name for entry in clock.schedule.values() if not entry.is_due().is_due] == []
