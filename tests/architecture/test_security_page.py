"""docs/security.md says what ASVS wants to be documented, with the numbers that the code has."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from bcssp.accounts.passwords import _OF_THE_FIELD
from bcssp.views import MOST_PREVIEWS
from events.forgetting import KEPT_AFTERWARDS
from indicators.files.file_checks import MOST_CHECKS
from indicators.files.uploads import MOST_UPLOADS
from indicators.parsing.archive import LIMITS
from mailing.subscribing import LETTERS_A_DAY
from partnership.children import MOST_SECONDS

BASE_DIR = Path(__file__).resolve().parents[2]


@cache
def section(title: str) -> str:
    """What stands below a heading; nothing where there is none."""
    text = (BASE_DIR / "docs" / "security.md").read_text(encoding="utf-8")
    return next((part for part in re.split(r"^## ", text, flags=re.MULTILINE) if part.startswith(f"{title}\n")), "")


@pytest.mark.asvs("14.1.1", "14.1.2", "8.1.2")
def test_data_has_levels_and_each_its_protection() -> None:
    said = section("Data")
    for level in ("secret", "personal", "confidential", "public"):
        assert f"| {level} |" in said
    assert f"{KEPT_AFTERWARDS.days} days after an event" in said
    assert "which fields" in said


@pytest.mark.asvs("8.1.1")
def test_roles_and_permissions_are_described() -> None:
    assert "permissions.py" in section("Data")
    assert "## Permissions" in (BASE_DIR / "DEVELOPING.md").read_text(encoding="utf-8")


@pytest.mark.asvs("6.1.1", "6.1.2", "6.1.3", "6.3.4")
def test_ways_to_sign_in_are_described_with_what_slows_guessing_and_the_words_of_passwords() -> None:
    said = section("Ways to sign in")
    assert "after 5 in 5 minutes" in said
    assert "no one locks anyone out" in said
    assert [word for word in _OF_THE_FIELD if f"“{word}”" not in said] == []
    supported = {"totp": "code of an app", "webauthn": "passkey", "recovery_codes": "recovery code"}
    assert set(settings.MFA_SUPPORTED_TYPES) == set(supported)
    assert [words for words in supported.values() if words not in said] == []


@pytest.mark.asvs("7.1.1", "7.1.2")
def test_sessions_are_described_with_their_times() -> None:
    said = section("Ways to sign in")
    assert f"after {settings.IDLE_SECONDS_DECIDING // 60} minutes without a request for those who decide" in said
    assert f"after {settings.IDLE_SECONDS // 3600} hours for others" in said
    assert f"and after {settings.SESSION_COOKIE_AGE // 3600} hours" in said
    assert "any number of sessions" in said


@pytest.mark.asvs("2.1.3", "5.1.1", "15.1.3")
def test_limits_are_those_of_the_code() -> None:
    said = section("Limits")
    numbers: dict[str, Any] = {
        f"{LIMITS.file_bytes // 1024**2} MB": "files of figures",
        f"{MOST_UPLOADS} an hour": "files of figures",
        f"{MOST_CHECKS} checks": "files of figures",
        f"{MOST_SECONDS:.0f} seconds": "any file",
        f"{MOST_PREVIEWS:,} an hour": "previews",
        f"{settings.SEARCHES_PER_MINUTE} a minute": "searches",
        f"{settings.EMAILS_A_MINUTE} a minute": "emails",
        f"{LETTERS_A_DAY} letters": "emails",
    }
    for number, what in numbers.items():
        row = next(line for line in said.splitlines() if line.startswith(f"| {what}"))
        assert number in row, what
    assert "What takes long" in said


@pytest.mark.asvs("2.1.1", "2.1.2")
def test_rules_for_figures_are_described() -> None:
    rules = (BASE_DIR / "docs" / "checks.md").read_text(encoding="utf-8")
    assert "rows of one column" in rules
    assert "figures of two returns of one organisation" in rules
    assert "checks.md" in section("Limits")


@pytest.mark.asvs("11.1.1", "11.1.2")
def test_every_key_and_algorithm_is_listed() -> None:
    said = section("Keys and algorithms")
    for word in ("SECRET_KEY", "SECRET_KEY_FALLBACKS", "TOTP", "passkey", "links", "TLS"):
        assert word in said
    for word in ("HMAC-SHA-256", "AES-128-CBC", "PBKDF2", "SHA-256"):
        assert word in said


@pytest.mark.asvs("16.1.1")
def test_what_is_logged_is_described() -> None:
    said = section("What is logged")
    assert {"audit trail (database)", "log (standard error, a line or JSON each)"} <= {
        line.split("|")[1].strip() for line in said.splitlines() if line.startswith("| ")
    }
    assert "how long" in said


@pytest.mark.asvs("13.1.1")
def test_who_the_portal_talks_to_is_described() -> None:
    said = section("Who the portal talks to")
    assert [word for word in ("PostgreSQL", "Redis", "mail server") if word not in said] == []


@pytest.mark.asvs("15.1.1")
def test_how_soon_libraries_are_updated_is_said() -> None:
    said = section("Libraries")
    assert re.search(r"within \d+ days when critical, \d+ days when high", said)
    assert "make sbom" in said
