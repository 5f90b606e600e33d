"""Reports are built once and right, however often worker, Redis, database and those who ask are killed.

The short runs go with every `make test`. The long ones are `make fault`: FAULT_BUILDS builds and FAULT_KILLS kills in
all, half of them on each database, at most FAULT_SECONDS each.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from reports.build.steps import STEPS
from reports.editions import failpoints
from tests.fault.plan import Outcome, Plan, number
from tests.fault.servers import BASE_DIR

DATABASES = ("sqlite", "postgresql")
POINTS = failpoints.all_points([step.key for step in STEPS])
GRACE = 300.0


def run(plan: Plan, folder: Path) -> Outcome:
    """Run a plan in processes of its own, which end with it."""
    command = [sys.executable, "-m", "tests.fault", plan.text(), str(folder)]
    with (folder / "driver.log").open("wb") as log:
        driver = subprocess.Popen(command, cwd=BASE_DIR, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            driver.wait(plan.seconds + GRACE)
        finally:
            driver.terminate()
            driver.wait()
    words = (folder / "driver.log").read_text(encoding="utf-8", errors="replace")
    assert (folder / "outcome.json").exists(), words[-4000:]
    return Outcome.read(folder / "outcome.json")


def assert_survived(outcome: Outcome, plan: Plan) -> None:
    """Check that everything that was planned was done, and that nothing is wrong."""
    assert outcome.wrong == []
    assert outcome.builds >= plan.builds
    points = plan.share_of(POINTS)
    assert {name: outcome.points[name] for name in points if outcome.points[name] < plan.each_point} == {}
    assert outcome.killed >= plan.kills + plan.each_point * len(points)


@pytest.mark.parametrize(("database", "part"), [("sqlite", 0), ("postgresql", 1)])
def test_few_builds_survive_a_kill_at_each_named_point(database: str, part: int, tmp_path: Path) -> None:
    # Each database takes every other point.
    plan = Plan(database, builds=3, kills=3, each_point=1, years=3, seconds=400, seed=part, part=part, parts=2)
    assert_survived(run(plan, tmp_path), plan)


@pytest.mark.fault
@pytest.mark.parametrize("database", DATABASES)
def test_many_builds_survive_many_kills(database: str, tmp_path: Path) -> None:
    builds = number("FAULT_BUILDS", 200) // len(DATABASES)
    kills = number("FAULT_KILLS", 1000) // len(DATABASES)
    # Each named point its share of 20 for 200 builds; what is left of the kills comes at random moments.
    each = max(1, builds // 10)
    by_chance = max(builds // 2, kills - each * len(POINTS))
    seconds = float(number("FAULT_SECONDS", 3 * 60 * 60))
    plan = Plan(database, builds, by_chance, each, years=8, seconds=seconds, seed=builds)
    outcome = run(plan, tmp_path)
    sys.stdout.write(
        f"\n{database}: {outcome.builds} builds in {outcome.seconds:.0f} s, "
        f"{outcome.killed} kills {dict(outcome.kills)}, "
        f"each named point at least {min(outcome.points[name] for name in POINTS)} times, "
        f"{outcome.stalls} workers that hung, {outcome.swept} files swept\n"
    )
    assert_survived(outcome, plan)
