"""Real processes: Redis, a worker, beat, PostgreSQL, the supervisor itself."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import postgres
from tests.services.stack import Stack
from tests.template_database import SqliteCopies, digest


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark every test of this folder."""
    item.add_marker(pytest.mark.services)


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory: pytest.TempPathFactory, database_copies: SqliteCopies) -> Path:
    """A portal's folder with the example in its SQLite database, made without any Redis: copied, never used itself.

    Its database begins as the tests' does; on PostgreSQL a test has one migrated.
    """
    folder = tmp_path_factory.mktemp("example") / "var"
    stack = Stack(folder)
    database_copies.copy_to(digest(), folder / "portal.sqlite3")
    stack.manage("prepare_portal")
    stack.end()
    return folder


@pytest.fixture
def make_stack(example_folder: Path, tmp_path: Path) -> Iterator[Callable[[], Stack]]:
    """Make portals that hold the example; end all their processes."""
    made: list[Stack] = []

    def make() -> Stack:
        folder = tmp_path / f"var{len(made)}"
        shutil.copytree(example_folder, folder)
        made.append(Stack(folder))
        return made[-1]

    yield make
    for stack in made:
        stack.end()


@pytest.fixture
def stack(make_stack: Callable[[], Stack]) -> Stack:
    """A portal that holds the example, with nothing running yet."""
    return make_stack()


@pytest.fixture
def empty_stack(tmp_path: Path) -> Iterator[Stack]:
    """A portal's folder without a database, with nothing running yet."""
    stack = Stack(tmp_path / "empty")
    yield stack
    stack.end()


@pytest.fixture
def postgres_stack(tmp_path: Path) -> Iterator[Stack]:
    """A portal on a real PostgreSQL of its own, empty, with nothing running yet."""
    with postgres.started() as url:
        stack = Stack(tmp_path / "var", database_url=url)
        yield stack
        stack.end()
