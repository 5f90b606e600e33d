"""Files that mean harm, sent by a partner to a web server as production has it: it answers everybody else meanwhile."""

import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from bcssp.patient import THREADS
from bcssp.supervisor import commands
from tests.factories.hostile_tables import hostile_others, hostile_workbooks
from tests.integration.test_hostile_strings import Form, forms_of
from tests.postgres import free_port
from tests.services.stack import BASE_DIR, PASSWORD, Stack, wait_for
from tests.unit.indicators.parsing.books import GOOD

pytestmark = pytest.mark.services
# Those that take longest, or end what reads them: for the readers, and for the web server itself (10 MB of a body).
WORST = (
    "lines-and-cells-without-places.xlsx",
    "elements-in-elements.xlsx",
    "million-texts.xlsx",
    "part-that-unpacks-to-gigabytes.xlsx",
    "formulas.xlsx",
    "cells-of-lines.csv",
    "lines.csv",
    "commas.csv",
)
STEP = 240
PROBLEM = "We can't save this file until the errors are fixed"
EDGE = "----hostile-uploads"


class Browser:
    """A partner's browser: keeps cookies, follows where it is sent, sends forms as they are."""

    def __init__(self, home: str) -> None:
        self.home = home
        self.open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> bytes:
        with self.open.open(f"{self.home}{path}", timeout=STEP) as answer:
            return bytes(answer.read())

    def form(self, path: str) -> Form:
        """The form of the page that is sent to the page itself."""
        return next(one for one in forms_of(self.get(path), path) if one.method == "post" and one.address == path)

    def send(self, form: Form, data: dict[str, str], file: tuple[str, bytes] | None = None) -> tuple[int, str]:
        """What is answered in the end, and what people read there."""
        parts = [
            f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in (form.given | data).items()
        ]
        if file:
            head = f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="{file[0]}"\r\n'
            parts += [f"{head}Content-Type: application/octet-stream\r\n\r\n".encode(), file[1], b"\r\n"]
        request = urllib.request.Request(f"{self.home}{form.address}", b"".join([*parts, f"--{EDGE}--\r\n".encode()]))
        request.add_header("Content-Type", f"multipart/form-data; boundary={EDGE}")
        try:
            with self.open.open(request, timeout=STEP) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()


@dataclass
class Health:
    """Asks /healthz all the time, in a thread, and keeps when each answer began and ended."""

    home: str
    answers: list[tuple[float, float, int]] = field(default_factory=list)

    @contextmanager
    def asked(self) -> Iterator[None]:
        is_over = threading.Event()

        def ask() -> None:
            while not is_over.is_set():
                began = time.monotonic()
                with urllib.request.urlopen(f"{self.home}/healthz", timeout=STEP) as answer:
                    status = int(answer.status)
                self.answers.append((began, time.monotonic(), status))
                is_over.wait(0.01)

        with ThreadPoolExecutor(1) as one:
            asking = one.submit(ask)
            try:
                yield
            finally:
                is_over.set()
                asking.result(STEP)

    def within(self, began: float, ended: float) -> int:
        """How many were asked for and answered between the two."""
        return sum(began <= first and last <= ended for first, last, _ in self.answers)


@pytest.fixture
def web(stack: Stack, tmp_path: Path) -> Iterator[tuple[str, int]]:
    """The address of the example's web server, and its process."""
    port = free_port()
    home = f"http://127.0.0.1:{port}"
    env = stack.env | {"SITE_URL": home, "DJANGO_SETTINGS_MODULE": "bcssp.settings"}
    with (tmp_path / "web.log").open("wb") as log:
        process = subprocess.Popen(commands.web_command(port), cwd=BASE_DIR, env=env, stdout=log, stderr=log)

    def is_up() -> bool:
        try:
            with urllib.request.urlopen(f"{home}/healthz", timeout=STEP) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    try:
        wait_for("the web server", is_up, STEP)
        yield home, process.pid
    finally:
        process.terminate()
        process.wait(STEP)


def workers(pid: int) -> list[str]:
    """The processes that the server has started: one that ended would be another."""
    return Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()


@pytest.mark.asvs("1.5.1", "5.2.1", "15.2.2")
def test_everybody_else_is_answered_while_hostile_files_are_read(web: tuple[str, int], record_property: Any) -> None:
    home, pid = web
    files = hostile_workbooks(GOOD) | hostile_others(GOOD)
    partner, before = Browser(home), workers(pid)
    sign_in = partner.form(reverse("account_login"))
    partner.send(sign_in, {"login": "partner.police@example.org", "password": PASSWORD})
    page = partner.form(reverse("indicators:upload-create", args=["2022-23", "police-figures"]))
    took: dict[str, float] = {}

    def send(name: str) -> tuple[str, float, float, int, str]:
        began = time.monotonic()
        status, text = partner.send(page, {}, (name, files[name]))
        ended = time.monotonic()
        took[name] = max(took.get(name, 0.0), ended - began)
        return name, began, ended, status, text

    health = Health(home)
    with health.asked():
        alone = [send(name) for name in WORST]
        with ThreadPoolExecutor(2 * THREADS) as many:
            together = list(many.map(send, [WORST[number % len(WORST)] for number in range(2 * THREADS)]))

    assert {status for _, _, status in health.answers} == {200}
    # Never only after a file: while each was read, and while more were sent than there are threads.
    late = [name for name, began, ended, _, _ in alone + together if not health.within(began, ended)]
    assert late == []
    assert [(name, status) for name, _, _, status, text in alone if PROBLEM not in text] == []
    # The one that was sent last replaces those before it, whose pages are gone.
    assert [(name, status) for name, _, _, status, _ in together if status >= 500] == []
    assert workers(pid) == before
    longest = max(took, key=lambda name: took[name])
    worst = max(ended - began for began, ended, _ in health.answers)
    record_property(
        "printed",
        f"{len(WORST) + 2 * THREADS} hostile files, the longest {took[longest]:.1f} s ({longest}); meanwhile "
        f"{len(health.answers)} answers of /healthz, the slowest after {worst * 1000:.0f} ms",
    )
