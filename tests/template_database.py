"""The test database is copied from a template: migrations run once for all runs in which nothing of theirs changed.

SQLite's template is a file in pytest's cache folder, PostgreSQL's a database on the same server. Both are named after
a digest of everything that decides what the migrations make, so that another branch has another template.
"""

import ast
import fcntl
import hashlib
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import django
import psycopg
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase

BASE_DIR = Path(__file__).resolve().parent.parent
PREFIX = "bcssp_template_"


def _module_file(name: str) -> Path | None:
    """Where the source of one of our own modules stands."""
    path = BASE_DIR.joinpath(*name.split("."))
    for file in (path.with_suffix(".py"), path / "__init__.py"):
        if file.is_file():
            return file
    return None


def _imported_files(file: Path) -> Iterator[Path]:
    """The files of our own that a file imports. A name that is imported from a package may be a module itself."""
    for node in ast.walk(ast.parse(file.read_bytes())):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        yield from filter(None, map(_module_file, names))


def files_behind(files: Iterable[Path]) -> set[Path]:
    """The files, and those of our own that they import, over however many others."""
    found: set[Path] = set()
    waiting = list(files)
    while waiting:
        file = waiting.pop()
        if file not in found:
            found.add(file)
            waiting += _imported_files(file)
    return found


def migration_files() -> list[Path]:
    """The migrations of every installed app, ours and others'."""
    folders = (Path(app.path) / "migrations" for app in apps.get_app_configs())
    return sorted(file for folder in folders for file in folder.glob("*.py"))


def made_after_migrating() -> list[str]:
    """What Django adds when it has migrated: a content type and permissions for each model."""
    return [
        f"{model._meta.label} {model._meta.verbose_name} {model._meta.default_permissions} {model._meta.permissions}"
        for model in apps.get_models(include_auto_created=True)
    ]


@cache
def digest() -> str:
    """Name what the migrations make: it changes with each file, each model's name and each version that has a say."""
    hashed = hashlib.sha256()
    data = [path for path in (BASE_DIR / "data").rglob("*") if path.is_file()]
    for file in sorted(files_behind([Path(__file__), *migration_files()]) | set(data)):
        hashed.update(f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    for word in (django.__version__, sqlite3.sqlite_version, psycopg.__version__, *made_after_migrating()):
        hashed.update(f"{word}\n".encode())
    return hashed.hexdigest()[:20]


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Have one process of this machine at work; the others wait."""
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate_into(name: str) -> None:
    """Migrate an empty database of this name, and leave no connection to it."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0, interactive=False, database=connection.alias, run_syncdb=True)
    finally:
        connection.close()
        if connection.vendor == "postgresql":
            connection.close_pool()
        connection.settings_dict["NAME"] = before


def forget_kinds() -> None:
    """Have the numbers of content types read anew: a copy has its own, and a flush before it gave others."""
    apps.get_model("contenttypes", "ContentType").objects.clear_cache()


class SqliteCopies:
    """Databases that the tests' own, which is in memory, can be made a copy of: files of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _path(self, name: str) -> Path:
        return self.folder / f"{PREFIX}{name}.sqlite3"

    @property
    def names(self) -> list[str]:
        """What there is."""
        return [path.stem.removeprefix(PREFIX) for path in self.folder.glob(f"{PREFIX}*.sqlite3")]

    def migrate(self, name: str) -> None:
        """Make one by migrating an empty database."""
        self._path("unfinished").unlink(missing_ok=True)
        _migrate_into(str(self._path("unfinished")))
        self._path("unfinished").rename(self._path(name))

    def keep(self, name: str) -> None:
        """Keep what the tests' database holds now."""
        with closing(sqlite3.connect(self._path("unfinished"))) as unfinished:
            connection.connection.backup(unfinished)
        self._path("unfinished").rename(self._path(name))

    def restore(self, name: str) -> None:
        """Make the tests' database a copy. No transaction may be open."""
        connection.ensure_connection()
        with closing(sqlite3.connect(f"file:{self._path(name)}?mode=ro", uri=True)) as kept:
            kept.backup(connection.connection)
        forget_kinds()

    def forget(self, name: str) -> None:
        """Remove one."""
        self._path(name).unlink()

    def copy_to(self, name: str, file: Path) -> None:
        """Give a portal of its own a copy."""
        shutil.copyfile(self._path(name), file)


# The server copies and drops no database that somebody is connected to: it waits five seconds, then refuses. A thread
# that a test began may hang on for longer where there is much to do.
END_SESSIONS = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{}' AND pid <> pg_backend_pid()
"""


class PostgresCopies:
    """The same on PostgreSQL: databases of the same server, whose names begin alike."""

    @property
    def names(self) -> list[str]:
        """What there is."""
        with connection._nodb_cursor() as server:
            server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
            return [name.removeprefix(PREFIX) for (name,) in server.fetchall()]

    def migrate(self, name: str) -> None:
        """Make one by migrating an empty database."""
        if "unfinished" in self.names:
            self.forget("unfinished")
        self._run(f'CREATE DATABASE "{PREFIX}unfinished"')
        _migrate_into(f"{PREFIX}unfinished")
        self._run(f'ALTER DATABASE "{PREFIX}unfinished" RENAME TO "{PREFIX}{name}"')

    def keep(self, name: str) -> None:
        """Keep what the tests' database holds now."""
        ours = connection.settings_dict["NAME"]
        self._run(END_SESSIONS.format(ours), f'CREATE DATABASE "{PREFIX}{name}" TEMPLATE "{ours}"')

    def restore(self, name: str) -> None:
        """Make the tests' database a copy."""
        ours = connection.settings_dict["NAME"]
        self._run(f'DROP DATABASE "{ours}" WITH (FORCE)', f'CREATE DATABASE "{ours}" TEMPLATE "{PREFIX}{name}"')
        forget_kinds()

    def forget(self, name: str) -> None:
        """Remove one."""
        self._run(f'DROP DATABASE "{PREFIX}{name}"')

    def _run(self, *statements: str) -> None:
        connection.close()
        connection.close_pool()
        with connection._nodb_cursor() as server:
            for statement in statements:
                server.execute(statement)


def copies_in(folder: Path) -> SqliteCopies | PostgresCopies:
    """The copies of the database that the tests run on."""
    return SqliteCopies(folder) if connection.vendor == "sqlite" else PostgresCopies()


def migrated_once(folder: Path) -> SqliteCopies | PostgresCopies:
    """The copies, among them one with the name of the digest. Those of earlier migrations go."""
    copies = copies_in(folder)
    with locked(folder / "lock"):
        names = copies.names
        if digest() not in names:
            for old in names:
                copies.forget(old)
            copies.migrate(digest())
    return copies


@contextmanager
def copied_from_template(folder: Path) -> Iterator[SqliteCopies | PostgresCopies]:
    """While this lasts, Django's test databases are copies of the template instead of being migrated.

    On SQLite they become one again after each test that commits, where Django would delete row after row: that takes
    longer, triggers of ours refuse it, and it leaves nothing of what migrations put in.
    """
    copies = migrated_once(folder)
    create = connection.creation.create_test_db

    def call(command: str, **options: Any) -> None:
        if command != "migrate":
            call_command(command, **options)
        elif isinstance(copies, SqliteCopies):
            copies.restore(digest())

    def create_test_db(**options: Any) -> Any:
        with mock.patch("django.core.management.call_command", call):
            return create(**options)

    def empty(case: TransactionTestCase) -> None:
        copies.restore(digest())

    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(connection.creation, "create_test_db", create_test_db))
        if isinstance(copies, SqliteCopies):
            stack.enter_context(mock.patch.object(TransactionTestCase, "_fixture_teardown", empty))
        else:
            connection.settings_dict["TEST"]["TEMPLATE"] = f"{PREFIX}{digest()}"
        yield copies
