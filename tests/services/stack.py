"""A portal of real processes in a folder of its own, for tests that look at it from outside."""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bcssp.supervisor import commands
from bcssp.supervisor.child import Child, stop_all
from bcssp.supervisor.places import Places, find_redis_server
from bcssp.supervisor.portal import redis_answers, wait_until

BASE_DIR = Path(__file__).resolve().parents[2]
PASSWORD = "example-password-4711"
STEP_SECONDS = 240


def clean_environment(var: Path) -> dict[str, str]:
    """Give an environment without what the test run or the caller put there for other purposes."""
    ours = ("DJANGO_", "COV_", "COVERAGE_", "PYTEST_")
    names = {"DATABASE_URL", "REDIS_URL", "EMAIL_URL", "TEST_VAR_DIR", "SITE_URL", "ALLOWED_HOSTS", "CACHE_URL"}
    env = {name: value for name, value in os.environ.items() if name not in names and not name.startswith(ours)}
    return env | {
        "DEBUG": "true",
        "REQUIRE_MFA": "false",
        "SECRET_KEY": "for-the-service-tests-only",
        "VAR_DIR": str(var),
        "EXAMPLE_PASSWORD": PASSWORD,
        "PYTHONPATH": str(BASE_DIR),
        "PYTHONUNBUFFERED": "1",
    }


def wait_for(what: str, condition: Callable[[], object], seconds: float) -> None:
    """Wait until something holds, or fail with its name."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what}: not within {seconds:.0f} s"
        time.sleep(0.2)


@dataclass
class Stack:
    """Processes that share one folder, one database and one Redis."""

    var: Path
    database_url: str | None = None
    children: dict[str, Child] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.places = Places.make(self.var)
        # Short, whatever the test folder is called: a socket's path may not be long.
        self.socket_folder = Path(tempfile.mkdtemp(prefix="bcssp-"))
        self.socket = self.socket_folder / "redis.sock"
        self.env = clean_environment(self.var) | {"REDIS_URL": f"unix://{self.socket}?db=0"}
        if self.database_url:
            self.env["DATABASE_URL"] = self.database_url

    def manage(self, *arguments: str) -> str:
        """Run a management command to its end; give what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=BASE_DIR,
            env=self.env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=STEP_SECONDS,
            check=False,
        )
        assert done.returncode == 0, f"{arguments}: {done.stdout}\n{done.stderr}\n{self.logs()}"
        return done.stdout

    def ask(self, script: str) -> str:
        """Run a few lines inside the portal; give what they printed."""
        return self.manage("shell", "--no-imports", "-v", "0", "-c", script).strip()

    def select(self, query: str) -> list[Any]:
        """Read rows of the SQLite database from here: a process of the portal takes three seconds to start."""
        with closing(sqlite3.connect(f"file:{self.var / 'portal.sqlite3'}?mode=ro", uri=True, timeout=20)) as database:
            return database.execute(query).fetchall()

    def start_redis(self) -> None:
        """Start a real Redis and wait until it answers."""
        self.socket.unlink(missing_ok=True)
        redis = commands.redis_server(find_redis_server(), self.socket_folder, self.places, self.env)
        self._start(redis)
        wait_until(redis, lambda: redis_answers(self.socket))

    def start_worker(self) -> None:
        """Start a real worker."""
        self._start(commands.celery_worker(self.places, self.env))

    def start_beat(self) -> None:
        """Start the clock."""
        self._start(commands.celery_beat(self.places, self.env))

    def _start(self, child: Child) -> None:
        self.children[child.name] = child
        child.start()

    def logs(self) -> str:
        """Give the last words of every child."""
        return "\n".join(
            f"--- {path.name}\n{path.read_text(errors='replace')[-4000:]}" for path in self.places.logs.glob("*.log")
        )

    def end(self) -> None:
        """End every process."""
        stop_all(list(self.children.values()))
        for path in self.socket_folder.iterdir():
            path.unlink()
        self.socket_folder.rmdir()
