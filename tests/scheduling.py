"""A plugin of pytest that says which tests run in one process, and when, where several processes share them.

xdist has groups of its own, but reads them from an attribute that pytest 9.2 no longer has, and then spreads all tests.
"""

import functools
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

# Real processes: what those of a folder share is slow to make, and few of them have room beside each other.
REAL_PROCESSES = ("tests/services/", "tests/fault/")
# Thousands of them take milliseconds each: less than to be handed out one by one.
SHORT = ("tests/unit/",)
MADE_ONCE = ('scope="module"', "def make_once(")
# What takes longest is begun first: at the end no process is left with it while the others have nothing to do.
LONGEST = (
    "tests/services/",
    "tests/integration/indicators/stateful/test_returns_on_every_path.py",
    "tests/disclosure/",
    "tests/fault/",
    "tests/functional/test_two_years.py",
    "tests/functional/test_accessibility.py",
    "tests/functional/",
    "tests/integration/bcssp/",
    "tests/integration/test_access.py",
    "tests/unit/indicators/checks/test_slips.py",
    "tests/architecture/test_time_of_texts.py",
)


@functools.cache
def makes_something_once(file: Path) -> bool:
    """Whether a file has something made once for all its tests."""
    text = file.read_text(encoding="utf-8")
    return any(sign in text for sign in MADE_ONCE)


def turn(file: str) -> int:
    """When a file's tests are begun, by its path: those of the lowest number first."""
    return next((number for number, path in enumerate(LONGEST) if file.startswith(path)), len(LONGEST))


class TogetherScheduling(LoadScopeScheduling):
    """Gives each process one test after another, and what shares something to one process."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        if file.startswith(REAL_PROCESSES):
            return next(folder for folder in REAL_PROCESSES if file.startswith(folder))
        is_together = file.startswith(SHORT) or makes_something_once(self.config.rootpath / file)
        return file if is_together else nodeid

    def mark_test_complete(self, node: WorkerController, item_index: int, duration: float = 0) -> None:
        """Keep only what is unfinished: all that a process was ever given would be counted again for each test."""
        nodeid = self.registered_collections[node][item_index]
        scope = self._split_scope(nodeid)
        unit = self.assigned_work[node][scope]
        unit[nodeid] = True
        if all(unit.values()):
            del self.assigned_work[node][scope]
        self._reschedule(node)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes longest first; the order of what takes equally long stays."""
    items.sort(key=lambda item: turn(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> TogetherScheduling:
    """Share tests out by what they have made."""
    return TogetherScheduling(config, log)
