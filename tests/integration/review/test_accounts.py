"""Accounts in the admin: roles that go together with the organisation, each change in the trail."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from partnership.models import RoleGrant, User
from review.audit import verify_trail
from review.models import Event
from tests.stages import Cast


def account_form(user: User, *added: str, organisation: Any = None) -> dict[str, Any]:
    """What the form sends: the roles as they are, and those that are added."""
    grants = list(user.role_grants.order_by("pk"))
    rows = [(grant.pk, grant.role) for grant in grants] + [("", role) for role in added]
    data = {
        "email": user.email,
        "display_name": user.display_name,
        "organisation": user.organisation_id or "" if organisation is None else organisation,
        "is_active": "on",
        "role_grants-TOTAL_FORMS": len(rows),
        "role_grants-INITIAL_FORMS": len(grants),
    }
    for number, (pk, role) in enumerate(rows):
        data |= {f"role_grants-{number}-{name}": value for name, value in (("id", pk), ("role", role))}
        data[f"role_grants-{number}-user"] = user.pk
    return data


def address_of(user: User) -> str:
    return reverse("admin:partnership_user_change", args=[user.pk])


def test_change_of_roles_leaves_a_line_and_says_who_gave_them(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    answer = client.post(address_of(cast.board_police), account_form(cast.board_police, "partner"))

    assert answer.status_code == 302
    assert RoleGrant.objects.get(user=cast.board_police, role="partner").granted_by == cast.coordinator
    line = Event.objects.about(cast.board_police)[0]
    assert (line.verb, line.actor, line.data["roles"]) == (
        "change account",
        cast.coordinator,
        ["board_member", "partner"],
    )
    assert verify_trail() is None


def test_saving_without_a_change_leaves_no_line(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    client.post(address_of(cast.board_police), account_form(cast.board_police))

    assert not Event.objects.about(cast.board_police).exists()


@pytest.mark.parametrize(
    ("who", "role", "organisation", "words"),
    [
        ("board_police", "board_member", "", "needs an organisation"),
        ("board_police", "chair", None, "is independent"),
    ],
)
def test_role_that_does_not_go_together_with_the_organisation_is_refused(
    who: str, role: str, organisation: str | None, words: str, client: Client, cast: Cast
) -> None:
    person = getattr(cast, who)
    added = () if role in person.role_keys else (role,)
    client.force_login(cast.coordinator)
    answer = client.post(address_of(person), account_form(person, *added, organisation=organisation))

    assert answer.status_code == 200
    assert words in answer.content.decode()
    person.refresh_from_db()
    assert person.organisation == cast.police
    assert person.role_grants.count() == 1
