"""A plugin of pytest that says which tests run in one process when several share them.

xdist has groups of its own, but reads them from an attribute that pytest 9.2 no longer has, and then spreads all tests.
"""

import functools
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# Real processes: what they share is slow to make, and few of them have room beside each other.
REAL_PROCESSES = ("tests/services/", "tests/fault/")
MADE_ONCE = ('scope="module"', "def make_once(")


@functools.cache
def makes_something_once(file: Path) -> bool:
    """Whether a file has something made once for all its tests."""
    text = file.read_text(encoding="utf-8")
    return any(sign in text for sign in MADE_ONCE)


class TogetherScheduling(LoadScopeScheduling):
    """Gives each process one test after another, and what shares something to one process."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        if file.startswith(REAL_PROCESSES):
            return "real processes"
        return file if makes_something_once(self.config.rootpath / file) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> TogetherScheduling:
    """Share tests out by what they have made."""
    return TogetherScheduling(config, log)
