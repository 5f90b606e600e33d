"""The table of variables is whole, its pages are up to date, and a portal with a wrong value does not start."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bcssp.silent_database import PatientConnection
from bcssp.variables import PAGES, SUPERVISOR, TEXT, VARIABLES, Variable, faults

BASE_DIR = Path(__file__).resolve().parents[2]
# Read by the supervisor, not by the settings.
SUPERVISOR_ONLY = {"PORT", "EXAMPLE_PASSWORD"}


def variables_read_by_settings() -> set[str]:
    """Find every `env.something("NAME", ...)` and `env("NAME")` in the settings."""
    tree = ast.parse((BASE_DIR / "bcssp" / "settings.py").read_text(encoding="utf-8"))
    names = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
            continue
        caller = node.func.value if isinstance(node.func, ast.Attribute) else node.func
        if isinstance(caller, ast.Name) and caller.id == "env":
            names.add(str(node.args[0].value))
    return names


def test_table_has_every_variable_and_no_other() -> None:
    server = (BASE_DIR / "bcssp" / "patient.py").read_text(encoding="utf-8")
    read = variables_read_by_settings() | set(re.findall(r'environ\.get\("([A-Z_]+)"', server))
    assert {one.name for one in VARIABLES} == read
    assert {one.name for one in SUPERVISOR} == SUPERVISOR_ONLY


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_page_is_written_from_the_table(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == PAGES[path](), "run: python -m bcssp.variables"


@pytest.mark.parametrize("one", [*VARIABLES, *SUPERVISOR], ids=lambda one: one.name)
def test_example_and_default_are_values_that_the_check_takes(one: Variable) -> None:
    assert one.fault(one.example) == ""
    if one.kind is not TEXT and " " not in one.default and "," not in one.default:
        assert one.fault(one.default) == ""


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("REQUIRE_MFA", "ture", "REQUIRE_MFA is “ture”. Give true or false, for example true, or remove it."),
        ("WEB_THREADS", "", "WEB_THREADS is empty. Give a whole number, 1 or more, for example 8, or remove it."),
        ("WEB_THREADS", "0", "WEB_THREADS is “0”. Give a whole number, 1 or more"),
        ("WEB_THREADS", "8.5", "WEB_THREADS is “8.5”."),
        ("REMINDERS_QUIET_FROM", "6pm", "Give a time of the day such as 18:00"),
        ("LOG_FORMAT", "xml", "Give one of text, json"),
        ("DATABASE_URL", "mysql://portal:secret@db/portal", "DATABASE_URL is not an address that we know."),
        ("EMAIL_URL", "user:secret@mail.example.org", "EMAIL_URL is not an address that we know."),
        ("SITE_URL", "portal.example.org", "Give an address that begins with http:// or https://"),
    ],
)
def test_value_that_cannot_be_meant_is_refused_with_what_to_set(name: str, value: str, said: str) -> None:
    (fault,) = faults({name: value, "UNKNOWN": "left alone"})
    assert said in fault
    assert "secret" not in fault, "a log is read by others than the settings"


def started(var: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """What comes of loading the settings with these variables alone."""
    env = {name: value for name, value in os.environ.items() if name not in variables_read_by_settings()}
    return subprocess.run(
        [sys.executable, "-c", "import bcssp.settings"],
        cwd=BASE_DIR,
        env=env | given | {"VAR_DIR": str(var)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.asvs("13.2.3")
def test_portal_does_not_start_with_a_second_factor_that_is_off_by_a_typing_error(tmp_path: Path) -> None:
    done = started(tmp_path, SECRET_KEY="a-value", ALLOWED_HOSTS="a-value", REQUIRE_MFA="ture")
    assert done.returncode != 0
    assert "REQUIRE_MFA is “ture”. Give true or false" in done.stderr


def test_settings_are_read_through_env_only() -> None:
    text = (BASE_DIR / "bcssp" / "settings.py").read_text(encoding="utf-8")

    assert "os.environ" not in text
    assert "getenv" not in text


@pytest.mark.parametrize(("missing", "given"), [("SECRET_KEY", "ALLOWED_HOSTS"), ("ALLOWED_HOSTS", "SECRET_KEY")])
@pytest.mark.asvs("13.2.3")
def test_production_refuses_to_start_without(missing: str, given: str, tmp_path: Path) -> None:
    done = started(tmp_path, **{"DEBUG": "false", missing: "", given: "a-value"})

    assert done.returncode != 0
    assert f"Set {missing}" in done.stderr


@pytest.mark.asvs("4.1.3", "15.3.4")
def test_production_counts_attempts_to_sign_in_by_browser_and_not_by_proxy(tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if name not in variables_read_by_settings()}
    env |= {"DEBUG": "false", "VAR_DIR": str(tmp_path), "SECRET_KEY": "a-value", "ALLOWED_HOSTS": "a-value"}
    ask = "import bcssp.settings; print(bcssp.settings.ALLAUTH_TRUSTED_PROXY_COUNT)"

    done = subprocess.run(
        [sys.executable, "-c", ask], cwd=BASE_DIR, env=env, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "1"


def options_of_production(tmp_path: Path, setting: str, **address: str) -> dict[str, Any]:
    """The options that production gives to a service at this address."""
    env = {name: value for name, value in os.environ.items() if name not in variables_read_by_settings()}
    env |= {"DEBUG": "false", "VAR_DIR": str(tmp_path), "SECRET_KEY": "a-value", "ALLOWED_HOSTS": "a-value"}
    ask = f"import json, bcssp.settings as s; print(json.dumps(s.{setting}['default']['OPTIONS'], default=str))"
    done = subprocess.run(
        [sys.executable, "-c", ask], cwd=BASE_DIR, env=env | address, capture_output=True, text=True, check=True
    )
    given: dict[str, Any] = json.loads(done.stdout)
    return given


def test_no_request_waits_long_for_a_cache_that_says_nothing(tmp_path: Path) -> None:
    options = options_of_production(tmp_path, "CACHES", CACHE_URL="redis://127.0.0.1:6379/1?max_connections=9")
    assert options == {"max_connections": 9, "socket_connect_timeout": 2, "socket_timeout": 2}


def test_what_the_address_of_the_database_asks_is_kept(tmp_path: Path) -> None:
    """Such as TLS with a verified certificate."""
    options = options_of_production(tmp_path, "DATABASES", DATABASE_URL="postgres://a:b@c/d?sslmode=verify-full")
    assert options["sslmode"] == "verify-full"
    assert options["connect_timeout"] == 2


def test_no_request_waits_long_for_a_database_that_says_nothing(tmp_path: Path) -> None:
    """tests/services/test_silent_servers.py cuts the wire of such a connection."""
    pool = options_of_production(tmp_path, "DATABASES", DATABASE_URL="postgres://a:b@c/d")["pool"]
    assert pool["timeout"] == 2
    assert pool["connection_class"] == str(PatientConnection)


def test_limits_are_counted_where_all_processes_see_them_unless_somebody_says_otherwise(tmp_path: Path) -> None:
    for debug in ("true", "false"):
        options = options_of_production(tmp_path, "CACHES", DEBUG=debug)
        assert options == {"MAX_ENTRIES": 100_000}, "the cache in the database"


@pytest.mark.parametrize("given", ["", "filemail://{}/other"])
def test_mail_and_database_stay_below_the_folder_of_the_portal(given: str, tmp_path: Path) -> None:
    var = tmp_path / "ours + theirs, 100%41"
    env = {name: value for name, value in os.environ.items() if name not in variables_read_by_settings()}
    env |= {"DEBUG": "true", "VAR_DIR": str(var)} | ({"EMAIL_URL": given.format(tmp_path)} if given else {})
    names = ("EMAIL_BACKEND", "EMAIL_FILE_PATH", "DATABASES['default']['NAME']")
    ask = f"import bcssp.settings as s; print({', '.join(f's.{name}' for name in names)}, sep='\\n')"

    done = subprocess.run(
        [sys.executable, "-c", ask], cwd=BASE_DIR, env=env, capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines() == [
        "django.core.mail.backends.filebased.EmailBackend",
        str(tmp_path / "other" if given else var / "mail"),
        str(var / "portal.sqlite3"),
    ]


@pytest.mark.asvs("3.3.1", "3.3.2", "3.3.3", "3.3.4", "12.2.1", "13.4.2", "6.3.3")
def test_production_has_safe_cookies_tls_two_steps_and_no_debugging(tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if name not in variables_read_by_settings()}
    env |= {"VAR_DIR": str(tmp_path), "SECRET_KEY": "a-value", "ALLOWED_HOSTS": "portal.example.org"}
    names = (
        *("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"),
        *("SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "CSRF_COOKIE_SAMESITE", "SESSION_COOKIE_DOMAIN"),
        *("SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "DEBUG", "REQUIRE_MFA", "SITE_URL"),
    )
    ask = (
        "import json, os; os.environ['DJANGO_SETTINGS_MODULE'] = 'bcssp.settings'; "
        f"from django.conf import settings; print(json.dumps([getattr(settings, one) for one in {names!r}]))"
    )

    done = subprocess.run(
        [sys.executable, "-c", ask], cwd=BASE_DIR, env=env, capture_output=True, text=True, check=True
    )

    assert dict(zip(names, json.loads(done.stdout), strict=True)) == {
        "SESSION_COOKIE_NAME": "__Host-session",
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_DOMAIN": None,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31536000,
        "DEBUG": False,
        "REQUIRE_MFA": True,
        "SITE_URL": "https://portal.example.org",
    }
