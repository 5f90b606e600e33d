"""What every test may ask for."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from partnership.models import ReportingYear
from tests.factories.partnership import ReportingYearFactory
from tests.people import People, make_people
from tests.template_database import copied_from_template

# Playwright's event loop runs in the thread that talks to the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse tests of one name: where two processes share the tests, all but the first of them would never run."""
    twice = sorted(name for name, times in Counter(item.nodeid for item in items).items() if times > 1)
    if twice:
        raise pytest.UsageError(f"Give each of these tests a name of its own: {', '.join(twice)}")


@pytest.fixture(scope="session")
def template_folder(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where template databases are kept: pytest's cache, if it may keep any."""
    kept = getattr(pytestconfig, "cache", None)
    return Path(kept.mkdir("databases")) if kept else tmp_path_factory.mktemp("databases")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker, template_folder: Path
) -> Iterator[None]:
    """Copy the tests' databases from templates, where pytest-django would migrate each of them."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            stack.enter_context(copied_from_template(template_folder))
        yield


@pytest.fixture(autouse=True)
def _clean_cache() -> Iterator[None]:
    """Let no test read what another one cached."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _empty_calendar(request: pytest.FixtureRequest) -> Iterator[None]:
    """Make room for tests whose database is emptied: SQLite empties it by deletion, which the calendar refuses."""
    yield
    marker = request.node.get_closest_marker("django_db")
    is_emptied = "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction"))
    if is_emptied and connection.vendor == "sqlite":
        with transaction.atomic(), connection.cursor() as cursor:
            ours = "type = 'trigger' AND tbl_name LIKE 'indicators_plannedrelease%'"
            cursor.execute(f"SELECT name, sql FROM sqlite_master WHERE {ours}")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute("DELETE FROM indicators_plannedreleasechange")
            cursor.execute("UPDATE indicators_releaseorder SET planned_id = NULL")
            cursor.execute("DELETE FROM indicators_plannedrelease")
            for _, statement in triggers:
                cursor.execute(statement)


@pytest.fixture
def people(db: None) -> People:
    """The eight people."""
    return make_people()


@pytest.fixture
def year(db: None) -> ReportingYear:
    """The reporting year of the example, open."""
    made: ReportingYear = ReportingYearFactory()
    return made
