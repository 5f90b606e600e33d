"""What `make test` and `.ci/run` run between them: nothing is left out where all is promised."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from tests import suite
from tests.scheduling import LONGEST, turn
from tests.suite import COVERED, FLOORS, MARKED, POSTGRES, PYTEST, REAL, REAL_FOLDERS, SQLITE, SUITES

BASE_DIR = Path(__file__).resolve().parents[2]


def chosen(part: suite.Part) -> list[str]:
    """The markers and folders that a part is limited to."""
    words = list(part.command[part.command.index("pytest") + 1 :])
    limits = [words[at + 1] for at, word in enumerate(words) if word == "-m"]
    return limits + [word for word in words if word.startswith("tests/")]


def test_ci_runs_every_test_and_the_rest_where_there_is_time() -> None:
    lines = (BASE_DIR / ".ci" / "run").read_text(encoding="utf-8")
    assert "make check <" in lines
    before, _, after = lines.partition("if ((SECONDS < MOST_SECONDS_FOR_ALL)); then")
    assert "make test <" in before, "on every machine"
    assert "make coverage <" in after
    assert "make postgres <" in after
    assert SUITES["coverage"] == (COVERED, FLOORS)
    assert SUITES["postgres"] == (POSTGRES,)
    assert chosen(COVERED) == ["not fault and not browser and not services"]
    assert chosen(REAL) == ["not fault", *REAL_FOLDERS], "what the run with coverage leaves out"
    assert "--cov" in COVERED.command
    assert chosen(POSTGRES) == ["not browser and not services", "tests/integration"]


def test_a_run_by_hand_leaves_out_coverage_and_what_is_the_same_on_both_databases() -> None:
    assert SUITES[""] == (REAL, SQLITE, MARKED)
    assert chosen(SQLITE) == chosen(COVERED), "what the part beside it leaves out, and nothing else"
    assert "--cov" not in SQLITE.command
    assert chosen(MARKED) == ["postgres", "tests/integration"]


def test_nothing_outside_its_folders_needs_a_browser_or_real_processes() -> None:
    """The run with coverage leaves out what is marked so, and the run of real things is told these folders alone."""
    for folder in REAL_FOLDERS:
        marks = (BASE_DIR / folder / "conftest.py").read_text(encoding="utf-8")
        assert "item.add_marker(pytest.mark.browser)" in marks or "item.add_marker(pytest.mark.services)" in marks
    elsewhere = [
        path.name
        for path in (BASE_DIR / "tests").rglob("*.py")
        if path != Path(__file__) and not path.relative_to(BASE_DIR).as_posix().startswith(REAL_FOLDERS)
        if any(word in path.read_text(encoding="utf-8") for word in ("mark.browser", "mark.services"))
    ]
    assert elsewhere == []


def test_what_takes_longest_is_where_it_is_said_to_be_and_comes_first() -> None:
    assert [path for path in LONGEST if not (BASE_DIR / path).exists()] == []
    assert turn(LONGEST[0] + "test_any.py") == 0
    assert turn("tests/unit/test_suite.py") == len(LONGEST)


def test_no_unit_test_asks_for_a_database() -> None:
    """The runs on PostgreSQL leave them out."""
    here = Path(__file__)
    files = [file for file in (BASE_DIR / "tests" / "unit").rglob("*.py") if file != here]
    words = ("django_db", "transactional_db", "db: None", "live_server", "world: World", "cast: Cast")
    assert [file.name for file in files if any(word in file.read_text(encoding="utf-8") for word in words)] == []


@pytest.mark.parametrize("part", [SQLITE, COVERED, REAL, MARKED, POSTGRES], ids=lambda part: part.title)
def test_every_part_writes_what_its_fixtures_cost(part: suite.Part, tmp_path: Path) -> None:
    assert set(PYTEST) <= set(part.command)
    assert part.writing(tmp_path / "costs").command == (*part.command, f"--setup-costs={tmp_path / 'costs'}")


def test_a_part_that_names_no_folder_finds_its_options(tmp_path: Path) -> None:
    command = (
        *SQLITE.writing(tmp_path / "costs").command,
        "--collect-only",
        "-q",
        "-n",
        "0",
        "--ignore-glob=*/test_*.py",
    )
    done = subprocess.run(command, cwd=BASE_DIR, capture_output=True, text=True, check=False)
    assert done.returncode == pytest.ExitCode.NO_TESTS_COLLECTED, done.stdout + done.stderr


def test_what_has_no_fixtures_is_asked_for_none(tmp_path: Path) -> None:
    assert FLOORS.writing(tmp_path / "costs") == FLOORS


@pytest.mark.parametrize(("tests", "code"), [(7, 1), (8, 0)])
def test_a_fixture_is_judged_over_all_parts(
    tests: int, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Made for one test in one part, for the others in another: 35.5 seconds are too many for seven, not for eight."""

    def run(part: suite.Part, environment: dict[str, str], output: BinaryIO) -> suite.Outcome:
        cost = {"world": {"seconds": 17.75, "tests": 1 if part.title == REAL.title else tests - 1}}
        with Path(part.command[-1].partition("=")[2]).open("a", encoding="utf-8") as file:
            file.write(f"{json.dumps(cost)}\n")
        return suite.Outcome(0)

    monkeypatch.setattr(suite, "run_part", run)
    monkeypatch.setitem(suite.SUITES, "made up", (REAL, MARKED))
    assert suite.main("made up") == code
    printed = capsys.readouterr().out
    assert f"    35.5       {tests}" in printed
    assert ("FAILED world: more than 5 s for each test that uses it" in printed) == bool(code)


def test_the_callers_postgres_is_for_the_parts_on_postgres_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[tuple[str, ...], dict[str, str]] = {}

    def run(part: suite.Part, environment: dict[str, str], output: BinaryIO) -> suite.Outcome:
        given[part.command[:-1]] = environment
        return suite.Outcome(0)

    monkeypatch.setattr(suite, "run_part", run)
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere")
    monkeypatch.setenv("SITE_URL", "https://elsewhere.example.org")
    assert suite.main() == 0
    assert {command: "DATABASE_URL" in env for command, env in given.items()} == {
        REAL.command: False,
        SQLITE.command: False,
        MARKED.command: True,
    }
    assert all("SITE_URL" not in env for env in given.values())


def said(*lines: str, code: int) -> suite.Part:
    """A part that prints lines and ends with a code."""
    script = f"import sys; [print(line) for line in {lines!r}]; sys.exit({code})"
    return suite.Part(f"part that ends with {code}", (sys.executable, "-c", script))


def test_the_end_repeats_what_failed_in_any_part_and_counts_all(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    first = said("FAILED tests/a.py::test_one - assert 1 == 2", "==== 1 failed, 20 passed in 3.4s ====", code=1)
    silent = said("bcssp/urls.py: 2 lines are not covered", code=3)
    last = said("ERROR    bcssp.log: as a test prints", "===== 5 passed in 0.1s =====", code=0)
    monkeypatch.setitem(suite.SUITES, "made up", (first, silent, last))
    assert suite.main("made up") == 1
    printed = capfdbinary.readouterr().out.decode().splitlines()
    end = printed[printed.index("=== Failed: part that ends with 1") :]
    assert end == [
        "=== Failed: part that ends with 1",
        "FAILED tests/a.py::test_one - assert 1 == 2",
        "",
        "=== Failed: part that ends with 3",
        "bcssp/urls.py: 2 lines are not covered",
        "",
        "25 passed, 1 failed",
    ]


def test_parts_that_run_at_the_same_time_are_printed_one_after_the_other(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    """The first goes on when the second has begun; an end of the run that waits for both would never come otherwise."""
    sign = tmp_path / "begun"
    wait = f"import pathlib, time\nwhile not pathlib.Path({str(sign)!r}).exists(): time.sleep(0.01)\nprint('went on')"
    first = suite.Part("part that waits", (sys.executable, "-c", wait))
    second = suite.Part(
        "part beside it",
        (sys.executable, "-c", f"import os, pathlib; pathlib.Path({str(sign)!r}).touch(); print(os.nice(0))"),
        is_beside=True,
    )
    monkeypatch.setitem(suite.SUITES, "made up", (first, second, said("and then", code=0)))
    assert suite.main("made up") == 0
    assert capfdbinary.readouterr().out.decode().splitlines() == [
        *("", "=== Part 1 of 3: part that waits", "went on"),
        *("", "=== Part 2 of 3: part beside it", str(min(os.nice(0) + 10, 19))),
        *("", "=== Part 3 of 3: part that ends with 0", "and then"),
        *("", "0 passed, 0 failed"),
    ]


def test_a_suite_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert suite.main("nightly") == 2
    assert "no suite 'nightly'" in capsys.readouterr().err
