"""`make check` says what is wrong with libraries, and plainly that it could not ask."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests import checks


def answering(monkeypatch: pytest.MonkeyPatch, report: dict[str, Any] | None) -> None:
    """Let pip-audit write this report, or none as it does without its data."""

    def run(command: list[str], **_named: Any) -> subprocess.CompletedProcess[bytes]:
        if report is not None:
            Path(command[-1]).write_text(json.dumps(report), encoding="utf-8")
        return subprocess.CompletedProcess(command, 0 if report else 1)

    monkeypatch.setattr(checks.subprocess, "run", run)


@pytest.mark.asvs("15.2.1")
def test_known_fault_of_a_library_fails_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    flaw = {"id": "PYSEC-1", "fix_versions": ["2.0"]}
    answering(monkeypatch, {"dependencies": [{"name": "thing", "version": "1.0", "vulns": [flaw]}]})
    assert checks.audit() == "thing 1.0: PYSEC-1, fixed in ['2.0']"


def test_nothing_found_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, {"dependencies": [{"name": "thing", "version": "1.0", "vulns": []}]})
    assert checks.audit() is None


def test_data_that_cannot_be_reached_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answering(monkeypatch, None)
    assert checks.audit() is None
    assert "cannot be reached from here: not checked" in capsys.readouterr().out


def test_what_reads_the_code_for_attacks_reads_every_room() -> None:
    command = dict(checks.CHECKS)["attacks"]
    assert set(checks.ROOMS) <= set(command)
    assert "-lll" in command
