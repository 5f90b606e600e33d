"""What protects accounts beside the password: nothing is kept by browsers, nobody locks out somebody else."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.partnership import PASSWORD, UserFactory


@pytest.mark.parametrize(
    "name", ["mfa_activate_totp", "mfa_index", "account_change_password", "account_reauthenticate"]
)
def test_page_of_the_account_is_not_kept(name: str, client: Client, db: None) -> None:
    person = UserFactory()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
