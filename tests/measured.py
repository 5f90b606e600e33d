"""A plugin of pytest that leaves out of the measured coverage what tests marked `no_cover` set up.

The mark itself leaves out only their calls. What is made once for many tests, such as the world, is left out whoever
asks for it first: else what is measured would depend on which test that is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

MADE_ONCE_A_RUN = {"stored_world"}


@contextmanager
def unmeasured(config: pytest.Config) -> Iterator[None]:
    """While this lasts, no coverage is measured: Python runs twice as fast."""
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
