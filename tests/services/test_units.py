"""The units of deploy/systemd: whole, and their commands as they stand make a portal that is well.

systemd itself does not run in a test. The commands, the folder, the umask and the environment of production do.
"""

import os
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import redis
from django.core.management import get_commands

from bcssp.celery_config import BUILDS, task_default_queue
from bcssp.supervisor import commands
from tests.mailing.server import mail_server
from tests.postgres import free_port
from tests.services.stack import BASE_DIR, Stack
from tests.services.test_nginx import end
from tests.services.test_readiness import readiness_when

UNITS = BASE_DIR / "deploy/systemd"
COMMON = UNITS / "portal-.service.d/common.conf"
SERVICES = sorted(UNITS.glob("*.service"), key=lambda path: path.name)
LASTING = ["portal-builds", "portal-clock", "portal-quick", "portal-web"]


def settings_of(path: Path) -> dict[str, list[str]]:
    """What a unit sets, by name. One name may be set several times."""
    found: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, is_set, value = line.partition("=")
        if is_set and not line.startswith("#"):
            found.setdefault(name, []).append(value)
    return found


def command_of(path: Path) -> list[str]:
    """The one command of a unit."""
    (command,) = settings_of(path)["ExecStart"]
    return shlex.split(command)


def test_target_starts_all_that_last_and_the_nightly_work() -> None:
    wanted = " ".join(settings_of(UNITS / "portal.target")["Wants"]).split()
    timers = [path.name for path in sorted(UNITS.glob("*.timer"))]
    assert sorted(wanted) == sorted([*(f"{name}.service" for name in LASTING), *timers])
    assert all((UNITS / name).with_suffix(".service").exists() for name in timers)
    assert {path.stem for path in SERVICES} == {*LASTING, *(Path(name).stem for name in timers)}


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_unit_runs_what_the_portal_has(path: Path) -> None:
    own, command = settings_of(path), command_of(path)
    program = Path(command[0])
    assert program.is_relative_to("/srv/portal/.venv/bin")
    assert (Path(sys.executable).parent / program.name).exists()
    # In a unit, %h is a home and %H is the name of the machine.
    assert "%h" not in " ".join(command)
    if program.name == "python":
        assert command[1] == "manage.py"
        assert command[2] in get_commands()
        assert own["Type"] == ["oneshot"]
    else:
        assert own["Restart"] == ["always"]


def test_workers_share_all_queues_and_no_queue_twice() -> None:
    queues = [command_of(path)[command_of(path).index("-Q") + 1] for path in SERVICES if "-Q" in command_of(path)]
    assert sorted(queues) == sorted([task_default_queue, BUILDS])


def test_web_is_served_as_the_supervisor_serves_it() -> None:
    """One place says how: what differs is how many processes there are, and who writes the log of requests."""
    mine = command_of(UNITS / "portal-web.service")[1:]
    theirs = commands.web_command(8000)[3:]
    differs = {"--workers", "1", "2", "--access-log", "--respawn-failed-workers"}
    assert [one for one in mine if one not in differs] == [one for one in theirs if one not in differs]


def test_manual_and_units_name_the_same_commands() -> None:
    manual = (BASE_DIR / "docs/production.md").read_text(encoding="utf-8")
    assert "deploy/systemd" in manual
    for path in (UNITS / f"{name}.service" for name in LASTING):
        assert path.stem in manual


@pytest.fixture
def production(postgres_stack: Stack) -> Iterator[Stack]:
    """A founded portal with production's settings, PostgreSQL, a durable Redis and a mail server; no process runs."""
    stack = postgres_stack
    with mail_server() as boxes:
        stack.env |= {
            "DEBUG": "false",
            "SECRET_KEY": "for this test alone, and long enough to be one of production",
            "ALLOWED_HOSTS": "localhost,127.0.0.1",
            "SITE_URL": "https://portal.example.org",
            "PARTNERSHIP_FILE": str(BASE_DIR / "data/partnership.toml"),
            "EMAIL_URL": f"smtp://127.0.0.1:{boxes.port}",
        }
        del stack.env["REQUIRE_MFA"]
        yield stack


def doctor(stack: Stack) -> dict[str, str]:
    """What the doctor says of each part: empty where it is well."""
    done = subprocess.run(
        [sys.executable, "manage.py", "doctor"],
        cwd=BASE_DIR,
        env=stack.env,
        capture_output=True,
        text=True,
        check=False,
    )
    said: dict[str, str] = {}
    for line in done.stdout.splitlines():
        word, rest = line.split(maxsplit=1)
        if word == "ok":
            said[rest] = ""
        elif word == "FAULT":
            title, sentence = rest.split(": ", 1)
            said[title] = f"{said.get(title, '')} {sentence}".strip()
    assert said, done.stderr
    assert done.returncode == (1 if any(said.values()) else 0)
    # How full this machine's disk is, and whether root runs the tests, is not the portal's.
    del said["Disk"]
    if os.geteuid() == 0:
        assert said.pop("Rights of files").startswith("You run this as root")
    return said


def test_commands_of_the_units_make_a_portal_that_is_well(production: Stack) -> None:
    said = doctor(production)
    assert "not applied" in said["Database"]
    assert "not responding" in said["Queue (Redis)"]
    assert "collectstatic" in said["Static files"]
    assert said["Settings"] == said["Mail server"] == said["Packages"] == ""

    production.manage("found_partnership", "--council", "Host Council", "--coordinator", "coordinator@example.org")
    production.manage("collectstatic", "--noinput", "-v", "0")
    production.manage("write_error_pages")
    production.start_redis()
    said = doctor(production)
    assert "appendonly yes" in said["Queue (Redis)"]
    assert "No worker" in said["Worker"]
    with redis.Redis(unix_socket_path=str(production.socket)) as broker:
        broker.config_set("appendonly", "yes")

    with ExitStack() as running:
        for name in LASTING:
            command = [
                {"8000": str(free_port())}.get(part, part).replace("%H", socket.gethostname())
                for part in command_of(UNITS / f"{name}.service")
            ]
            command[0] = str(Path(sys.executable).parent / Path(command[0]).name)
            log = running.enter_context((production.places.logs / f"{name}.log").open("wb"))
            process = subprocess.Popen(
                command, cwd=BASE_DIR, env=production.env, stdout=log, stderr=subprocess.STDOUT, umask=0o027
            )
            running.callback(end, process)
        # One process asks until all is well; a doctor takes ten seconds.
        assert readiness_when(production, "is_ready")[0], production.logs()
        assert not any(doctor(production).values())
        assert "The audit trail is intact" in production.manage("verify_audit")
