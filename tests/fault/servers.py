"""Real servers that a fault test may kill and start again: PostgreSQL on one port, Redis on one socket, a worker."""

import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bcssp.supervisor import commands
from bcssp.supervisor.child import Child
from bcssp.supervisor.places import Places, find_redis_server
from bcssp.supervisor.portal import redis_answers
from tests import postgres

BASE_DIR = Path(__file__).resolve().parents[2]
START_SECONDS = 60.0
WORKERS = 2


class PostgresServer:
    """A server of our own, which keeps what it committed however it ends."""

    def __init__(self) -> None:
        self.programs, self.account = postgres.find_programs(), postgres.server_account()
        self.room = Path(tempfile.mkdtemp(prefix="bcssp-fault-pg-"))
        self.inner = self.room / "server"
        self.inner.mkdir()
        self.room.chmod(0o755)
        self.data = self.inner / "data"
        self.port = postgres.free_port()
        self.process: subprocess.Popen[bytes] | None = None
        password = secrets.token_urlsafe(16)
        secret = self.inner / "password"
        secret.write_text(f"{password}\n", encoding="ascii")
        if self.account is not None:
            for path in (self.inner, secret):
                os.chown(path, self.account.pw_uid, self.account.pw_gid)
        self.programs = postgres.reachable_programs(self.programs, self.account, self.inner)
        made = [
            *(str(self.programs / "initdb"), "-D", str(self.data), "-U", "portal", f"--pwfile={secret}"),
            *("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
        ]
        subprocess.run(postgres.as_account(self.account, made), check=True, capture_output=True, cwd=self.inner)
        self.url = f"postgres://portal:{password}@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start it, and wait until it takes connections. One that was killed recovers first."""
        command = [
            *(str(self.programs / "postgres"), "-D", str(self.data), "-p", str(self.port), "-k", str(self.data)),
            # Only a crash of the machine would lose what is not synced; a commit itself is always written.
            *("-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "full_page_writes=off"),
        ]
        deadline = time.monotonic() + START_SECONDS
        while True:
            if self.process is None or self.process.poll() is not None:
                with (self.inner / "log").open("ab") as log:
                    self.process = subprocess.Popen(
                        postgres.as_account(self.account, command), stdout=log, stderr=log, cwd=self.inner
                    )
            if postgres.is_ready(self.programs, self.port):
                return
            assert time.monotonic() < deadline, (self.inner / "log").read_text(errors="replace")[-2000:]
            time.sleep(0.1)

    def restart(self) -> None:
        """Cut every connection off, without a word to anybody, and start it again."""
        self._end(signal.SIGQUIT)
        self.start()

    def _end(self, number: signal.Signals) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def remove(self) -> None:
        """End it and take its files away."""
        self._end(signal.SIGINT)
        shutil.rmtree(self.room, ignore_errors=True)


@dataclass
class Servers:
    """Redis, a worker and perhaps PostgreSQL, around one folder. Every process here is one that this object started."""

    var: Path
    env: dict[str, str]
    socket_folder: Path
    database: PostgresServer | None = None
    redis: Child | None = None
    worker: Child | None = None
    # Where in the worker's log the words of the one that runs now begin.
    worker_words: int = 0

    @property
    def socket(self) -> Path:
        """Where Redis listens."""
        return self.socket_folder / "redis.sock"

    def keep_running(self) -> None:
        """Start at once what has died."""
        if self.redis is None or not self.redis.is_running:
            self.socket.unlink(missing_ok=True)
            self.redis = commands.redis_server(find_redis_server(), self.socket_folder, Places.make(self.var), self.env)
            self.redis.start()
            deadline = time.monotonic() + START_SECONDS
            while not redis_answers(self.socket):
                assert time.monotonic() < deadline, "Redis is not responding"
                time.sleep(0.05)
        if self.worker is None or not self.worker.is_running:
            log = Places.make(self.var).logs / "worker.log"
            self.worker_words = log.stat().st_size if log.exists() else 0
            self.worker = Child("worker", self._worker_command(), self.env, log)
            self.worker.start()

    def worker_is_ready(self) -> bool:
        """Whether it has come as far as taking messages. Celery gives up where its pool dies before that."""
        if self.worker is None or not self.worker.is_running or self.worker.log is None:
            return False
        with self.worker.log.open("rb") as log:
            log.seek(self.worker_words)
            return b" ready." in log.read(20000)

    def _worker_command(self) -> list[str]:
        return [
            *(sys.executable, "-m", "celery", "-A", "bcssp", "worker", "--concurrency", str(WORKERS)),
            *("--loglevel", "INFO", "--without-gossip", "--without-mingle", "--hostname", "fault@localhost"),
        ]

    def worker_children(self) -> list[int]:
        """The processes of the worker's pool: children of the process that we started."""
        if self.worker is None or self.worker.process is None:
            return []
        pid = self.worker.process.pid
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
            return [int(word) for word in text.split()]
        return []

    def kill_worker(self) -> None:
        """The whole worker, with its pool: its process group, which is its own."""
        if self.worker is not None and self.worker.process is not None and self.worker.is_running:
            os.killpg(self.worker.process.pid, signal.SIGKILL)
            self.worker.wait()

    def kill_redis(self) -> None:
        """Redis, with every message in it."""
        if self.redis is not None and self.redis.process is not None and self.redis.is_running:
            self.redis.process.kill()
            self.redis.wait()

    def end(self) -> None:
        """End everything that was started here."""
        self.kill_worker()
        self.kill_redis()
        if self.database is not None:
            self.database.remove()
        shutil.rmtree(self.socket_folder, ignore_errors=True)
