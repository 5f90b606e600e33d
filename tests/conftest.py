"""What every test may ask for."""

import os
from collections.abc import Iterator

import pytest
from django.core.cache import cache

from partnership.models import ReportingYear
from tests.factories.partnership import ReportingYearFactory
from tests.people import People, make_people

# Playwright's event loop runs in the thread that talks to the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(autouse=True)
def _clean_cache() -> Iterator[None]:
    """Let no test read what another one cached."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def people(db: None) -> People:
    """The eight people."""
    return make_people()


@pytest.fixture
def year(db: None) -> ReportingYear:
    """The reporting year of the example, open."""
    made: ReportingYear = ReportingYearFactory()
    return made
