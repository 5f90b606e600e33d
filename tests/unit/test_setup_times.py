"""A fixture that costs too much fails the run, in one process and in two."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BASE_DIR = Path(__file__).resolve().parents[2]
TESTS = """
import subprocess
import sys
import time
import pytest
from tests.machine import slowness

SECONDS = 0.2 * slowness()

def work():
    began = time.process_time()
    while time.process_time() - began < SECONDS:
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
    done = run(tmp_path, "-n", processes, "--slowest-setups", "2", "--most-setup-seconds", "0.09")
    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stdout
    assert "4 passed" in done.stdout
    rows = [line.split() for line in done.stdout.splitlines() if line.endswith(("::inner", "::shared"))]
    assert [(row[1], row[3]) for row in rows] == [("4", "test_it.py::inner"), ("4", "test_it.py::shared")]
    assert "FAILED test_it.py::inner: more than 0.09 s for each test that uses it" in done.stdout
    assert (tmp_path / "made").read_text(encoding="utf-8") == "once", "what a file's tests share is made once in all"
    # Made at most once a process, it costs each of its four tests half as much, and the one above it nothing.
    assert "FAILED test_it.py::shared" not in done.stdout
    assert "::outer" not in done.stdout
    assert "::waiting" not in done.stdout, "a second of waiting is no second of work"


def test_what_costs_no_more_than_it_may_passes(tmp_path: Path) -> None:
    done = run(tmp_path, "-n", "0", "--most-setup-seconds", "5")
    assert done.returncode == pytest.ExitCode.OK, done.stdout
    assert "slowest" not in done.stdout, "nothing is printed unless it is asked for"
