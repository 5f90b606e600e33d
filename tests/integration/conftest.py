"""Fixtures of tests that use the database."""

import pytest

from tests.stages import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Eight people of the example's roles, three organisations, the open year 2022-23."""
    return make_cast()
