"""What every test may ask for."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from django.core.cache import cache
from django.db import connection
from pytest_django import DjangoDbBlocker

from indicators.catalogue import source, stamp
from partnership.models import ReportingYear
from tests.factories.partnership import ReportingYearFactory
from tests.people import People, make_people
from tests.stored_world import StoredWorld
from tests.template_database import PostgresCopies, SqliteCopies, copied_from_template

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.world import World

pytest_plugins = ["tests.garbage", "tests.measured", "tests.printed", "tests.scheduling", "tests.setup_times"]
# Playwright's event loop runs in the thread that talks to the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
# What a test finds must not depend on what else the machine does.
hypothesis.settings.register_profile("portal", deadline=None)
hypothesis.settings.load_profile("portal")


def pytest_collection() -> None:
    """Tests are found without a database: with the portal's own definitions."""
    source.reset()
    stamp.looked()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse tests of one name, and put those that need what is made once for their module after its others."""
    # Where two processes share the tests, all but the first of one name would never run.
    twice = sorted(name for name, times in Counter(item.nodeid for item in items).items() if times > 1)
    if twice:
        raise pytest.UsageError(f"Give each of these tests a name of its own: {', '.join(twice)}")
    # What is made once for a module stays in the database until its end.
    first: dict[Path, int] = {}
    for number, item in enumerate(items):
        first.setdefault(item.path, number)
    items.sort(key=lambda item: (first[item.path], "once" in getattr(item, "fixturenames", ())))


@pytest.fixture(scope="session")
def template_folder(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where template databases are kept: pytest's cache, if it may keep any."""
    kept = getattr(pytestconfig, "cache", None)
    return Path(kept.mkdir("databases")) if kept else tmp_path_factory.mktemp("databases")


@pytest.fixture(scope="session")
def database_copies(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker, template_folder: Path
) -> Iterator[SqliteCopies | PostgresCopies]:
    """Have the tests' databases copied from templates, where pytest-django would migrate each of them."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            copies = stack.enter_context(copied_from_template(template_folder))
        yield copies


@pytest.fixture(scope="session")
def django_db_modify_db_settings(database_copies: SqliteCopies | PostgresCopies) -> None:
    """What pytest-django asks for before it makes a database."""


@pytest.fixture(scope="session")
def stored_world(
    pytestconfig: pytest.Config,
    tmp_path_factory: pytest.TempPathFactory,
    database_copies: SqliteCopies | PostgresCopies,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[StoredWorld]:
    """The world, made by the first process that needs it."""
    folder = tmp_path_factory.getbasetemp()
    # Processes of one run share the folder above; databases of PostgreSQL are each process's own.
    is_shared = hasattr(pytestconfig, "workerinput") and connection.vendor == "sqlite"
    with django_db_blocker.unblock():
        stored = StoredWorld(folder.parent if is_shared else folder, database_copies)
        stored.make_once()
    yield stored
    with django_db_blocker.unblock():
        stored.forget()


@pytest.fixture
def world(transactional_db: None, stored_world: StoredWorld, settings: Any, tmp_path: Path) -> "World":
    """The example with a published report."""
    settings.MEDIA_ROOT = tmp_path / "world"
    return stored_world.restore(settings.MEDIA_ROOT)


@pytest.fixture(autouse=True)
def _clean_cache() -> Iterator[None]:
    """Let no test read what another one cached."""
    cache.clear()
    yield
    cache.clear()


# What every test with a database asks for, itself or through another fixture.
DATABASES = {"db", "transactional_db", "django_db_setup"}


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let no test see what another one agreed; those without a database see the portal's own definitions alone.

    No fixture: those of a module are made before any fixture of a test.
    """
    source.reset()
    if item.get_closest_marker("django_db") or DATABASES & set(getattr(item, "fixturenames", ())):
        stamp.forget()
    else:
        stamp.looked()


@pytest.fixture
def people(db: None) -> People:
    """The eight people."""
    return make_people()


@pytest.fixture
def year(db: None) -> ReportingYear:
    """The reporting year of the example, open."""
    made: ReportingYear = ReportingYearFactory()
    return made


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """One Chromium for the whole run: a process can talk to one driver only."""
    from tests.browser import chromium  # noqa: PLC0415 (large, and few tests ask for it)

    with chromium() as started:
        yield started
