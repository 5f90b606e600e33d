"""The tests' database is a copy of a template: it must be what the migrations of this very tree make."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests import template_database
from tests.template_database import digest, files_behind, migration_files


@pytest.mark.django_db
def test_copy_lacks_no_migration() -> None:
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    assert Permission.objects.filter(content_type__app_label="indicators", codename="view_figure").exists()


def test_digest_knows_what_migrations_import() -> None:
    ours = {str(file.relative_to(template_database.BASE_DIR)) for file in _files_of_ours()}
    assert "partnership/migrations/0001_initial.py" in ours
    # A migration imports the first, which imports the second.
    assert {"partnership/models/year.py", "partnership/year_limits.py"} <= ours


def test_digest_changes_with_a_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = tmp_path / "0002_more.py"
    files = [*migration_files(), written]
    monkeypatch.setattr(template_database, "migration_files", lambda: files)
    seen = set()
    for text in ("first = 1\n", "first = 2\n"):
        written.write_text(text, encoding="utf-8")
        digest.cache_clear()
        seen.add(digest())
    monkeypatch.undo()
    digest.cache_clear()
    assert len({*seen, digest()}) == 3


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_session_that_a_thread_left_open_keeps_nobody_from_copying(
    database_copies: template_database.SqliteCopies | template_database.PostgresCopies,
) -> None:
    left = connection.copy()
    left.ensure_connection()
    Permission.objects.all().delete()

    database_copies.restore(digest())

    assert Permission.objects.exists()
    left.close()


def _files_of_ours() -> list[Path]:
    found = files_behind(migration_files())
    return [file for file in found if file.is_relative_to(template_database.BASE_DIR)]
