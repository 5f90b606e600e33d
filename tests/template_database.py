"""The test database is copied from a template: migrations run once for all runs in which nothing of theirs changed.

SQLite's template is a file in pytest's cache folder, PostgreSQL's a database on the same server. Both are named after
a digest of everything that decides what the migrations make, so that another branch has another template.
"""

import ast
import fcntl
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import django
import psycopg
from django.apps import apps
from django.core.management import call_command
from django.db import connection

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


def sqlite_template(folder: Path) -> Path:
    """The file of SQLite's template; it is made if there is none. Templates of earlier migrations go."""
    template = folder / f"{digest()}.sqlite3"
    with locked(folder / "lock"):
        if not template.exists():
            for old in folder.glob("*.sqlite3*"):
                old.unlink()
            unfinished = folder / "unfinished.sqlite3"
            _migrate_into(str(unfinished))
            unfinished.rename(template)
    return template


def postgres_template(folder: Path) -> str:
    """The name of PostgreSQL's template; it is made if there is none. Templates of earlier migrations go."""
    template = f"{PREFIX}{digest()}"
    with locked(folder / "lock"), connection._nodb_cursor() as server:
        server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        there = [name for (name,) in server.fetchall()]
        if template not in there:
            for old in there:
                server.execute(f'DROP DATABASE "{old}"')
            server.execute(f'CREATE DATABASE "{PREFIX}unfinished"')
            _migrate_into(f"{PREFIX}unfinished")
            server.execute(f'ALTER DATABASE "{PREFIX}unfinished" RENAME TO "{template}"')
    return template


def restore_sqlite(file: Path) -> None:
    """Make the tests' database, which is in memory, a copy of the file."""
    connection.ensure_connection()
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as stored:
        stored.backup(connection.connection)
    stored.close()


@contextmanager
def copied_from_template(folder: Path) -> Iterator[None]:
    """While this lasts, Django's test databases are copies of the template instead of being migrated."""
    if connection.vendor == "sqlite":
        template = sqlite_template(folder)
    else:
        connection.settings_dict["TEST"]["TEMPLATE"] = postgres_template(folder)
    create = connection.creation.create_test_db

    def call(command: str, **options: Any) -> None:
        if command != "migrate":
            call_command(command, **options)
        elif connection.vendor == "sqlite":
            restore_sqlite(template)

    def create_test_db(**options: Any) -> Any:
        with mock.patch("django.core.management.call_command", call):
            return create(**options)

    with mock.patch.object(connection.creation, "create_test_db", create_test_db):
        yield
