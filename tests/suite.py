"""`make test`: every test on SQLite with coverage, the coverage floors, the database tests on PostgreSQL.

The last line that is printed is pytest's summary of the last part. Every part runs, whatever an
earlier one said; one failure fails the whole.
"""

import os
import subprocess
import sys
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
PYTEST = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadgroup"]
PARTS: list[tuple[str, list[str]]] = [
    ("every test on SQLite, with coverage", [*PYTEST, "--cov", "--cov-report=term-missing:skip-covered"]),
    ("the files that must be covered whole", [sys.executable, "-m", "tests.floors"]),
    (
        "the database tests on a real PostgreSQL",
        [
            *(sys.executable, "-m", "tests.postgres"),
            *(*PYTEST, "--no-cov", "-m", "not browser and not services", "tests/unit", "tests/integration"),
        ],
    ),
]
SETTINGS = {
    *("DATABASE_URL", "REDIS_URL", "CACHE_URL", "EMAIL_URL", "SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "SITE_URL"),
    *("VAR_DIR", "PARTNERSHIP_FILE", "REQUIRE_MFA", "DJANGO_SETTINGS_MODULE", "EXAMPLE_PASSWORD"),
}


def main() -> int:
    """Run the parts; give the first failure's exit code."""
    # The caller's settings must not reach the tests; a PostgreSQL that was named is for the last part only.
    kept = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    environment = kept | {"PYTHONUNBUFFERED": "1"}
    named = os.environ.get("DATABASE_URL", "")
    result = 0
    for number, (title, command) in enumerate(PARTS, start=1):
        sys.stdout.write(f"\n=== Part {number} of {len(PARTS)}: {title}\n")
        sys.stdout.flush()
        own = environment | ({"DATABASE_URL": named} if "tests.postgres" in command and named else {})
        done = subprocess.run(command, cwd=BASE_DIR, env=own, stdin=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            sys.stdout.write(f"=== Part {number} failed: {title}\n")
        result = result or done.returncode
    return result


if __name__ == "__main__":
    sys.exit(main())
