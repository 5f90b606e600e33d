"""A release is one command: it says why it refuses, and changes nothing then."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bcssp import version

BASE_DIR = Path(__file__).resolve().parents[2]
CHANGES = "# Changes\n\n## Unreleased\n\n- Something for those who use it.\n\n## 0.1.0, 2026-01-31\n\n- The first.\n"


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A repository with what the command reads."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(BASE_DIR / ".ci" / "release", tmp_path / ".ci")
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "portal"\nversion = "0.1.0"\n', encoding="utf-8")
    (tmp_path / "CHANGELOG.md").write_text(CHANGES, encoding="utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "all: Begin")
    return tmp_path


def release(tree: Path, number: str) -> subprocess.CompletedProcess[str]:
    names = {f"GIT_{role}_{what}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return subprocess.run(
        ["bash", ".ci/release", number], cwd=tree, env=os.environ | names, check=False, capture_output=True, text=True
    )


def test_release_has_version_date_commit_and_tag(tree: Path) -> None:
    done = release(tree, "0.2.0")
    assert done.returncode == 0, done.stderr
    assert 'version = "0.2.0"' in (tree / "pyproject.toml").read_text(encoding="utf-8")
    changes = (tree / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## Unreleased\n\n## 0.2.0, 20" in changes
    assert changes.index("## 0.2.0") < changes.index("- Something for those")
    assert git(tree, "log", "-1", "--format=%s") == "release: Version 0.2.0"
    assert git(tree, "describe", "--exact-match") == "v0.2.0"
    assert git(tree, "status", "--porcelain") == ""
    # Nothing has changed since.
    assert "Write in CHANGELOG.md" in release(tree, "0.3.0").stderr


@pytest.mark.parametrize(
    ("number", "said"),
    [("0.2", "Give three numbers"), ("0.0.9", "The version is 0.1.0 already"), ("", "usage")],
)
def test_number_that_is_none_is_refused(tree: Path, number: str, said: str) -> None:
    done = release(tree, number)
    assert done.returncode != 0
    assert said in done.stderr
    assert git(tree, "status", "--porcelain") == ""


def test_what_is_not_committed_is_not_released(tree: Path) -> None:
    (tree / "more.txt").write_text("more", encoding="utf-8")
    assert "Commit or remove your changes first" in release(tree, "0.2.0").stderr
    assert git(tree, "tag") == ""


def test_version_is_said_by_a_command_with_its_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    environment = os.environ | {"DEBUG": "true"}
    said = subprocess.run(
        [sys.executable, "manage.py", "version"],
        cwd=BASE_DIR,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    assert said == version.described()
    assert said.startswith(version.version())
    monkeypatch.setenv("PATH", "")
    version.commit.cache_clear()
    assert version.described() == version.version()
    version.commit.cache_clear()


def test_changes_name_the_version_that_is_here() -> None:
    changes = (BASE_DIR / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## Unreleased" in changes
    assert version.version() == "0.1.0" or f"## {version.version()}, " in changes
