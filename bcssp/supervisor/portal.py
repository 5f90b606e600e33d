"""The order of things: Redis, the database, the children, the first report, and the end."""

import contextlib
import fcntl
import http.client
import shutil
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from bcssp.supervisor import commands
from bcssp.supervisor.child import Child, stop_all
from bcssp.supervisor.options import Options
from bcssp.supervisor.places import Places, SetupError, find_redis_server, socket_folder

START_SECONDS = 60.0
LOOK_SECONDS = 0.2


class Ended(Exception):
    """Somebody asked the portal to end."""


def say(text: str) -> None:
    """Tell the person at the terminal."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def end_on_signal(number: int, frame: FrameType | None) -> None:
    """Turn Ctrl-C and SIGTERM into one exception; a second one must not break the ending."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise Ended


@contextlib.contextmanager
def only_one(places: Places) -> Iterator[None]:
    """Refuse a second portal in the same folder: two would share a database and a clock."""
    with places.lock.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SetupError(
                f"A portal is already running in {places.var}. Stop it first, or choose another folder with VAR_DIR."
            ) from None
        yield


def check_port(port: int) -> None:
    """Refuse a port that somebody else listens on, before anything is started."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise SetupError(f"Port {port} is in use. Select another: make run PORT={port + 1}") from None


def redis_answers(path: Path) -> bool:
    """Ask a Redis on a local socket whether it is there."""
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(1)
        try:
            client.connect(str(path))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def web_answers(port: int) -> bool:
    """Ask the web server whether it is there."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def wait_until(child: Child, answers: Callable[[], bool]) -> None:
    """Wait until a child answers; say where to look when it does not."""
    deadline = time.monotonic() + START_SECONDS
    while not answers():
        if not child.is_running:
            raise SetupError(f"The {child.name} process stopped immediately. See {child.log}.")
        if time.monotonic() > deadline:
            raise SetupError(f"The {child.name} process is not responding. See {child.log}.")
        time.sleep(LOOK_SECONDS / 2)


@dataclass
class Portal:
    """The whole portal on one machine."""

    options: Options
    places: Places
    children: list[Child] = field(default_factory=list)
    temporary: list[Path] = field(default_factory=list)

    def run(self) -> None:
        """Start everything, serve if asked to, and end everything whatever happens."""
        try:
            self.start()
            if self.options.serves:
                with contextlib.suppress(Ended):
                    self.serve()
        finally:
            stop_all(self.children)
            for folder in self.temporary:
                shutil.rmtree(folder, ignore_errors=True)

    def found(self) -> int:
        """Begin a partnership in this folder's database; give the exit code. No other process is needed for it."""
        redis_url = self.options.env.get("REDIS_URL") or "redis://127.0.0.1:6379/0"
        code = commands.found(commands.child_environment(self.options, self.places, redis_url))
        if code == 0:
            say("\nStart the portal with the same VAR_DIR and PORT: make run")
        return code

    def start(self) -> None:
        """Bring the portal up, step by step, and have the first report built."""
        if self.options.serves:
            check_port(self.options.port)
        env = commands.child_environment(self.options, self.places, self.redis_url())
        self.step(commands.manage("database", env | {"EXAMPLE_PASSWORD": self.options.password}, "prepare_portal"))
        self.launch(commands.celery_worker(self.places, env))
        if self.options.serves:
            self.launch(commands.celery_beat(self.places, env))
            self.launch(commands.web_server(self.options, self.places, env))
        self.tell_accounts()
        # The web server comes up meanwhile.
        self.step(commands.manage("report", env, "first_report"))
        if self.options.serves:
            self.step(commands.manage("next-year", env, "begin_next_year"))
            wait_until(self.children[-1], lambda: web_answers(self.options.port))

    def redis_url(self) -> str:
        """Give the address of the Redis that was named, else of one that is started here."""
        if url := self.options.env.get("REDIS_URL"):
            return url
        folder = socket_folder(self.places.var)
        if folder.parent != self.places.var:
            self.temporary.append(folder)
        path = folder / "redis.sock"
        path.unlink(missing_ok=True)
        redis = commands.redis_server(find_redis_server(), folder, self.places, self.options.env)
        self.launch(redis)
        wait_until(redis, lambda: redis_answers(path))
        return f"unix://{path}?db=0"

    def launch(self, child: Child) -> None:
        """Start a child that runs until the end."""
        # Listed first: a signal between the two lines must not leave it behind.
        self.children.append(child)
        child.start()

    def step(self, child: Child) -> None:
        """Run a child that ends by itself; its failure is ours."""
        self.launch(child)
        code = child.wait()
        self.children.remove(child)
        if code != 0:
            raise SetupError(f"The step “{child.name}” failed (exit {code}). See the logs in {self.places.logs}.")

    def tell_accounts(self) -> None:
        """Print the password once: only the preparing child knows whether it made the accounts."""
        mark = self.places.loaded_mark
        if mark.exists():
            emails = mark.read_text(encoding="utf-8").split()
            mark.unlink()
            say("\nExample accounts (roles, not people), shown once:")
            for email in emails:
                say(f"  {email}")
            say(f"  password for each: {self.options.password}")

    def serve(self) -> None:
        """Stay until asked to end; start again what dies meanwhile."""
        say(f"\nThe portal is running at {self.options.address}  (press Ctrl-C to stop it)")
        say("To start a partnership of your own in another folder: make found VAR_DIR=my-portal")
        due: dict[str, float] = {}
        while True:
            for child in self.children:
                if child.is_running:
                    continue
                if child.name not in due:
                    pause = child.pause_before_restart()
                    due[child.name] = time.monotonic() + pause
                    say(
                        f"The {child.name} process stopped (exit {child.exit_code}). Restarting in {pause:.0f} s. "
                        f"Log: {child.log}"
                    )
                elif time.monotonic() >= due[child.name]:
                    del due[child.name]
                    child.start()
            time.sleep(LOOK_SECONDS)
