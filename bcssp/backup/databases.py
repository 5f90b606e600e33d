"""A database as one file, as it was at one moment while people work; and back into an empty one."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from bcssp.backup.manifest import BackupError

Ask = Callable[[str], list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Counted:
    """What a database held at the moment of the backup."""

    line: int
    hash: str
    counts: dict[str, int]
    migrations: dict[str, str]


def file_name() -> str:
    """What the database's file is called."""
    return "database.dump" if connection.vendor == "postgresql" else "database.sqlite3"


def dump(target: Path) -> Counted:
    """Write the database into a file. Nobody waits for it, and nobody's half work is in it. Raises `BackupError`."""
    return _dump_postgresql(target) if connection.vendor == "postgresql" else _dump_sqlite(target)


def load(source: Path) -> None:
    """Fill the database, which is empty. Raises `BackupError`."""
    if connection.vendor == "postgresql":
        _run("pg_restore", "--exit-on-error", "--no-owner", "--no-privileges", "--single-transaction", str(source))
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as kept:
        kept.backup(connection.connection)


def is_empty() -> bool:
    """Whether there is no table yet."""
    return not connection.introspection.table_names()


def count(tables: Iterable[str]) -> Counted:
    """What these tables of the database hold now."""
    with connection.cursor() as cursor:

        def ask(statement: str) -> list[tuple[Any, ...]]:
            cursor.execute(statement)
            return list(cursor.fetchall())

        return _count(ask, tables)


def our_tables() -> list[str]:
    """Every table but that of sessions, which come and go: nobody misses one."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return sorted(tables - {Session._meta.db_table})


def _dump_sqlite(target: Path) -> Counted:
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as kept:
        connection.connection.backup(kept)
        return _count(lambda statement: kept.execute(statement).fetchall(), our_tables())


def _dump_postgresql(target: Path) -> Counted:
    # One transaction counts and pg_dump writes what the database was at the same moment.
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        _run(
            "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={target}"
        )

        def ask(statement: str) -> list[tuple[Any, ...]]:
            cursor.execute(statement)
            return list(cursor.fetchall())

        return _count(ask, our_tables())


def _count(ask: Ask, tables: Iterable[str]) -> Counted:
    head = ask("SELECT sequence, hash FROM review_chainhead")
    line, digest = head[0] if head else (0, "")
    counts = {table: int(ask(f'SELECT COUNT(*) FROM "{table}"')[0][0]) for table in tables}  # noqa: S608 (our own)
    migrations: dict[str, str] = dict(ask("SELECT app, MAX(name) FROM django_migrations GROUP BY app"))
    return Counted(line, digest, counts, migrations)


def _run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on our database; its password stays out of the list of processes."""
    settings = connection.settings_dict
    env = os.environ | {
        "PGHOST": str(settings["HOST"] or ""),
        "PGPORT": str(settings["PORT"] or ""),
        "PGUSER": str(settings["USER"] or ""),
        "PGPASSWORD": str(settings["PASSWORD"] or ""),
        "PGDATABASE": str(settings["NAME"]),
    }
    named = [f"--dbname={settings['NAME']}"] if program == "pg_restore" else []
    command = [str(_find(program)), *named, *arguments]
    done = subprocess.run(  # noqa: S603 (PostgreSQL's own, no shell)
        command, env={name: value for name, value in env.items() if value}, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise BackupError(f"{program} failed: {done.stderr.strip()}")


def _find(program: str) -> Path:
    """The program on the path, else that of Debian's newest PostgreSQL."""
    if found := shutil.which(program):
        return Path(found)
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    for folder in reversed(folders):
        if (folder / program).exists():
            return folder / program
    raise BackupError(f"{program} was not found. Install the Debian package postgresql-client.")
