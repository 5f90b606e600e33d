"""A plugin of pytest that measures coverage only where a test may come past what no other came past.

Python takes twice as long while coverage is measured. What is measured is the less for it, never the more: the floors
hold for all tests if they hold for these. Left out are

- tests that are marked `no_cover`, with what is set up for them (the mark itself leaves out only their calls);
- what is made once a run, such as the world, whoever asks for it first.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

MADE_ONCE_A_RUN = {"stored_world"}


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
