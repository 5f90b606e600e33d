"""Fault tests start real processes, as those in `tests/services` do, and take turns with them."""

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark every test of this folder, and keep them in one process of the run."""
    for item in items:
        if "tests/fault/" in item.path.as_posix():
            item.add_marker(pytest.mark.services)
            if config.pluginmanager.hasplugin("xdist"):
                item.add_marker(pytest.mark.xdist_group("services"))
