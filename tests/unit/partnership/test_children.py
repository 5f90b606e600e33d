"""Reading in a process of its own: whatever the file does, the portal gets an answer or a sentence."""

import os
import threading
import time
from collections.abc import Iterator

import pytest

from partnership import child_server, children
from partnership.children import NotRead, in_child
from partnership.pdf_streams import RejectedPdf
from tests.unit.partnership import tasks_for_children as tasks


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Less time, for the server that is started next."""
    monkeypatch.setattr(children, "GRACE_SECONDS", 0.5)
    children.stop()
    monkeypatch.setattr(children, "MOST_SECONDS", 1)
    yield
    children.stop()


def test_the_answer_comes_back_and_so_does_an_expected_error() -> None:
    assert in_child(tasks.add, 1, b=2) == 3
    with pytest.raises(RejectedPdf, match="no good"):
        in_child(tasks.refuse, "no good", raises=(RejectedPdf,))
    with pytest.raises(NotRead, match="too much memory"):
        in_child(tasks.refuse, "no good")


@pytest.mark.parametrize(
    "task", [tasks.fail, tasks.crash, tasks.leave, tasks.take_gigabytes, tasks.take_gigabytes_in_c]
)
def test_whatever_ends_the_child_ends_in_a_sentence(task: object) -> None:
    started = time.monotonic()
    with pytest.raises(NotRead, match="takes too long or too much memory"):
        in_child(task)  # type: ignore[arg-type]
    assert time.monotonic() - started < 10
    assert in_child(tasks.add, 1, b=2) == 3


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("task", [tasks.run_for_ever, tasks.sleep_for_ever])
def test_what_does_not_end_is_given_up(task: object) -> None:
    started = time.monotonic()
    with pytest.raises(NotRead, match="takes too long"):
        in_child(task)  # type: ignore[arg-type]
    assert time.monotonic() - started < 5


def test_the_child_ends_itself_where_nobody_waits_for_it() -> None:
    assert in_child(tasks.limits) == (child_server.MOST_BYTES, child_server.MOST_SECONDS, True)


@pytest.mark.asvs("13.3.2")
def test_the_child_knows_no_secrets_of_the_portal(monkeypatch: pytest.MonkeyPatch) -> None:
    children.stop()
    monkeypatch.setenv("SECRET_KEY", "secret")
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    assert in_child(tasks.environment) <= {"PYTHONPATH", "LANG", "LC_CTYPE", "PWD", "SHLVL", "_"}


@pytest.mark.asvs("1.5.2")
def test_an_answer_that_would_run_something_is_not_taken_in() -> None:
    with pytest.raises(NotRead):
        in_child(tasks.answer_with_a_program)
    assert not hasattr(children, "was_run")


def test_a_server_that_was_ended_is_started_again() -> None:
    assert in_child(tasks.add, 1, b=2) == 3
    process = children._server.process
    assert process is not None
    process.kill()
    process.wait()
    assert in_child(tasks.add, 2, b=2) == 4


@pytest.mark.asvs("15.2.2")
def test_many_threads_are_answered_and_too_many_are_told_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[object] = []

    def ask(number: int) -> None:
        try:
            found.append(in_child(tasks.add_slowly, number, b=1))
        except NotRead as error:
            found.append(str(error))

    for wait, least in ((10.0, 8), (0.01, 2)):
        monkeypatch.setattr(children, "WAIT_SECONDS", wait)
        found.clear()
        threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        answers = [one for one in found if isinstance(one, int)]
        assert len(answers) >= least
        assert all(one == children.BUSY for one in found if isinstance(one, str))
    assert len(found) == 8
    assert len(answers) < 8


def test_a_process_that_forked_has_a_server_of_its_own() -> None:
    assert in_child(tasks.add, 1, b=2) == 3
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = 0 if in_child(tasks.add, 1, b=2) == 3 else 1
            children.stop()
        finally:
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0
    assert in_child(tasks.add, 1, b=2) == 3
