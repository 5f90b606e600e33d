"""The children's commands and what they find in their environment."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from bcssp.supervisor.child import Child
from bcssp.supervisor.options import BASE_DIR, Options
from bcssp.supervisor.places import Places, development_key

PYTHON = sys.executable


def child_environment(options: Options, places: Places, redis_url: str) -> dict[str, str]:
    """Give what every child finds: the caller's environment, filled up for development."""
    env = dict(options.env)
    if not env.get("SECRET_KEY"):
        env["SECRET_KEY"] = development_key(places.var / "secret_key")
    env.setdefault("DEBUG", "true")
    env.setdefault("SITE_URL", options.address.rstrip("/"))
    env.update(
        VAR_DIR=str(places.var),
        REDIS_URL=redis_url,
        DJANGO_SETTINGS_MODULE="bcssp.settings",
        PYTHONUNBUFFERED="1",
        PYTHONPATH=str(BASE_DIR),
    )
    return env


def redis_server(binary: Path, folder: Path, places: Places, env: Mapping[str, str]) -> Child:
    """A Redis that only this account reaches, and that keeps nothing: the database is the truth."""
    command = [
        *(str(binary), "--port", "0", "--unixsocket", str(folder / "redis.sock"), "--unixsocketperm", "600"),
        *("--dir", str(folder), "--save", "", "--appendonly", "no", "--daemonize", "no"),
    ]
    return Child("redis", command, env, places.logs / "redis.log")


def manage(name: str, env: Mapping[str, str], *arguments: str) -> Child:
    """A step that a management command does; it speaks to the terminal."""
    return Child(name, [PYTHON, str(BASE_DIR / "manage.py"), *arguments], env)


def found(env: Mapping[str, str]) -> int:
    """Ask the person at the terminal for what founding a partnership takes; give the exit code."""
    command = [PYTHON, str(BASE_DIR / "manage.py"), "found_partnership"]
    return subprocess.run(command, env=dict(env), check=False).returncode  # noqa: S603 (our own command, no shell)


def celery_worker(places: Places, env: Mapping[str, str]) -> Child:
    """The worker that builds reports and sends mail."""
    command = [
        *(PYTHON, "-m", "celery", "-A", "bcssp", "worker", "--concurrency", "1", "--loglevel", "INFO"),
        *("--without-gossip", "--without-mingle", "--hostname", "worker@localhost"),
    ]
    return Child("worker", command, env, places.logs / "worker.log", grace=15.0)


def celery_beat(places: Places, env: Mapping[str, str]) -> Child:
    """The clock that reminds the worker of what is due."""
    command = [PYTHON, "-m", "celery", "-A", "bcssp", "beat", "--loglevel", "INFO", "--pidfile", ""]
    return Child("beat", command, env, places.logs / "beat.log")


def web_command(port: int) -> list[str]:
    """What serves the portal on this machine: `bcssp.patient` waits for bodies, so that no thread does."""
    return [
        *(PYTHON, "-m", "granian", "--interface", "asginl", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "1", "--http1-header-read-timeout", "10000", "--no-ws", "--access-log"),
        "bcssp.patient:application",
    ]


def web_server(options: Options, places: Places, env: Mapping[str, str]) -> Child:
    """The web server, for this machine's browsers only."""
    return Child("web", web_command(options.port), env, places.logs / "web.log")
