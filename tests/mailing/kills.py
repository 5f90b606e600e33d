"""One newsletter to many subscribers, sent by processes that are killed at random moments."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from django.utils import timezone

from mailing.models import MailingState, Subscriber, TopicChoice
from mailing.models.subscriber import SubscriberState
from tests.mailing.server import Mailboxes

WORKERS = 3
LEASE_SECONDS = 1


@dataclass(frozen=True)
class Outcome:
    """How it went."""

    killed: int
    seconds: float


def many_subscribers(count: int) -> list[str]:
    """So many confirmed ones, written past the services; their addresses."""
    now = timezone.now()
    addresses = [f"reader{number:05}@example.org" for number in range(count)]
    made = Subscriber.objects.bulk_create(
        [Subscriber(address=one, state=SubscriberState.ACTIVE, asked_at=now, confirmed_at=now) for one in addresses],
        batch_size=500,
    )
    TopicChoice.objects.bulk_create([TopicChoice(subscriber=one, topic="newsletter") for one in made], batch_size=500)
    return addresses


def keep_database(file: Path) -> None:
    """Write what the tests' database, which is in memory, holds into a file that other processes can open."""
    with closing(sqlite3.connect(file)) as kept:
        connection.connection.backup(kept)


def states_in(file: Path) -> tuple[str, dict[str, int]]:
    """The state of the one mailing, and how many emails there are of each state."""
    with closing(sqlite3.connect(file, timeout=20)) as kept:
        (state,) = kept.execute("SELECT state FROM mailing_mailing").fetchone()
        return state, dict(kept.execute("SELECT state, COUNT(*) FROM mailing_delivery GROUP BY state").fetchall())


def send_while_killing(file: Path, boxes: Mailboxes, *, kills: int, seconds: float, seed: int) -> Outcome:
    """Send what waits in this database by `WORKERS` processes, one of which is killed again and again.

    Each time something has arrived since the last one: on a busy machine all would be killed while they begin.
    """
    chance, began, killed, seen = random.Random(seed), time.monotonic(), 0, 0
    with _nursery(file, boxes) as nursery:
        workers = [_start(nursery) for _ in range(WORKERS)]
        while time.monotonic() - began < seconds:
            if killed < kills and len(boxes.arrived) > seen:
                seen = len(boxes.arrived)
                time.sleep(chance.uniform(0.005, 0.1))
                place = chance.randrange(WORKERS)
                with suppress(ProcessLookupError):
                    os.kill(workers[place], signal.SIGKILL)
                    killed += 1
                workers[place] = _start(nursery)
            else:
                time.sleep(0.1)
            if states_in(file)[0] == MailingState.SENT:
                break
        for worker in workers:
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
    return Outcome(killed, time.monotonic() - began)


@contextmanager
def _nursery(file: Path, boxes: Mailboxes) -> Iterator["subprocess.Popen[str]"]:
    """The process that starts workers on this test's database and mail server."""
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "bcssp.settings",
        "DEBUG": "true",
        "SECRET_KEY": settings.SECRET_KEY,
        "VAR_DIR": str(file.parent),
        "DATABASE_URL": f"sqlite:///{quote(str(file))}",
        "EMAIL_URL": f"smtp://127.0.0.1:{boxes.port}",
        "EMAILS_A_MINUTE": "1000000",
        "BUILD_LEASE_SECONDS": str(LEASE_SECONDS),
        "LOG_LEVEL": "ERROR",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.mailing.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=env,
        cwd=settings.BASE_DIR,
    )
    try:
        yield process
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(timeout=20)
        assert process.stdout is not None
        process.stdout.close()


def _start(nursery: "subprocess.Popen[str]") -> int:
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    nursery.stdin.write("start\n")
    nursery.stdin.flush()
    return int(nursery.stdout.readline())
