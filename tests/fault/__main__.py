"""`python -m tests.fault PLAN FOLDER`: one run of fault tests, with everything that it needs of its own.

What it did, and what was wrong at the end, goes to `outcome.json` in the folder.
"""

import importlib
import os
import signal
import sys
import tempfile
from pathlib import Path

import django

from tests.fault.plan import Outcome, Plan
from tests.fault.servers import BASE_DIR, PostgresServer, Servers

LEASE_SECONDS = 2


def environment(var: Path, socket: Path, database: PostgresServer | None) -> dict[str, str]:
    """What every process of the run finds: nothing of the caller's portal."""
    ours = ("DJANGO_", "COV_", "COVERAGE_", "PYTEST_", "REPORT_")
    names = {"DATABASE_URL", "EMAIL_URL", "CACHE_URL", "TEST_VAR_DIR", "SITE_URL", "ALLOWED_HOSTS"}
    kept = {name: value for name, value in os.environ.items() if name not in names and not name.startswith(ours)}
    return kept | {
        "DEBUG": "true",
        "REQUIRE_MFA": "false",
        "SECRET_KEY": "for-the-fault-tests-only",
        "VAR_DIR": str(var),
        "PYTHONPATH": str(BASE_DIR),
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "bcssp.settings",
        "REDIS_URL": f"unix://{socket}?db=0",
        "REPORT_FAULTS": str(var / "faults"),
        "BUILD_LEASE_SECONDS": str(LEASE_SECONDS),
        # Here steps are killed far more often than a real one ever is.
        "BUILD_MOST_ATTEMPTS": "1000",
        **({"DATABASE_URL": database.url} if database else {}),
    }


def main(text: str, place: str) -> int:
    """Run one plan."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))
    plan, var = Plan.read(text), Path(place)
    (var / "faults").mkdir(parents=True, exist_ok=True)
    # Short, whatever the test folder is called: a socket's path may not be long.
    socket_folder = Path(tempfile.mkdtemp(prefix="bcssp-"))
    database = PostgresServer() if plan.database == "postgresql" else None
    env = environment(var, socket_folder / "redis.sock", database)
    servers = Servers(var, env, socket_folder, database)
    try:
        if database:
            database.start()
        os.environ.clear()
        os.environ.update(env, DJANGO_SETTINGS_MODULE="tests.fault.settings")
        django.setup()
        # Only now: what it imports reads the settings.
        outcome: Outcome = importlib.import_module("tests.fault.driver").run(plan, var / "faults", servers)
        outcome.write(var / "outcome.json")
    finally:
        servers.end()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
