"""What the doctor finds where something is wrong, and that each sentence says what to do."""

import smtplib
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
import redis
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test import override_settings

from bcssp.health import doctor
from indicators.catalogue import stamp
from tests.mailing.server import mail_server

pytestmark = pytest.mark.django_db


def test_command_says_each_fault_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    parts = {"Disk": lambda: iter(["It is full. Make room."]), "Packages": lambda: iter(())}
    with (
        mock.patch.dict(doctor.LOOKED_AT, parts, clear=True),
        mock.patch.object(doctor, "readiness", return_value=(False, {"clock": "It stands.", "worker": "ok"})),
        pytest.raises(CommandError, match=r"2 faults\. Fix them"),
    ):
        call_command("doctor")
    assert capsys.readouterr().out.splitlines() == [
        "FAULT  Disk: It is full. Make room.",
        "ok     Packages",
        "FAULT  Clock (beat): It stands.",
        "ok     Worker",
    ]


def test_command_says_that_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    with (
        mock.patch.dict(doctor.LOOKED_AT, clear=True),
        mock.patch.object(doctor, "readiness", return_value=(True, {"worker": "ok"})),
    ):
        call_command("doctor")
    assert "No faults found." in capsys.readouterr().out


def test_what_follows_from_a_database_that_is_away_is_not_said_again() -> None:
    # Whatever this process knows of the indicators already.
    stamp.forget()
    with mock.patch.object(connection, "cursor", side_effect=OperationalError("away")):
        said = dict(doctor.look())

    assert any("PARTNERSHIP_FILE" in fault for fault in said["Settings"])
    assert said["Database"][-1] == "It is not responding. Check DATABASE_URL, the server, and the role’s password."
    assert "Clock (beat)" not in said


def test_package_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert list(doctor.packages()) == []
    lock = tmp_path / "base.txt"
    lock.write_text(f"no-such-package==1.2.3 --hash=sha256:{'0' * 64}\n", encoding="ascii")
    monkeypatch.setattr(doctor, "LOCK", lock)
    (fault,) = doctor.packages()
    assert "no-such-package==1.2.3, which is not installed" in fault
    assert ".ci/install-lock" in fault


@pytest.mark.parametrize(
    ("version", "policy", "appends", "words"),
    [
        ("6.0.16", "noeviction", "yes", ["Upgrade it to 6.2"]),
        ("7.0.15", "allkeys-lru", "yes", ["maxmemory-policy noeviction"]),
        ("7.0.15", "noeviction", "no", ["appendonly yes"]),
        ("7.0.15", "volatile-lru", "no", ["maxmemory-policy noeviction", "appendonly yes"]),
        ("10.1.0", "noeviction", "yes", []),
    ],
)
def test_redis_that_loses_work_is_noticed(version: str, policy: str, appends: str, words: list[str]) -> None:
    kept = {"maxmemory-policy": policy, "appendonly": appends}
    server = mock.MagicMock()
    server.__enter__.return_value = server
    server.info.return_value = {"redis_version": version}
    server.config_get.side_effect = lambda name: {name: kept[name]}
    with mock.patch.object(redis.Redis, "from_url", return_value=server):
        faults = list(doctor.broker())
    assert len(faults) == len(words)
    assert all(word in fault for word, fault in zip(words, faults, strict=True))


def test_redis_that_hides_its_settings_is_no_fault() -> None:
    server = mock.MagicMock()
    server.__enter__.return_value = server
    server.info.return_value = {"redis_version": "7.0.15"}
    server.config_get.side_effect = redis.ResponseError("unknown command 'CONFIG'")
    with mock.patch.object(redis.Redis, "from_url", return_value=server):
        assert list(doctor.broker()) == []


def test_mail_server_is_tried_and_gets_nothing() -> None:
    smtp: dict[str, Any] = {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_HOST": "127.0.0.1"}
    with mail_server() as boxes, override_settings(**smtp, EMAIL_PORT=boxes.port):
        assert list(doctor.mail()) == []
        assert boxes.readers == []
    with override_settings(**smtp, EMAIL_PORT=1):
        (fault,) = doctor.mail()
    assert fault == "The mail server refuses us (ConnectionRefusedError). Check EMAIL_URL: name, port, user, password."
    refused = smtplib.SMTPAuthenticationError(535, b"no")
    with (
        override_settings(**smtp),
        mock.patch("django.core.mail.backends.smtp.EmailBackend.open", side_effect=refused),
    ):
        assert "SMTPAuthenticationError" in next(doctor.mail())
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.filebased.EmailBackend"):
        assert "Set EMAIL_URL" in next(doctor.mail())


def test_files_that_others_read_or_own_are_said_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    media = tmp_path / "media"
    media.mkdir()
    media.chmod(0o750)
    (media / "report.pdf").write_bytes(b"")
    monkeypatch.setattr("os.geteuid", lambda: tmp_path.stat().st_uid or 0)
    with override_settings(VAR_DIR=tmp_path, MEDIA_ROOT=media):
        assert [fault for fault in doctor.rights() if "root" not in fault] == []
        media.chmod(0o755)
        (fault,) = [fault for fault in doctor.rights() if "as root" not in fault]
        assert fault == f"Every account of this machine can read uploads and reports. Run: chmod o-rwx {media}"
        media.chmod(0o750)
        monkeypatch.setattr("os.geteuid", lambda: 4711)
        (fault,) = doctor.rights()
    assert fault == f"3 files belong to another account, {tmp_path} for example. Run: chown -R 4711 {tmp_path}"


def test_static_files_that_were_not_collected_are_counted(tmp_path: Path) -> None:
    with (
        override_settings(VAR_DIR=tmp_path),
        mock.patch.object(doctor, "staticfiles_storage", mock.Mock(hashed_files={})),
    ):
        collected, pages = doctor.static_files()
    assert "static files are not collected. Run: manage.py collectstatic" in collected
    assert "write_error_pages" in pages


def test_disk_that_is_nearly_full_is_noticed() -> None:
    gigabyte = 1024**3
    with mock.patch("shutil.disk_usage", return_value=mock.Mock(total=100 * gigabyte, free=gigabyte)):
        assert list(doctor.disk()) == ["1.0 GB of 100 GB are free. Make room, or a larger disk."]
    with mock.patch("shutil.disk_usage", return_value=mock.Mock(total=100 * gigabyte, free=20 * gigabyte)):
        assert list(doctor.disk()) == []


def test_tables_that_are_missing_are_counted() -> None:
    with mock.patch.object(doctor, "MigrationExecutor") as executor:
        executor.return_value.migration_plan.return_value = [object()]
        assert "1 migration not applied. Back up, then run: manage.py migrate" in list(doctor.database())
        executor.return_value.migration_plan.return_value = []
        assert not any("migration" in fault for fault in doctor.database())
