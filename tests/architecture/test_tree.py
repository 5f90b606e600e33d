"""What holds for every committed file."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

BASE_DIR = Path(__file__).resolve().parents[2]
LONGEST_FILE = 350


def tracked(*patterns: str) -> list[Path]:
    """Give the files that are committed or about to be, without what the tree ignores."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    names = subprocess.run(command, cwd=BASE_DIR, capture_output=True, text=True, check=True).stdout.splitlines()
    return [BASE_DIR / name for name in names if (BASE_DIR / name).is_file()]


def relative(path: Path) -> str:
    return path.relative_to(BASE_DIR).as_posix()


def our_text() -> list[Path]:
    """Give the files that we wrote ourselves and that are text."""
    suffixes = {".py", ".html", ".md", ".toml", ".txt", ".js", ".css", ".typ", ".xml", ".json", ".csv", ".sh"}
    names = {"Makefile", ".env.example", "run", "setup", "install-lock", "lock", ".gitignore", ".npmrc"}
    return [path for path in tracked() if path.suffix in suffixes or path.name in names]


def test_imports_keep_their_direction() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_no_link_is_committed() -> None:
    """A link names a place on one machine: in another clone it leads to nowhere, or into a set-up of its own."""
    listed = subprocess.run(
        ["git", "ls-files", "--stage"], cwd=BASE_DIR, capture_output=True, text=True, check=True
    ).stdout

    assert [line.split("\t")[1] for line in listed.splitlines() if line.startswith("120000")] == []


def test_requirements_and_locks_hold_no_address() -> None:
    files = tracked("requirements/*", "**/package.json", "**/package-lock.json", "**/.npmrc", "*.npmrc", "*.lock")

    assert {"requirements/base.txt", "requirements/dev.txt"} <= {relative(path) for path in files}
    assert [relative(path) for path in files if "://" in path.read_text(encoding="utf-8")] == []


def test_every_requirement_has_a_hash() -> None:
    for name in ("base", "dev"):
        text = (BASE_DIR / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        entries = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE))
        assert len(entries) > 20
        assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_no_file_of_ours_grows_too_long() -> None:
    ours = [path for path in tracked("*.py") if "/migrations/" not in relative(path)]

    counts = {relative(path): len(path.read_text(encoding="utf-8").splitlines()) for path in ours}

    assert {name: count for name, count in counts.items() if count > LONGEST_FILE} == {}


def test_no_committed_file_names_a_machine() -> None:
    # Written in pieces, so that this file does not find itself.
    places = re.compile(r"(?<![\w./-])(/wo" + r"rk/|/ro" + r"ot/|/ho" + r"me/[a-z]|fi" + r"le:///)")

    found = [relative(path) for path in our_text() if places.search(path.read_text(encoding="utf-8"))]

    assert found == []


def test_no_committed_file_leaves_work_for_later() -> None:
    words = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" + "XX", "lorem " + "ipsum"]) + r")\b")
    ours = [path for path in our_text() if not relative(path).startswith("static/")]

    assert [relative(path) for path in ours if words.search(path.read_text(encoding="utf-8"))] == []


def test_no_test_is_put_aside() -> None:
    aside = re.compile(r"pytest\.(mark\.)?(skip|xfail|importorskip)|@unittest\.skip")
    others = [path for path in tracked("tests/*.py") if path != Path(__file__).resolve()]

    assert [relative(path) for path in others if aside.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.asvs("1.2.3")
def test_templates_hold_no_inline_style_or_script() -> None:
    inline = re.compile(r"<style[\s>]|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|<script(?![^>]*\ssrc=)[^>]*>", re.IGNORECASE)
    # The report's document is a file that stands alone: it carries its own style and no script.
    pages = [path for path in tracked("*.html") if "reports/document/" not in relative(path)]

    assert pages
    assert [relative(path) for path in pages if inline.search(path.read_text(encoding="utf-8"))] == []


def test_every_indicator_definition_is_signed_and_dated() -> None:
    files = tracked("indicators/definitions/*.toml")

    assert files
    for path in files:
        definition = tomllib.loads(path.read_text(encoding="utf-8"))
        for key in ("authored_by", "checked_by", "next_review"):
            assert definition.get(key), f"{relative(path)} has no {key}"


def test_every_statutory_list_is_signed_and_dated() -> None:
    files = tracked("reports/completeness/lists/*.toml")

    assert files
    for path in files:
        head = tomllib.loads(path.read_text(encoding="utf-8"))
        for key in ("authored_by", "checked_by", "checked_on", "next_review"):
            assert head.get(key), f"{relative(path)} has no {key}"


@pytest.mark.parametrize("script", [".ci/run", ".ci/setup", ".ci/install-lock", ".ci/lock"])
def test_scripts_can_be_run(script: str) -> None:
    path = BASE_DIR / script

    assert path.stat().st_mode & 0o111
    assert subprocess.run(["bash", "-n", str(path)], check=False).returncode == 0
