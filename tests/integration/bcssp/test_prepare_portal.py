"""Preparing a portal does what is left to do, once."""

import io
import os
import time
from pathlib import Path
from unittest import mock

import pytest
from django.core.management import call_command
from pytest_django import Settings

from bcssp.management.commands import prepare_portal
from tests.factories.partnership import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    """A portal's folder with one static file to collect."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "site.css").write_text("body{}")
    settings.VAR_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    return tmp_path


def prepare() -> tuple[str, list[str]]:
    """Run the command with its inner commands watched; give what was said and which it called."""
    out = io.StringIO()
    real = call_command

    def inner(name: str, **options: object) -> None:
        if name == "collectstatic":
            real(name, **options)

    with mock.patch.object(prepare_portal, "call_command", side_effect=inner) as called:
        real("prepare_portal", stdout=out)
    return out.getvalue(), [call.args[0] for call in called.call_args_list]


def test_prepare_loads_the_example_into_an_empty_database(folder: Path) -> None:
    said, called = prepare()

    assert called == ["collectstatic", "load_example"]
    assert "Loading the 2022-23 example" in said
    assert (folder / "example-loaded").exists()
    assert (folder / "static" / "site.css").read_text() == "body{}"


def test_prepare_leaves_a_database_in_use_alone(folder: Path) -> None:
    UserFactory()

    assert "load_example" not in prepare()[1]
    assert not (folder / "example-loaded").exists()


def test_prepare_leaves_a_database_with_an_organisation_alone(folder: Path) -> None:
    OrganisationFactory()

    assert "load_example" not in prepare()[1]


def test_prepare_again_does_nothing(folder: Path) -> None:
    UserFactory()
    prepare()

    assert prepare() == ("", [])


def test_prepare_collects_a_static_file_that_changed(folder: Path) -> None:
    UserFactory()
    prepare()
    changed = folder / "source" / "site.css"
    changed.write_text("body{color:red}")
    # Django compares whole seconds.
    os.utime(changed, (time.time() + 10, time.time() + 10))

    said, called = prepare()

    assert called == ["collectstatic"]
    assert "static files" in said
    assert (folder / "static" / "site.css").read_text() == "body{color:red}"


def test_prepare_migrates_when_tables_are_missing(folder: Path) -> None:
    UserFactory()
    with mock.patch.object(prepare_portal, "waiting_migrations", return_value=3):
        said, called = prepare()

    assert called[0] == "migrate"
    assert "Creating the database: 3 migrations" in said


def test_waiting_migrations_counts_none_in_a_migrated_database() -> None:
    assert prepare_portal.waiting_migrations() == 0


def test_the_mark_names_the_accounts(folder: Path) -> None:
    def load(name: str, **options: object) -> None:
        if name == "load_example":
            UserFactory(email="chair@example.org")
            UserFactory(email="coordinator@example.org")
        else:
            (folder / "static").mkdir()

    with mock.patch.object(prepare_portal, "call_command", side_effect=load):
        call_command("prepare_portal", stdout=io.StringIO())

    assert (folder / "example-loaded").read_text().split() == ["chair@example.org", "coordinator@example.org"]
