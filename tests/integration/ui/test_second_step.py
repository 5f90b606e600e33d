"""The second step from end to end: set up, used at sign-in, recovery codes seen and downloaded, taken away again."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from partnership.models import User
from tests.factories.partnership import PASSWORD, UserFactory


@pytest.fixture
def person(db: None) -> User:
    """Somebody with an authenticator app and recovery codes."""
    user: User = UserFactory(display_name="Sam Example")
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    return user


def unused_codes(user: User) -> list[str]:
    """The recovery codes that still work."""
    codes: list[str] = (
        Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()
    )
    return codes


@pytest.fixture
def signed_in(client: Client, person: User) -> Client:
    """That person, past both steps."""
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": unused_codes(person)[0]})
    return client


@pytest.fixture
def confirmed(signed_in: Client, person: User) -> Client:
    """That person, who typed a code once more: account safety is changed only then."""
    signed_in.post(reverse("mfa_reauthenticate"), {"code": unused_codes(person)[0]})
    return signed_in


def read(client: Client, name: str) -> str:
    """The page of this name, which must answer."""
    response = client.get(reverse(name))
    assert response.status_code == 200
    return str(response.content.decode())


def test_password_alone_does_not_open_the_account(client: Client, person: User) -> None:
    response = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD}, follow=True)
    html = response.content.decode()

    assert "Enter your security code" in html
    assert "recovery codes" in html
    assert "_auth_user_id" not in client.session


def test_wrong_code_is_told_and_opens_nothing(client: Client, person: User) -> None:
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    html = client.post(reverse("mfa_authenticate"), {"code": "wrong"}).content.decode()

    assert "<title>Error: Enter your security code" in html
    assert '<a href="#id_code">' in html
    assert "_auth_user_id" not in client.session


@pytest.mark.asvs("6.5.1")
def test_recovery_code_opens_the_account_once(signed_in: Client, person: User) -> None:
    assert signed_in.session["_auth_user_id"] == str(person.pk)
    assert "9 unused recovery codes" in read(signed_in, "mfa_index")


def test_recovery_codes_are_seen_and_downloaded(confirmed: Client, person: User) -> None:
    seen = read(confirmed, "mfa_view_recovery_codes")
    taken_along = read(confirmed, "mfa_download_recovery_codes")

    for code in unused_codes(person):
        assert f'<code class="app-code">{code}</code>' in seen
        assert code in taken_along


def test_new_recovery_codes_replace_the_old(confirmed: Client, person: User) -> None:
    old = unused_codes(person)
    assert "Your current codes will stop working." in read(confirmed, "mfa_generate_recovery_codes")
    confirmed.post(reverse("mfa_generate_recovery_codes"))

    assert not set(old) & set(unused_codes(person))


def test_app_is_removed_after_a_question(confirmed: Client, person: User) -> None:
    assert "Remove the authenticator app?" in read(confirmed, "mfa_deactivate_totp")
    confirmed.post(reverse("mfa_deactivate_totp"))

    assert "No authenticator app is set up." in read(confirmed, "mfa_index")


def test_page_that_asks_for_the_code_once_more_offers_the_password_too(signed_in: Client) -> None:
    html = read(signed_in, "mfa_reauthenticate")

    assert "Confirm it is you" in html
    assert reverse("account_reauthenticate") in html
