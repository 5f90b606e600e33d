"""What a fixture costs is measured, in one process and in two."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import setup_times
from tests.setup_times import described, read_costs

BASE_DIR = Path(__file__).resolve().parents[2]
TESTS = """
import subprocess
import sys
import time
import pytest

def work():
    began = time.process_time()
    while time.process_time() - began < 0.2:
        pass

@pytest.fixture
def inner():
    work()

@pytest.fixture
def outer(inner):
    pass

@pytest.fixture(scope="session")
def shared():
    # Another process, as for most of what takes long.
    busy = "import time\\nwhile time.process_time() < 0.1: pass"
    subprocess.run([sys.executable, "-I", "-S", "-c", busy], check=True)

@pytest.fixture(scope="session")
def waiting():
    # As on a machine that is busy with something else.
    time.sleep(1)

@pytest.fixture(scope="module")
def of_the_file():
    with open("made", "a") as made:
        made.write("once")

@pytest.mark.parametrize("number", range(4))
def test_it(outer, shared, waiting, of_the_file, number):
    pass
"""


def run(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the tests above as a user would, with the plugin and no other: a slow fixture of theirs would stand here."""
    (folder / "test_it.py").write_text(TESTS, encoding="utf-8")
    plugins = [*("-p", "tests.setup_times"), *("-p", "tests.scheduling"), *("-p", "xdist"), *("-p", "no:cacheprovider")]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *plugins, *options, "test_it.py"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(BASE_DIR), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("processes", ["0", "2"])
def test_a_fixture_is_charged_for_itself_and_shared_by_the_tests_that_use_it(processes: str, tmp_path: Path) -> None:
    file = tmp_path / "costs"
    done = run(tmp_path, "-n", processes, "--setup-costs", str(file))
    assert done.returncode == pytest.ExitCode.OK, done.stdout
    assert "4 passed" in done.stdout
    assert (tmp_path / "made").read_text(encoding="utf-8") == "once", "what a file's tests share is made once in all"
    costs = read_costs(file)
    assert {costs.by_name[f"test_it.py::{name}"].tests for name in ("inner", "outer", "shared", "waiting")} == {4}
    # Made at most once a process, `shared` costs each of its four tests less, and the one above `inner` nothing. A
    # second of waiting is no second of work.
    assert costs.too_slow(0.15) == ["test_it.py::inner"]
    assert 0.05 < costs.by_name["test_it.py::shared"].seconds < 0.6


def test_runs_add_to_one_file_and_its_summary_names_the_slowest_first(tmp_path: Path) -> None:
    file = tmp_path / "costs"
    first = {"a": {"seconds": 9.0, "tests": 3}}
    second = {"a": {"seconds": 2.0, "tests": 1}, "b": {"seconds": 12.0, "tests": 2}}
    file.write_text(f"{json.dumps(first)}\n{json.dumps(second)}\n", encoding="utf-8")
    assert list(described(read_costs(file), shown=2, most=5)) == [
        " seconds   tests  a test  fixture",
        "    12.0       2    6.00  b",
        "    11.0       4    2.75  a",
        "FAILED b: more than 5 s for each test that uses it",
    ]


def test_what_takes_long_on_a_slow_machine_counts_as_on_a_fast_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup_times, "slowness", lambda: 2.0)
    assert [setup_times.on_a_fast_machine(seconds) for seconds in (0.5, 30.0)] == [0.5, 15.0]
