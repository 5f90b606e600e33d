"""One truth of who somebody is: a former address opens nothing, and what was open ends with every change."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from bcssp.accounts import services
from bcssp.accounts.invitations import prove_address
from partnership.models import User
from review.notifications import send_owed
from tests.factories.partnership import PASSWORD, UserFactory
from tests.stages import Cast

NEW = "new.address@example.org"


@pytest.fixture
def person(cast: Cast) -> User:
    """A partner who once proved the address."""
    prove_address(cast.partner_police)
    return cast.partner_police


def signs_in(address: str, password: str = PASSWORD) -> bool:
    """Whether this address and password open an account."""
    client = Client()
    client.post(reverse("account_login"), {"login": address, "password": password})
    return "_auth_user_id" in client.session


def letters(address: str) -> list[str]:
    """Ask for a new password; what is mailed to this address."""
    mail.outbox.clear()
    Client().post(reverse("account_reset_password"), {"email": address})
    send_owed()
    return [str(message.body) for message in mail.outbox if message.to == [address]]


def reset_link(address: str) -> str:
    """The path of the link for a new password."""
    found = re.search(r"/account/password/reset/key/\S+", letters(address)[0])
    assert found
    return found[0]


def sets_password(path: str) -> bool:
    """Whether the link still leads to a new password."""
    client = Client()
    page = client.get(path, follow=True)
    answer = client.post(
        page.redirect_chain[-1][0] if page.redirect_chain else path,
        {
            "password1": "another long password",
            "password2": "another long password",
        },
    )
    return answer.status_code == 302


def change(user: User, by: User, **other: Any) -> None:
    """Change the account as the coordinator does."""
    user = User.objects.get(pk=user.pk)
    given = {
        "email": user.email,
        "display_name": user.display_name,
        "roles": sorted(user.role_keys),
        "organisation": user.organisation,
    }
    services.change_account(user=user, by=by, **(given | other))


@pytest.mark.parametrize("way", ["service", "model", "update"])
@pytest.mark.postgres
def test_former_address_neither_signs_in_nor_resets_the_password(way: str, person: User, cast: Cast) -> None:
    old = person.email
    if way == "service":
        change(person, cast.coordinator, email=NEW)
    elif way == "model":
        person.email = NEW
        person.save()
    else:
        User.objects.filter(pk=person.pk).update(email=NEW)

    assert not signs_in(old)
    assert all("password/reset/key" not in text for text in letters(old))
    assert signs_in(NEW)
    assert "password/reset/key" in letters(NEW)[0]
    assert not EmailAddress.objects.filter(email=old).exists()


@pytest.mark.postgres
def test_database_keeps_no_proof_of_another_address(person: User) -> None:
    other = UserFactory()
    with pytest.raises(IntegrityError, match="proved_address_is_the_accounts"), transaction.atomic():
        EmailAddress.objects.create(user=other, email=NEW, verified=True)
    with pytest.raises(IntegrityError, match="proved_address_is_the_accounts"), transaction.atomic():
        EmailAddress.objects.filter(user=person).update(email=NEW)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE partnership_user SET email = %s WHERE id = %s", [NEW, person.pk])
    assert not EmailAddress.objects.filter(user=person).exists()


@pytest.mark.parametrize("what", ["email", "roles", "organisation", "close"])
@pytest.mark.asvs("7.4.3")
def test_sessions_and_links_end_with_every_change(what: str, person: User, cast: Cast) -> None:
    client = Client()
    client.force_login(person)
    path = reset_link(person.email)
    if what == "close":
        services.close_account(user=person, by=cast.coordinator)
        services.reopen_account(user=person, by=cast.coordinator)
    else:
        value: Any = {"email": NEW, "roles": [], "organisation": cast.icb}[what]
        change(person, cast.coordinator, **{what: value})

    assert client.get(reverse("work")).status_code == 302
    assert not sets_password(path)


def test_another_name_ends_nothing(person: User, cast: Cast) -> None:
    client = Client()
    client.force_login(person)
    change(person, cast.coordinator, display_name="Police analyst")
    assert client.get(reverse("work")).status_code == 200


def test_link_for_a_new_password_works_until_then(person: User) -> None:
    assert sets_password(reset_link(person.email))


def test_sign_in_that_began_before_a_change_is_not_finished(client: Client, person: User, cast: Cast) -> None:
    TOTP.activate(person, generate_totp_secret())
    codes = RecoveryCodes.activate(person).get_unused_codes()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    services.close_account(user=person, by=cast.coordinator)
    services.reopen_account(user=person, by=cast.coordinator)
    client.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert "_auth_user_id" not in client.session

    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": codes[1]})
    assert "_auth_user_id" in client.session


def test_invitation_under_way_is_sent_anew_with_other_roles(cast: Cast) -> None:
    user = services.create_account(
        by=cast.coordinator, email=NEW, display_name="New", roles=["partner"], organisation=cast.police
    )
    first = user.invitations.open().get()
    change(user, cast.coordinator, organisation=cast.icb)
    assert user.invitations.open().get() != first
