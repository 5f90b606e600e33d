"""A plugin of pytest that measures coverage only where a test may come past what no other came past.

Python takes twice as long while coverage is measured. What is measured is the less for it, never the more: the floors
hold for all tests if they hold for these. Left out are

- tests that are marked `no_cover`, with what is set up for them (the mark itself leaves out only their calls);
- the further cases of a test with a database that has many: nearly all go the way of the first. A test whose cases part
  ways is marked `every_case_counts`;
- what is made once a run, such as the world, whoever asks for it first.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

MADE_ONCE_A_RUN = {"stored_world"}
# A pure test runs as fast while it is measured.
WITH_A_DATABASE = "tests/integration/"
FIRST_CASES = 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out further cases."""
    cases: Counter[tuple[object, ...]] = Counter()
    for item in items:
        if not item.nodeid.startswith(WITH_A_DATABASE) or item.get_closest_marker("every_case_counts"):
            continue
        test = (item.parent, getattr(item, "originalname", item.name))
        cases[test] += 1
        if cases[test] > FIRST_CASES:
            item.add_marker("no_cover")


@contextmanager
def unmeasured(config: pytest.Config) -> Iterator[None]:
    """While this lasts, no coverage is measured."""
    controller = getattr(config.pluginmanager.getplugin("_cov"), "cov_controller", None)
    if controller is None or not controller.started:
        yield
        return
    controller.pause()
    try:
        yield
    finally:
        controller.resume()


@pytest.hookimpl(trylast=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Measure once: in a process of xdist pytest-cov begins twice, and beneath what it pauses the first goes on."""
    controller = getattr(session.config.pluginmanager.getplugin("_cov"), "cov_controller", None)
    if controller is None or not controller.started or not hasattr(session.config, "workerinput"):
        return
    controller.pause()
    if first := type(controller.cov).current():
        first.stop()
    controller.resume()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """Set up a test that is marked."""
    if item.get_closest_marker("no_cover") is None:
        return (yield)
    with unmeasured(item.config):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest) -> Iterator[None]:
    """Make what all tests share."""
    if fixturedef.argname not in MADE_ONCE_A_RUN:
        return (yield)
    with unmeasured(request.config):
        return (yield)
