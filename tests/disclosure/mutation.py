"""`make mutation`: breaks disclosure control with mutmut, and says what share of it the unit tests noticed.

Every run starts anew. What it found stays in `mutants/`: `.venv/bin/mutmut show NAME` shows one.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[2]
STATISTICS = BASE_DIR / "mutants" / "mutmut-cicd-stats.json"
# Percent that must be noticed.
LEAST = 90
# Told apart by mutmut, and noticed all the same: a mutant that loops or crashes fails every test run.
NOTICED = ("killed", "timeout", "segfault", "suspicious")


def share(counted: dict[str, int]) -> float:
    """How many of a hundred mutants were noticed; none where there was none."""
    noticed = sum(counted[name] for name in NOTICED)
    tried = counted["total"] - counted["skipped"]
    return 100 * noticed / tried if tried else 0.0


def main() -> int:
    """Run mutmut, print the mutants that were not noticed and the share of the others; exit 1 where it is too small."""
    shutil.rmtree(BASE_DIR / "mutants", ignore_errors=True)
    command = [sys.executable, "-m", "mutmut"]
    for verb in ("run", "results", "export-cicd-stats"):
        if subprocess.run([*command, verb], cwd=BASE_DIR, check=False).returncode != 0:
            return 1
    counted = json.loads(STATISTICS.read_text(encoding="utf-8"))
    found = share(counted)
    sys.stdout.write(f"{counted['total']} mutants, of which {found:.1f}% were noticed; at least {LEAST}% must be.\n")
    return 0 if found >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
