"""Migrations wait for no table longer than people do: they let others through and try again."""

from collections.abc import Iterator
from typing import Any
from unittest import mock

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.core.management.commands import migrate as django_migrate
from django.db import OperationalError, connection, transaction

from bcssp.management.commands import migrate

TABLE = "partnership_organisation"
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def adds_a_column(self: Any, *args: Any, **options: Any) -> None:
    """In place of Django's own: one migration that changes a table."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {TABLE} ADD COLUMN tried integer DEFAULT 1 NOT NULL")


def has_column() -> bool:
    with connection.cursor() as cursor:
        return "tried" in {one.name for one in connection.introspection.get_table_description(cursor, TABLE)}


@pytest.fixture
def reader() -> Iterator[Any]:
    """Somebody who reads the table in a transaction that goes on, where the database has such locks."""
    if connection.vendor != "postgresql":
        yield mock.Mock()
        return
    given = connection.get_connection_params()
    names = ("dbname", "user", "password", "host", "port")
    with psycopg.connect(**{name: given[name] for name in names if name in given}) as other:
        other.execute(f"SELECT count(*) FROM {TABLE}")
        yield other
        other.rollback()


@pytest.fixture(autouse=True)
def _one_column_more(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(django_migrate.Command, "handle", adds_a_column)
    monkeypatch.setattr(migrate, "LOCK_SECONDS", 1)
    yield
    if has_column():
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {TABLE} DROP COLUMN tried")


def test_migration_goes_on_when_the_table_is_free(
    reader: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        # Meanwhile nobody waits for the migration.
        assert reader.execute(f"SELECT count(*) FROM {TABLE}")
        reader.rollback()

    monkeypatch.setattr(migrate.time, "sleep", pause)
    call_command("migrate", verbosity=0)
    assert has_column()
    is_postgresql = connection.vendor == "postgresql"
    assert pauses == ([migrate.PAUSE] if is_postgresql else [])
    assert ("A table is in use. Trying again" in capsys.readouterr().out) is is_postgresql
    if is_postgresql:
        with connection.cursor() as cursor:
            cursor.execute("SHOW lock_timeout")
            assert cursor.fetchone() == ("0",)


def test_table_that_is_never_free_leaves_everything_as_it_was(reader: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "ATTEMPTS", 2)
    monkeypatch.setattr(migrate.time, "sleep", lambda seconds: None)
    if connection.vendor != "postgresql":
        call_command("migrate", verbosity=0)
        assert has_column()
        return
    with pytest.raises(CommandError, match="Stop the workers and the clock"):
        call_command("migrate", verbosity=0)
    assert not has_column()


def test_other_faults_of_the_database_are_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    failing = mock.Mock(side_effect=OperationalError("disk full"))
    monkeypatch.setattr(django_migrate.Command, "handle", failing)
    with pytest.raises(OperationalError, match="disk full"):
        call_command("migrate", verbosity=0)
    assert failing.call_count == 1
