"""The command that begins a partnership."""

import os
import re
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from unittest import mock
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command

from bcssp.management.commands import found_partnership
from indicators.definitions.families import families
from indicators.models import Area, NeighbourSet
from partnership.models import Arm, ReportingYear, User
from review.models import Notification

BASE_DIR = Path(__file__).resolve().parents[3]

ARGUMENTS = ["found_partnership", "--council", "Host Council", "--coordinator", "Coordinator@Example.org"]


@pytest.fixture(autouse=True)
def _own_profile(settings):
    settings.PARTNERSHIP_FILE = "partnership.toml"


def test_founding_makes_what_a_coordinator_needs_to_go_on(db, client, capsys):
    call_command(*ARGUMENTS)
    coordinator = User.objects.get()
    assert (coordinator.email, coordinator.role_names) == ("coordinator@example.org", ["Coordinator"])
    assert coordinator.organisation.short_name == "Host Council"
    assert Arm.objects.count() == 3
    assert Area.objects.exists()
    assert NeighbourSet.objects.exists()
    assert not ReportingYear.objects.get().is_closed
    # Nobody is asked for what nobody chose.
    assert families() == ()
    link = re.search(r"http\S+/account/invitation/\S+", capsys.readouterr().out)
    assert link
    assert not coordinator.has_usable_password()
    letter = Notification.objects.get(recipient=coordinator)
    assert link[0] in letter.body
    assert "Set up your account" in client.get(urlsplit(link[0]).path).content.decode()


def test_second_founding_is_refused(db):
    call_command(*ARGUMENTS)
    with pytest.raises(CommandError, match="already has a partnership"):
        call_command(*ARGUMENTS)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Give --council: name of the council"),
        (["--council", "Host Council"], "Give --coordinator: the coordinator's email address"),
        (["--council", "  "], "Enter the name of the council"),
        (["--council", "x" * 201], "longer than 200 characters"),
        (["--council", "Host " * 13, "--coordinator", "a@example.org"], "Give --short-name"),
        (["--council", "Host", "--coordinator", "nobody"], "“nobody” is not an email address"),
    ],
)
def test_what_is_missing_or_wrong_is_said_in_a_sentence_and_nothing_is_founded(db, arguments, words):
    with pytest.raises(CommandError, match=re.escape(words)):
        call_command("found_partnership", *arguments)
    assert not User.objects.exists()
    assert not Arm.objects.exists()


def test_production_is_not_founded_under_the_name_of_the_example(db, settings):
    settings.PARTNERSHIP_FILE = ""
    with pytest.raises(CommandError, match="Set PARTNERSHIP_FILE to your own"):
        call_command(*ARGUMENTS)
    assert not User.objects.exists()


@pytest.mark.parametrize(("vendor", "may"), [("postgresql", False), ("sqlite", True)])
def test_a_database_server_is_not_founded_under_the_name_of_the_example_either(settings, monkeypatch, vendor, may):
    """`make found` has DEBUG on; a database that somebody named is more than a developer's own."""
    settings.PARTNERSHIP_FILE, settings.DEBUG = "", True
    monkeypatch.setattr(found_partnership, "connection", mock.Mock(vendor=vendor))
    with nullcontext() if may else pytest.raises(CommandError, match="Set PARTNERSHIP_FILE to your own"):
        found_partnership.Command().check_profile()


def test_a_person_at_the_terminal_is_asked_until_the_answer_can_be_used(db, monkeypatch, capsys):
    answers = iter(["", "Host Council", "nobody", "coordinator@example.org"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    call_command("found_partnership")
    assert User.objects.get().email == "coordinator@example.org"
    assert "“nobody” is not an email address" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"DEBUG": "false", "SECRET_KEY": "", "ALLOWED_HOSTS": ""}, "Set SECRET_KEY to a long random text"),
        ({"DEBUG": "false", "SECRET_KEY": "x"}, "Set ALLOWED_HOSTS to this site's host names"),
        ({"PARTNERSHIP_FILE": "no-such-file.toml"}, "no-such-file.toml"),
        ({"DATABASE_URL": "sqlite:////no-such-folder/portal.sqlite3"}, "The database cannot be used"),
    ],
)
def test_a_wrong_environment_is_a_sentence_not_a_traceback(tmp_path, environment, words):
    names = ("DATABASE_URL", "ALLOWED_HOSTS", "PARTNERSHIP_FILE", "DJANGO_SETTINGS_MODULE")
    env = {name: value for name, value in os.environ.items() if name not in names}
    done = subprocess.run(
        [sys.executable, "manage.py", *ARGUMENTS],
        cwd=BASE_DIR,
        env=env | {"DEBUG": "true", "VAR_DIR": str(tmp_path)} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr
