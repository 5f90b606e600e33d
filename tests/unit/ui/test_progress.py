"""The bar tells how far something is, in a terminal and in a file."""

import io

import pytest
from django.core.management.base import OutputWrapper

from ui.progress import WIDTH, Progress, bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("done", "filled"), [(0, 0), (3, WIDTH // 2), (6, WIDTH)])
def test_bar_is_filled_as_far_as_it_goes(done: int, filled: int) -> None:
    text = bar(done, 6, "draw the charts")

    assert text.count("#") == filled
    assert text.count(".") == WIDTH - filled
    assert text.endswith(f"{done} of 6: draw the charts")


def test_bar_without_steps_is_empty() -> None:
    assert "#" not in bar(0, 0, "wait")


def test_progress_writes_a_line_for_each_change_into_a_file() -> None:
    out = io.StringIO()
    progress = Progress(out)

    progress.show(0, 2, "assemble")
    progress.show(0, 2, "assemble")
    progress.show(1, 2, "freeze")
    progress.end()

    assert [line.split("] ")[1] for line in out.getvalue().splitlines()] == ["0 of 2: assemble", "1 of 2: freeze"]


def test_progress_moves_in_a_terminal_and_covers_longer_words() -> None:
    out = Terminal()
    progress = Progress(out)

    progress.show(0, 2, "a long description")
    progress.show(1, 2, "short")
    progress.end()

    first, second = out.getvalue().rstrip("\n").split("\r")[1:]
    assert len(second) == len(first)
    assert out.getvalue().endswith("\n")


def test_progress_that_showed_nothing_ends_without_a_line() -> None:
    out = Terminal()

    Progress(out).end()

    assert out.getvalue() == ""


def test_progress_moves_through_the_stdout_of_a_command() -> None:
    out = Terminal()
    progress = Progress(OutputWrapper(out))

    progress.show(0, 2, "assemble")
    progress.show(1, 2, "freeze")

    assert "\n" not in out.getvalue()
