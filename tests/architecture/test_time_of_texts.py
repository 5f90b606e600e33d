"""No text makes a pattern, or what reads texts with it, slow: twice the text takes about twice the time."""

import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from functools import partial
from types import ModuleType
from typing import Any

import pytest

from indicators.checks.note_words import statements
from indicators.disclosure.given_away import Kept
from indicators.parsing.letters import cleaned, garbled
from indicators.parsing.state_words import squeezed
from reports.contributions.plain_words import warnings_of
from review.anonymisation import find
from review.privacy_scan import find_identifying
from tests.architecture.code import calls
from tests.disclosure.words_said.kept_back import KEPT
from tests.machine import slowness
from tests.rooms import ROOMS
from ui.prose.html import render

# Measuring lines would be what is timed.
pytestmark = pytest.mark.no_cover
# What is repeated: letters, signs and beginnings of what the patterns look for, each again and again.
PIECES = (
    *"aA10 \n-.,'([<=/@+_é;$\"*#&%\\",
    *("a.", "A.", "1,", "1 ", "0 ", "a@", "a ", "Aa ", "A a", "a-", "a’", "1-", "1/", "(0", "[a", "a1", "Aa-", " \n"),
    *("a@a.", "aa.bb@", "1.1.", "20", "2022-", "07", "x, ", "the ", "a: ", "12 ", "- ", "a\n", "> ", "**", "[a](b) "),
    *("born ", "Street ", "January ", "http://", "+44 ", "07700 900123 ", "12/12/2012 ", "AB1 2CD ", "Aged 5 "),
    *(
        "one of the ",
        "3 ",
        "child missing from care ",
        "rose from 5 to 6. ",
        "01234567890, ",
        "| a |\n|-|\n",
        "1. a\n",
        "- a\n  ",
    ),
)
SHORT = 1_500
# Below this no ratio says anything, and no person waits.
SECONDS = 0.02
RATIO = 2.2
# Characters, and seconds of the processor on a fast machine.
LONGEST, MOST = 20_000, 2
# A quarter of a text takes at least a 64th of the time of the whole, unless the time grows faster than its cube.
QUARTER = 4**3


def _modules() -> Iterator[ModuleType]:
    for room in ROOMS:
        package = importlib.import_module(room)
        for found in pkgutil.walk_packages(package.__path__, f"{room}."):
            if not found.name.endswith("__main__") and ".migrations" not in found.name:
                yield importlib.import_module(found.name)


def _parts(value: object) -> Iterator[object]:
    """A value and, however deep, what it holds."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    yield value
    for one in inside:
        yield from _parts(one)


def _held() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The patterns that names of modules hold, alone or in lists, with those names."""
    for module in _modules():
        for name, value in vars(module).items():
            for one in _parts(value):
                pattern = getattr(one, "__self__", one)
                if isinstance(pattern, re.Pattern):
                    yield f"{module.__name__}.{name}", pattern


USED_WHERE_WRITTEN = {f"re.{name}" for name in ("search", "match", "fullmatch", "sub", "split", "findall", "finditer")}


def _written() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The patterns that stand where they are used, with file and line."""
    for path, name, call in calls():
        text = getattr(call.args[0], "value", None) if name in USED_WHERE_WRITTEN and call.args else None
        if isinstance(text, str | bytes):
            yield f"{path}:{call.lineno}", re.compile(text)


def _patterns() -> dict[str, re.Pattern[Any]]:
    """Every pattern of the project that is not put together while it runs, by where it is."""
    found: dict[tuple[object, int], tuple[str, re.Pattern[Any]]] = {}
    for name, pattern in (*_held(), *_written()):
        found.setdefault((pattern.pattern, pattern.flags), (name, pattern))
    return dict(found.values())


def _text(piece: str, length: int) -> str:
    # The end fits nothing, so that a pattern has to give up what it began.
    return (piece * (length // len(piece) + 1))[:length] + "!\x00"


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _grows_too_fast(work: Callable[[str], object], piece: str, length: int) -> bool:
    """Whether four times the text takes far more than four times the time, however often it is tried."""
    if _seconds(lambda: work(_text(piece, length))) * QUARTER < SECONDS:
        return False
    long = _text(piece, 4 * length)
    if _seconds(lambda: work(long)) < SECONDS:
        return False
    short = _text(piece, length)
    return all(_seconds(lambda: work(long)) > RATIO * 4 * max(_seconds(lambda: work(short)), 0.001) for _ in range(3))


def _use(pattern: re.Pattern[Any]) -> Callable[[str], object]:
    def work(text: str) -> None:
        given = text.encode() if isinstance(pattern.pattern, bytes) else text
        for _found in pattern.finditer(given):
            pass
        pattern.fullmatch(given)

    return work


def test_the_time_of_every_pattern_grows_with_its_text() -> None:
    patterns = _patterns()
    assert len(patterns) > 100, "they were looked for where they are"
    slow = [
        (name, piece)
        for name, pattern in patterns.items()
        for piece in PIECES
        if _grows_too_fast(_use(pattern), piece, SHORT)
    ]
    assert slow == []


def test_this_test_knows_a_slow_pattern() -> None:
    # It is slow at every try; that a busy machine hides it at one says nothing.
    assert any(_grows_too_fast(_use(re.compile(r"\s+x")), " ", SHORT) for _ in range(5))
    assert not _grows_too_fast(_use(re.compile(r"\s{1,8}x")), " ", SHORT)


READERS: dict[str, Callable[[str], object]] = {
    "story": find,
    "printed text": find_identifying,
    "page": render,
    "note": lambda text: list(statements(text, ("a",))),
    "plain words": lambda text: list(warnings_of([text], 20)),
    "hidden figure": Kept(KEPT).given_away_in,
    "cell": lambda text: (cleaned(text), garbled(text), squeezed(text)),
}


# It takes as long for every letter: what it looks for is tried, and no other sign.
NUMBERS = tuple(piece for piece in PIECES if piece.strip(" ").isdigit() or len(piece) > 10)


@pytest.mark.parametrize("reader", READERS)
def test_the_longest_text_that_a_form_takes_is_read_in_seconds(reader: str) -> None:
    slow = {}
    most = MOST * slowness()
    for piece in NUMBERS if reader == "hidden figure" else PIECES:
        if _seconds(partial(READERS[reader], _text(piece, LONGEST // 4))) * QUARTER > most:
            took = _seconds(partial(READERS[reader], _text(piece, LONGEST)))
            slow |= {piece: took} if took > most else {}
    assert slow == {}
