"""A drill: a backup while people work, restored into an empty place, is whole, says what is not there, and is held."""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import quote

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import connection

from bcssp.backup import databases, make, manifest, restore
from bcssp.tasks import note_clock
from publication.installation import begin, mark_file
from reports.editions.storage import store
from review.audit import record
from review.audit_verbs import AuditVerb
from review.models import ChainHead
from tests import postgres
from tests.world import World

pytestmark = pytest.mark.postgres
ROOT = django_settings.BASE_DIR


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where backups are written, with PostgreSQL's programs of the server's version at hand."""
    if connection.vendor == "postgresql":
        with suppress(postgres.NoPostgresError):
            monkeypatch.setenv("PATH", f"{postgres.find_programs()}{os.pathsep}{os.environ['PATH']}")
    return tmp_path / "backups"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a portal in an empty place: an empty database and an empty folder."""
    env = os.environ | {
        "SECRET_KEY": "for-the-drill-only",
        "ALLOWED_HOSTS": "portal.example.org",
        "DEBUG": "false",
        "VAR_DIR": str(tmp_path / "restored"),
        "DJANGO_SETTINGS_MODULE": "bcssp.settings",
        "REDIS_URL": "redis://127.0.0.1:1/0",
    }
    if connection.vendor != "postgresql":
        yield env | {"DATABASE_URL": f"sqlite:///{tmp_path}/restored.sqlite3"}
        return
    name = f"restored_{secrets.token_hex(4)}"
    with connection._nodb_cursor() as server:
        server.execute(f'CREATE DATABASE "{name}"')
    at = connection.settings_dict
    account = f"{quote(at['USER'])}:{quote(at['PASSWORD'] or '')}"
    yield env | {"DATABASE_URL": f"postgres://{account}@{quote(at['HOST'] or '', safe='')}:{at['PORT']}/{name}"}
    with connection._nodb_cursor() as server:
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def manage(env: dict[str, str], *arguments: str) -> tuple[int, str]:
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_backup_under_writes_is_restored_whole_and_held(world: World, place: Path, empty: dict[str, str]) -> None:
    note_clock()
    at = ChainHead.objects.get().sequence

    def meanwhile() -> list[Path]:
        """What people do after the database was written, and before the files are."""
        record(verb=AuditVerb.CREATE, by=None)
        store(b"a file of a report that is being built", "pdf")
        return stored_paths()

    stored_paths = make.stored_paths
    with mock.patch.object(make, "stored_paths", meanwhile):
        call_command("backup", str(place))
    (made,) = [path for path in place.iterdir() if path.name != make.FILES]
    assert manifest.read_manifest(made).line == at

    code, told = manage(empty, "restore", str(place))
    assert code == 0, told
    assert "Nothing is missing: trail, rows and files match the backup." in told
    restored = Path(empty["VAR_DIR"]) / "media"
    (file,) = [file for file in world.edition.files.all() if file.kind == "pdf"]
    assert (restored / "reports" / file.sha256[:2] / f"{file.sha256}.pdf").exists()

    code, told = manage(empty, "this_is_the_real_one", "--yes")
    assert (code, "This is now the real portal" in told) == (0, True)
    assert json.loads((restored / ".portal.json").read_text())["sequence"] == at + 1


def test_what_is_missing_is_said(world: World, place: Path, empty: dict[str, str]) -> None:
    target, made = make.make_backup(place)
    gone, spoilt = [file for file in made.files if file.path.startswith("reports/")][:2]
    (place / "files" / gone.sha256[:2] / gone.sha256).unlink()
    (place / "files" / spoilt.sha256[:2] / spoilt.sha256).write_bytes(b"spoilt")
    text = json.loads((target / "manifest.json").read_text())
    text["line"] += 1
    text["counts"]["partnership_user"] += 1
    (target / "manifest.json").write_text(json.dumps(text))
    code, told = manage(empty, "restore", str(target))
    assert code == 1
    assert f"The file {gone.path} is missing from the backup." in told
    assert f"The file {spoilt.path} is damaged in the backup." in told
    assert f"in the backup it ended at line {made.line + 1}" in told
    assert "partnership_user has" in told
    assert "is missing from storage" in told


@pytest.fixture
def small(db: None, settings: Any, tmp_path: Path) -> None:
    """A portal with one file, whose database is not written."""
    settings.MEDIA_ROOT = tmp_path / "media"
    begin()
    store(b"one", "pdf")


@pytest.fixture
def quick(small: None) -> Iterator[None]:
    def dump(target: Path) -> databases.Counted:
        target.write_bytes(b"database")
        return databases.count(databases.our_tables())

    with mock.patch.object(make, "dump", dump):
        yield


def test_files_that_an_earlier_backup_has_are_not_copied_again(quick: None, place: Path) -> None:
    first, one = make.make_backup(place)
    (kept,) = [path for path in (place / "files").rglob("*") if path.is_file()]
    written = kept.stat().st_mtime_ns
    store(b"two", "pdf")
    second, two = make.make_backup(place, make.datetime.datetime(2031, 1, 1, tzinfo=make.datetime.UTC))
    assert (len(one.files), len(two.files)) == (1, 2)
    assert kept.stat().st_mtime_ns == written
    assert restore.find_backup(place) == second
    assert restore.find_backup(first) == first
    assert mark_file().exists()
    assert not any(file.path.startswith(".portal") for file in two.files), "the mark is this folder's alone"


def test_a_backup_that_is_not_finished_leaves_nothing_to_restore(small: None, place: Path) -> None:
    with (
        mock.patch.object(make, "dump", side_effect=OSError("No space left on device")),
        pytest.raises(CommandError, match="No space left"),
    ):
        call_command("backup", str(place))
    assert list(place.iterdir()) == []
    with pytest.raises(manifest.BackupError, match="no finished backup"):
        restore.find_backup(place)


def test_a_backup_is_not_restored_over_what_is_there_nor_from_what_is_damaged(quick: None, place: Path) -> None:
    target, _ = make.make_backup(place)
    with pytest.raises(CommandError, match="The database is not empty"):
        call_command("restore", str(place))
    with mock.patch.object(restore, "is_empty", return_value=True):
        with pytest.raises(manifest.BackupError, match="Set VAR_DIR to an empty folder"):
            restore.restore_backup(place)
        with mock.patch.object(restore, "stored_paths", return_value=[]):
            (target / databases.file_name()).write_bytes(b"damaged")
            with pytest.raises(manifest.BackupError, match="missing or damaged"):
                restore.restore_backup(place)
    text = (target / "manifest.json").read_text().replace(connection.vendor, "oracle")
    (target / "manifest.json").write_text(text)
    with pytest.raises(manifest.BackupError, match="names another kind"):
        restore.restore_backup(place)
    (target / "manifest.json").write_text("{")
    with pytest.raises(manifest.BackupError, match="no finished backup"):
        restore.restore_backup(place)
    with pytest.raises(manifest.BackupError, match="Wait a second"):
        moment = make.datetime.datetime.strptime(target.name, "%Y-%m-%dT%H%M%SZ").replace(tzinfo=make.datetime.UTC)
        make.make_backup(place, moment)


def test_a_program_of_postgresql_that_is_missing_or_fails_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(manifest.BackupError, match="pg_nothing was not found"):
        databases._find("pg_nothing")
    monkeypatch.setattr(databases, "_find", lambda program: Path("/bin/false"))
    with pytest.raises(manifest.BackupError, match="pg_dump failed"):
        databases._run("pg_dump")
