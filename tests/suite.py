"""Runs of the tests: `python -m tests.suite [unit | coverage | postgres]`, which the Makefile calls.

Every part runs, whatever an earlier one said; one failure fails the whole. The end says once more what failed in any
part, since a reader of a long log looks there, and its last line counts the tests of all parts.

Browsers and real processes wait a lot, for each other and for the clock. A part that waits for nothing runs beside
them, with less right to the processor, and is printed when it is done.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import BinaryIO

from tests.setup_times import described, read_costs

BASE_DIR = Path(__file__).resolve().parent.parent
PYTEST = (sys.executable, "-m", "pytest", "-n", "2")
# What a fixture may cost each test that uses it, in seconds; measuring coverage takes more than twice as long.
MOST_SECONDS = 5.0
MOST_SECONDS_COVERED = 12.0
SHOWN = 10
ALONE = "not browser and not services"
ON_POSTGRES = (sys.executable, "-m", "tests.postgres")
IN_DATABASE = "tests/integration"
# Elsewhere no test is marked so: reading all others would take each process ten seconds.
REAL_FOLDERS = ("tests/functional", "tests/services", "tests/fault")


@dataclass(frozen=True)
class Part:
    """One process that is run, and what is said of it."""

    title: str
    command: tuple[str, ...]
    # Whether it runs at the same time as the part before it.
    is_beside: bool = False

    @property
    def is_on_postgres(self) -> bool:
        """Whether a PostgreSQL that the caller named is for this part."""
        return self.command[: len(ON_POSTGRES)] == ON_POSTGRES

    def writing(self, costs: Path) -> "Part":
        """The same, which also writes what its fixtures cost, if it has any."""
        if "pytest" not in self.command:
            return self
        # In one word: where no folder is named, pytest would take the file for one, and look for its plugins there.
        return replace(self, command=(*self.command, f"--setup-costs={costs}"))


SQLITE = Part(
    "the tests on SQLite without a browser or real processes",
    (*PYTEST, "--no-cov", "-m", f"not fault and {ALONE}"),
    is_beside=True,
)
# Lines count as covered where a test of Python asks for what they do, not where a browser comes past them.
COVERED = Part(
    "the tests on SQLite without a browser or real processes, with coverage",
    (*PYTEST, "--cov", "--cov-report=term-missing:skip-covered", "-m", f"not fault and {ALONE}"),
)
REAL = Part(
    "the tests with a browser or real processes",
    (*PYTEST, "--no-cov", "-m", "not fault", *REAL_FOLDERS),
)
FLOORS = Part("the files that must be covered whole", (sys.executable, "-m", "tests.floors"))
MARKED = Part(
    "the tests whose SQL differs, on a real PostgreSQL",
    (*ON_POSTGRES, *PYTEST, "--no-cov", "-m", "postgres", IN_DATABASE),
)
POSTGRES = Part(
    "the database tests on a real PostgreSQL",
    (*ON_POSTGRES, *PYTEST, "--no-cov", "-m", ALONE, IN_DATABASE),
)
UNIT = Part("the unit tests", (*PYTEST, "--no-cov", "tests/unit"))
SUITES = {
    "": (REAL, SQLITE, MARKED),
    "coverage": (COVERED, FLOORS),
    "postgres": (POSTGRES,),
    "unit": (UNIT,),
}
SETTINGS = {
    *("DATABASE_URL", "REDIS_URL", "CACHE_URL", "EMAIL_URL", "SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "SITE_URL"),
    *("VAR_DIR", "PARTNERSHIP_FILE", "REQUIRE_MFA", "DJANGO_SETTINGS_MODULE", "EXAMPLE_PASSWORD"),
}

# How a part is run that has another beside it which must not wait: tests with real processes have limits of time.
YIELDING = ("nice", "-n", "10")
# What pytest prints of a test that failed (its short summary), and its closing line's numbers.
NAMED = ("FAILED ", "ERROR tests/")
COUNTED = re.compile(rb"\b(\d{1,6}) (passed|failed|errors?)\b")
CLOSING = re.compile(rb"=+ .{0,120}\bin \d")
# How much of a part that names no test is repeated at the end.
LAST_LINES = 12


@dataclass
class Outcome:
    """What a part said: its exit code, its closing numbers and the lines that name what failed."""

    code: int
    passed: int = 0
    failed: int = 0
    wrong: tuple[str, ...] = ()


def run_part(part: Part, environment: dict[str, str], output: BinaryIO) -> Outcome:
    """Run a part, pass on what it prints as it comes, and keep what it says of failures."""
    named: list[str] = []
    last: list[str] = []
    counts = {"passed": 0, "failed": 0}
    with subprocess.Popen(
        (*YIELDING, *part.command) if part.is_beside else part.command,
        cwd=BASE_DIR,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        assert process.stdout is not None
        while piece := process.stdout.readline():
            output.write(piece)
            output.flush()
            line = piece.decode("utf-8", "replace").rstrip()
            if line.startswith(NAMED):
                named.append(line)
            if line:
                last = [*last[1 - LAST_LINES :], line]
            if CLOSING.match(piece):
                for number, word in COUNTED.findall(piece):
                    counts["passed" if word == b"passed" else "failed"] += int(number)
    wrong = tuple(named or last) if process.returncode else ()
    return Outcome(process.returncode, counts["passed"], counts["failed"], wrong)


def at_once(parts: tuple[Part, ...]) -> Iterator[list[Part]]:
    """Give the parts that run together, in their order."""
    group: list[Part] = []
    for part in parts:
        if group and not part.is_beside:
            yield group
            group = []
        group.append(part)
    yield group


def run_together(parts: list[Part], numbers: Iterator[str], environments: list[dict[str, str]]) -> list[Outcome]:
    """Run parts at the same time: the first prints as it goes, the others when all are done."""

    def announce(part: Part) -> None:
        sys.stdout.write(f"\n=== Part {next(numbers)}: {part.title}\n")
        sys.stdout.flush()

    with ExitStack() as stack:
        screen = sys.stdout.buffer
        outputs = [screen, *(stack.enter_context(tempfile.TemporaryFile()) for _part in parts[1:])]
        announce(parts[0])
        with ThreadPoolExecutor(len(parts)) as pool:
            outcomes = list(pool.map(run_part, parts, environments, outputs))
        for part, output in zip(parts[1:], outputs[1:], strict=True):
            announce(part)
            output.seek(0)
            shutil.copyfileobj(output, screen)
            screen.flush()
    return outcomes


def say_costs(file: Path, most: float) -> bool:
    """Print what setting up cost; whether no fixture cost more than it may."""
    costs = read_costs(file)
    if costs.by_name:
        sys.stdout.write(f"\n=== The {SHOWN} slowest set-ups\n")
        sys.stdout.writelines(f"{line}\n" for line in described(costs, shown=SHOWN, most=most))
    return not costs.too_slow(most)


def main(suite: str = "") -> int:
    """Run the parts of a suite; give the first failure's exit code."""
    if suite not in SUITES:
        sys.stderr.write(f"There is no suite {suite!r}. There are: {', '.join(filter(None, SUITES))}.\n")
        return 2
    # The caller's settings must not reach the tests; a PostgreSQL that was named is for the parts on PostgreSQL only.
    kept = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    environment = kept | {"PYTHONUNBUFFERED": "1"}
    named = os.environ.get("DATABASE_URL", "")
    parts = SUITES[suite]
    numbers = (f"{number} of {len(parts)}" for number in count(1))
    outcomes: list[Outcome] = []
    with tempfile.NamedTemporaryFile() as costs:
        for group in at_once(tuple(part.writing(Path(costs.name)) for part in parts)):
            own = [environment | ({"DATABASE_URL": named} if part.is_on_postgres and named else {}) for part in group]
            outcomes += run_together(group, numbers, own)
        most = MOST_SECONDS_COVERED if COVERED in parts else MOST_SECONDS
        is_affordable = say_costs(Path(costs.name), most)
    for part, outcome in zip(parts, outcomes, strict=True):
        if outcome.code:
            sys.stdout.write(f"\n=== Failed: {part.title}\n")
            sys.stdout.writelines(f"{line}\n" for line in outcome.wrong)
    passed, failed = sum(one.passed for one in outcomes), sum(one.failed for one in outcomes)
    sys.stdout.write(f"\n{passed} passed, {failed} failed\n")
    return next((one.code for one in outcomes if one.code), 0 if is_affordable else 1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
