"""Invitations: a link works once, for a while, for one account; and it proves the address."""

import datetime
import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bcssp.accounts.invitations import LIFE, accept, invite
from partnership.exceptions import WrongState
from partnership.models import User
from review.models import Event, Notification
from review.notifications import send_owed
from tests.factories.partnership import PASSWORD, UserFactory
from tests.stages import Cast

NEW = {"password1": "a long enough password", "password2": "a long enough password"}


@pytest.fixture
def person(cast: Cast) -> User:
    """Somebody who has no password yet."""
    return User.objects.create_user("invited@example.org", display_name="Invited partner", organisation=cast.police)


def path_of(link: str) -> str:
    return link[link.index("/account/") :]


def test_link_sets_the_password_signs_in_and_proves_the_address(client: Client, person: User, cast: Cast) -> None:
    path = path_of(invite(user=person, by=cast.coordinator))
    page = client.get(path)
    assert "invited@example.org" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]

    answer = client.post(path, NEW)

    assert (answer.status_code, answer["Location"]) == (302, "/partner/")
    person.refresh_from_db()
    assert person.check_password(NEW["password1"])
    assert client.session["_auth_user_id"] == str(person.pk)
    assert EmailAddress.objects.get(user=person).verified
    assert [line.verb for line in Event.objects.about(person).order_by("sequence")] == ["invite", "accept invitation"]


@pytest.mark.asvs("6.4.1")
def test_link_works_once(client: Client, person: User, cast: Cast) -> None:
    path = path_of(invite(user=person, by=cast.coordinator))
    client.post(path, NEW)
    other = Client()
    answer = other.post(path, {"password1": "another long password", "password2": "another long password"})

    assert answer.status_code == 410
    assert "no longer works" in answer.content.decode()
    person.refresh_from_db()
    assert person.check_password(NEW["password1"])


@pytest.mark.asvs("3.5.3")
def test_looking_at_the_link_uses_nothing_up(client: Client, person: User, cast: Cast) -> None:
    path = path_of(invite(user=person, by=cast.coordinator))
    for _ in range(3):
        assert client.get(path).status_code == 200
        assert client.head(path).status_code == 200
    assert client.post(path, NEW).status_code == 302


@pytest.mark.parametrize("minutes", [-1, 1])
@pytest.mark.asvs("6.4.1", "9.2.1")
def test_link_expires_after_seven_days(minutes: int, client: Client, person: User, cast: Cast) -> None:
    path = path_of(invite(user=person, by=cast.coordinator))
    row = person.invitations.get()
    row.invited_at = timezone.now() - LIFE - datetime.timedelta(minutes=minutes)
    row.expires_at = row.invited_at + LIFE
    row.save()
    assert client.post(path, NEW).status_code == (410 if minutes > 0 else 302)


def test_newer_invitation_replaces_the_older_one(client: Client, person: User, cast: Cast) -> None:
    old = path_of(invite(user=person, by=cast.coordinator))
    new = path_of(invite(user=person, by=cast.coordinator))
    assert client.get(old).status_code == 410
    assert client.get(new).status_code == 200


def test_link_belongs_to_one_account(person: User, cast: Cast) -> None:
    other = User.objects.create_user("other@example.org", display_name="Other", organisation=cast.police)
    token = path_of(invite(user=person, by=cast.coordinator)).split("/")[-2]
    invite(user=other, by=cast.coordinator)
    assert accept(token=token, password=NEW["password1"]) == person
    other.refresh_from_db()
    assert not other.has_usable_password()
    with pytest.raises(WrongState):
        accept(token="x" * 43, password=NEW["password1"])


def test_weak_password_is_refused_and_the_link_still_works(client: Client, person: User, cast: Cast) -> None:
    path = path_of(invite(user=person, by=cast.coordinator))
    for weak in ("short", "123456789012345", "invited@example.org"):
        html = client.post(path, {"password1": weak, "password2": weak}).content.decode()
        assert "There is a problem" in html
    person.refresh_from_db()
    assert not person.has_usable_password()
    assert client.post(path, NEW).status_code == 302


def test_letter_says_what_to_do_and_keeps_no_secret_once_it_was_sent(person: User, cast: Cast, settings: Any) -> None:
    settings.REQUIRE_MFA = True
    link = invite(user=person, by=cast.coordinator)
    send_owed()

    letter = mail.outbox[0]
    assert letter.to == ["invited@example.org"]
    assert letter.subject == "Set up your account with BCSSP"
    assert link in letter.body
    assert "You need an authenticator app" in letter.body
    assert Notification.objects.get(recipient=person).body == ""
    assert not re.search(r"[A-Za-z0-9_-]{43}", str(Event.objects.about(person)[0].data))


def test_who_has_a_password_or_a_closed_account_is_not_invited(cast: Cast) -> None:
    with pytest.raises(WrongState, match="Forgotten your password"):
        invite(user=cast.chair, by=cast.coordinator)
    closed = User.objects.create_user("closed@example.org", display_name="Closed", is_active=False)
    with pytest.raises(WrongState, match="closed"):
        invite(user=closed, by=cast.coordinator)


def test_second_factor_can_be_set_up_at_once_after_the_invitation(
    client: Client, person: User, cast: Cast, settings: Any
) -> None:
    settings.REQUIRE_MFA = True
    answer = client.post(path_of(invite(user=person, by=cast.coordinator)), NEW, follow=True)

    assert answer.redirect_chain[-1][0] == reverse("mfa_activate_totp")
    assert "Set up an authenticator app" in answer.content.decode()


def test_forgotten_password_proves_the_address_and_signs_in(client: Client, settings: Any, db: None) -> None:
    settings.REQUIRE_MFA = True
    person: Any = UserFactory()
    EmailAddress.objects.create(user=person, email=person.email, verified=False, primary=True)
    client.post(reverse("account_reset_password"), {"email": person.email})
    send_owed()
    path = path_of(re.search(r"http\S+", mail.outbox[0].body)[0])  # type: ignore[index]
    form = client.get(path, follow=True)
    answer = client.post(form.redirect_chain[-1][0], NEW, follow=True)

    assert EmailAddress.objects.get(user=person).verified
    assert "Set up an authenticator app" in answer.content.decode()


def test_password_alone_leads_to_the_address_being_proved_where_a_second_factor_is_required(
    client: Client, settings: Any, db: None
) -> None:
    settings.REQUIRE_MFA = True
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    person: Any = UserFactory()
    answer = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD}, follow=True)
    assert "Check your email" in answer.content.decode()
    assert "_auth_user_id" not in client.session

    send_owed()
    path = path_of(re.search(r"http\S+", mail.outbox[0].body)[0])  # type: ignore[index]
    assert "Confirm your email address" in client.get(path).content.decode()
    assert not EmailAddress.objects.get(user=person).verified
    answer = client.post(path, follow=True)

    assert client.session["_auth_user_id"] == str(person.pk)
    # The password that was typed at sign-in is asked for once more: allauth's way before anything of safety changes.
    answer = client.post(answer.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
    assert "Set up an authenticator app" in answer.content.decode()
    assert "no longer works" in client.get(path.replace(path[-8:-4], "xxxx")).content.decode()
