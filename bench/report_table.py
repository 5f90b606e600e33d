"""`python -m bench.report_table`: measures the annual report alone. Exits with 1 where a goal is missed."""

import os
import sys
import tempfile
from pathlib import Path

from bench import report
from bench.__main__ import report as verdicts
from bench.__main__ import say, write
from bench.limits import GOALS, judge_all
from bench.steps import BASE_DIR, environment, manage


def main() -> int:
    """An example, both editions, and the goals that are about them."""
    kept = BASE_DIR / os.environ.get("VAR_DIR", "var") / "bench"
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bcssp-bench-") as name:
        room = Path(name)
        env = environment(room / "example")
        say("Load the example")
        manage(env, "prepare_portal")
        found = report.run(room / "example", env, room, kept)
        measured = {key: write(kept, key, list(rows)) for key, rows in found.items()}
    return verdicts(kept, judge_all(measured, [goal for goal in GOALS if goal.measurement in measured]))


if __name__ == "__main__":
    sys.exit(main())
