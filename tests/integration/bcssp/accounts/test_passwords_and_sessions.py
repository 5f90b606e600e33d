"""Passwords as they are typed, keys of sessions, and what an ended session still opens: nothing."""

import datetime
import math
import re

import pytest
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.fernet import InvalidToken
from django.conf import global_settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.sessions.backends.db import SessionStore
from django.core import signing
from django.core.checks.security.base import check_secret_key
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from bcssp.accounts import secrets_at_rest
from bcssp.accounts.one_address import OneAddressTokens
from partnership.models import User
from tests.factories.partnership import PASSWORD, UserFactory

SIGN_IN = "/account/login/"


@pytest.fixture
def person(db: None) -> User:
    made: User = UserFactory()
    return made


def sign_in(client: Client, person: User, password: str = PASSWORD) -> bool:
    client.post(SIGN_IN, {"login": person.email, "password": password})
    return "_auth_user_id" in client.session


@pytest.mark.asvs("6.2.8")
@pytest.mark.parametrize("other", [PASSWORD.upper(), f"{PASSWORD} ", f" {PASSWORD}", PASSWORD[:-1]])
def test_password_is_checked_exactly_as_it_was_typed(other: str, client: Client, person: User) -> None:
    assert not sign_in(client, person, other)


@pytest.mark.asvs("6.2.9", "6.2.2")
def test_long_password_is_taken_whole(client: Client, person: User) -> None:
    long = "a river of quiet lanterns under nineteen hills 7" * 3
    client.force_login(person)
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": long, "password2": long})
    assert sign_in(Client(), person, long)
    assert not sign_in(Client(), person, long[:-1])


@pytest.mark.asvs("6.2.10")
def test_password_does_not_grow_old(client: Client, person: User) -> None:
    long_ago = timezone.now() - datetime.timedelta(days=3650)
    User.objects.filter(pk=person.pk).update(date_joined=long_ago, last_login=long_ago)
    assert sign_in(client, person)


@pytest.mark.asvs("6.2.6", "6.4.2")
def test_forms_hide_the_password_and_ask_no_secret_question(client: Client, db: None) -> None:
    html = client.get(SIGN_IN).content.decode()
    assert 'type="password"' in html
    assert 'autocomplete="current-password"' in html
    asked = client.get(reverse("account_reset_password")).context["form"].fields
    assert set(asked) == {"email"}


@pytest.mark.asvs("6.2.7")
def test_password_managers_know_each_field_of_a_password(client: Client, person: User) -> None:
    forms = {SIGN_IN: client.get(SIGN_IN)}
    client.force_login(person)
    forms |= {name: client.get(reverse(name)) for name in ("account_change_password", "account_reauthenticate")}
    key = f"{user_pk_to_url_str(person)}-{OneAddressTokens().make_token(person)}"
    forms["a mailed link"] = Client().get(
        reverse("account_reset_password_from_key", args=key.split("-", 1)), follow=True
    )
    for name, page in forms.items():
        fields = re.findall(r'<input[^>]*type="password"[^>]*>', page.content.decode())
        assert fields, name
        for field in fields:
            assert re.search(r'autocomplete="(current|new)-password"', field), f"{name}: {field}"
            assert "readonly" not in field


@pytest.mark.asvs("7.2.2", "7.2.3", "7.2.4")
def test_signing_in_gives_a_new_random_key(client: Client, person: User) -> None:
    client.post(SIGN_IN, {"login": person.email, "password": "wrong, and kept a session"})
    session = client.session
    session["before"] = True
    session.save()
    before = session.session_key
    assert sign_in(client, person)
    after = client.session.session_key
    assert after != before
    assert not SessionStore().exists(before)
    assert len(after) * math.log2(36) >= 128


@pytest.mark.asvs("7.2.1", "7.4.1")
def test_ended_session_opens_nothing(client: Client, person: User) -> None:
    assert sign_in(client, person)
    thief = Client()
    thief.cookies = client.cookies.copy()
    assert thief.get(reverse("account_home")).status_code == 200
    client.post(reverse("account_logout"))
    assert thief.get(reverse("account_home")).status_code == 302


@pytest.mark.asvs("7.4.3")
def test_change_of_the_password_ends_other_sessions(client: Client, person: User) -> None:
    other = Client()
    assert sign_in(client, person)
    assert sign_in(other, person)
    new = "another long and quiet one"
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert client.get(reverse("account_home")).status_code == 200
    assert other.get(reverse("account_home")).status_code == 302


def test_who_has_no_password_is_led_to_a_link_that_sets_one(client: Client, person: User) -> None:
    person.set_unusable_password()
    person.save()
    client.force_login(person)
    page = client.get(reverse("account_change_password"), follow=True)
    assert (page.status_code, page.request["PATH_INFO"]) == (200, reverse("account_reset_password"))


@pytest.mark.asvs("6.4.3")
def test_new_password_does_not_pass_by_the_second_step(client: Client, person: User) -> None:
    TOTP.activate(person, generate_totp_secret())
    key = f"{user_pk_to_url_str(person)}-{OneAddressTokens().make_token(person)}"
    uid, _, token = key.partition("-")
    page = client.get(reverse("account_reset_password_from_key", args=[uid, token]), follow=True)
    new = "another long and quiet one"
    client.post(page.request["PATH_INFO"], {"password1": new, "password2": new}, follow=True)
    person.refresh_from_db()
    assert person.check_password(new)
    assert "_auth_user_id" not in client.session


@pytest.mark.asvs("6.5.3", "6.5.4")
def test_codes_and_secrets_are_long_and_differ(person: User) -> None:
    secrets = {generate_totp_secret() for _ in range(50)}
    assert len(secrets) == 50
    assert min(len(secret) for secret in secrets) * 5 >= 128
    codes = RecoveryCodes.activate(person).get_unused_codes()
    assert len(set(codes)) == len(codes) == 10
    assert all(len(code) >= 8 for code in codes)


@pytest.mark.asvs("11.2.3")
def test_keys_have_128_bits_and_more(settings: Settings) -> None:
    (fernet,) = secrets_at_rest._keys()._fernets
    assert len(fernet._encryption_key) * 8 >= 128
    assert len(fernet._signing_key) * 8 >= 128
    assert signing.Signer().algorithm == "sha256"
    for key, warned in (("abcdefghij" * 5, []), ("a-short-one", ["security.W009"])):
        settings.SECRET_KEY = key
        assert [warning.id for warning in check_secret_key(None)] == warned


@pytest.mark.asvs("11.3.3")
def test_encrypted_secret_that_was_changed_is_refused(settings: Settings) -> None:
    stored = secrets_at_rest.encrypt("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in stored
    changed = stored[:-6] + ("A" if stored[-6] != "A" else "B") + stored[-5:]
    with pytest.raises(InvalidToken):
        secrets_at_rest.decrypt(changed)


@pytest.mark.asvs("11.2.2")
@pytest.mark.parametrize("before", ["fewer rounds", "another algorithm"])
def test_password_is_hashed_anew_when_the_portal_hashes_otherwise(
    before: str, client: Client, person: User, settings: Settings
) -> None:
    """Nobody has to choose another password because rounds or the algorithm were changed."""
    old = PBKDF2PasswordHasher()
    settings.PASSWORD_HASHERS = [
        f"django.contrib.auth.hashers.{name}" for name in ("ScryptPasswordHasher", "PBKDF2PasswordHasher")
    ]
    if before == "fewer rounds":
        settings.PASSWORD_HASHERS.reverse()
    person.password = old.encode(PASSWORD, old.salt(), iterations=1_000)
    person.save()

    assert sign_in(client, person)

    person.refresh_from_db()
    begun = f"pbkdf2_sha256${old.iterations}$" if before == "fewer rounds" else "scrypt$"
    assert person.password.startswith(begun)
    assert sign_in(Client(), person)
    assert not sign_in(Client(), person, f"{PASSWORD}!")


@pytest.mark.asvs("11.4.2")
def test_passwords_are_stored_by_a_slow_hash() -> None:
    from bcssp import settings as production  # noqa: PLC0415 (those of the tests are quick)

    assert not hasattr(production, "PASSWORD_HASHERS"), "Django's own, which grow with it"
    assert global_settings.PASSWORD_HASHERS[0].endswith(PBKDF2PasswordHasher.__name__)
    assert PBKDF2PasswordHasher.iterations >= 600_000
