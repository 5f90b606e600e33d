"""What protects accounts beside the password: nothing is kept by browsers, nobody locks out somebody else."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.factories.partnership import PASSWORD, UserFactory


@pytest.mark.parametrize(
    "name", ["mfa_activate_totp", "mfa_index", "account_change_password", "account_reauthenticate"]
)
@pytest.mark.asvs("14.3.2")
def test_page_of_the_account_is_not_kept(name: str, client: Client, db: None) -> None:
    person = UserFactory()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.asvs("4.1.3", "15.3.4", "6.3.1")
def test_who_guesses_passwords_locks_out_nobody_else(client: Client, db: None, settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    person = UserFactory()
    address = reverse("account_login")
    for number in range(40):
        guess = {"login": f"somebody.{number}@example.org", "password": "guessed"}
        # The proxy writes the address that it sees behind what the browser made up.
        client.post(address, guess, headers={"X-Forwarded-For": f"192.0.2.{number}, 203.0.113.5"})

    secret = {"login": person.email, "password": PASSWORD}
    client.post(address, secret, headers={"X-Forwarded-For": "198.51.100.7, 203.0.113.5"})
    assert "_auth_user_id" not in client.session, "the one who guessed has to wait"
    client.post(address, secret, headers={"X-Forwarded-For": "203.0.113.5, 198.51.100.7"})
    assert "_auth_user_id" in client.session
