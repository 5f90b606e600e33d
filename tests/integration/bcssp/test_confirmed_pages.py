"""Who changes roles, seats, policies or retention periods shows first who they are; what was typed is not lost."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from bcssp.accounts.models import PersonChange, SeatChange
from indicators.disclosure.policies import propose_policy
from indicators.models import DisclosurePolicy
from partnership.models import Seat, User
from review.models import Event
from tests.confirming import confirm
from tests.factories.partnership import PASSWORD, GroupFactory, SeatFactory
from tests.stages import Cast

SEAT = {"starts_on-day": "1", "starts_on-month": "4", "starts_on-year": "2022"}
POLICY = {
    "family": "missing-children",
    "method": "suppress",
    "threshold": "9",
    "zeros": "printed",
    "base": "",
    "symbol": "[c]",
    "reason": "Small towns.",
}
PERIODS = {"uploads": "1", "drafts": "90", "typed": "60", "emails": "300", "previews": "365"}
NEW_POLICY = "indicators:policy-propose"


@dataclass(frozen=True)
class Sent:
    """A form as somebody sends it: to which page, about what, with what."""

    name: str
    data: Callable[[Cast], dict[str, Any]]
    about: Callable[[Cast], list[int]] = lambda cast: []
    by: str = "coordinator"

    def address(self, cast: Cast) -> str:
        return reverse(self.name, args=self.about(cast))


def account(user: User, *roles: str) -> dict[str, Any]:
    """What the form of an account sends."""
    return {
        "email": user.email,
        "display_name": user.display_name,
        "organisation": user.organisation_id or "",
        "roles": [*user.role_keys, *roles],
    }


def closed(cast: Cast) -> list[int]:
    """An account that was closed."""
    User.objects.filter(pk=cast.partner_police.pk).update(is_active=False)
    return [cast.partner_police.pk]


def without_telephone(cast: Cast) -> list[int]:
    """An account with a second step."""
    Authenticator.objects.create(user=cast.partner_police, type=Authenticator.Type.TOTP, data={})
    return [cast.partner_police.pk]


def proposed(cast: Cast) -> list[int]:
    """A policy that waits for its second person."""
    parts = {"family_slug": "missing-children", "threshold": 9, "zeros": "printed", "method": "suppress"}
    return [propose_policy(**parts, base=0, symbol="[c]", reason="Small towns.", by=cast.coordinator).pk]  # type: ignore[arg-type]


def seat(cast: Cast) -> list[int]:
    """The chair's seat."""
    return [SeatFactory(group=GroupFactory(kind="board"), title="Chair", organisation=None, holder=cast.chair).pk]


def new_person(cast: Cast) -> dict[str, Any]:
    given = {"email": "new@example.org", "display_name": "New", "roles": ["partner"]}
    return given | {"organisation": cast.police.pk}


def new_seat(cast: Cast) -> dict[str, Any]:
    return SEAT | {"title": "Member", "group": GroupFactory(kind="subgroup").pk, "organisation": cast.police.pk}


def other_holder(cast: Cast) -> dict[str, Any]:
    return SEAT | {"title": "Chair", "group": Seat.objects.get().group_id, "holder": cast.board_council.pk}


PAGES = [
    Sent("person-create", new_person),
    Sent("person", lambda cast: account(cast.board_police, "partner"), lambda cast: [cast.board_police.pk]),
    Sent("person-reopen", lambda cast: {}, closed),
    Sent("person-second-factor-remove", lambda cast: {"reason": "Called them."}, without_telephone),
    Sent("partnership:seat-create", new_seat),
    Sent("partnership:seat-edit", other_holder, seat),
    Sent(NEW_POLICY, lambda cast: POLICY),
    Sent("indicators:policy-decide", lambda cast: {"answer": "agree"}, proposed, "board_icb"),
    Sent("indicators:policy-decide", lambda cast: {"answer": "refuse", "note": "Too much."}, proposed, "board_icb"),
    Sent("retention", lambda cast: PERIODS),
]


def written() -> dict[str, Any]:
    """How much there is of what these pages write, and how the policies stand."""
    models = (Event, User, PersonChange, Seat, SeatChange)
    counts = {model.__name__: model._default_manager.count() for model in models}
    return counts | {"policies": list(DisclosurePolicy.objects.values_list("pk", "state"))}


@pytest.mark.parametrize("sent", PAGES, ids=lambda sent: sent.name)
def test_nothing_changes_before_the_person_has_shown_who_they_are(sent: Sent, cast: Cast, client: Client) -> None:
    person, address = getattr(cast, sent.by), sent.address(cast)
    data, before = sent.data(cast), written()
    client.force_login(person)
    asked = client.post(address, data)
    assert asked.headers["Location"].startswith(f"{reverse('account_reauthenticate')}?next=")
    assert written() == before
    confirm(client, person)
    assert client.post(address, data).status_code == 302
    assert written() != before


def test_what_was_typed_is_done_once_the_password_is_right(cast: Cast, client: Client) -> None:
    cast.board_icb.set_password(PASSWORD)
    cast.board_icb.save()
    client.force_login(cast.board_icb)
    asked = client.post(f"{reverse(NEW_POLICY)}?family=missing-children", POLICY)
    client.post(asked.headers["Location"], {"password": "wrong"})
    assert not DisclosurePolicy.objects.exists()
    done = client.post(asked.headers["Location"], {"password": PASSWORD})
    policy = DisclosurePolicy.objects.get()
    assert (policy.threshold, policy.reason) == (9, "Small towns.")
    assert done.headers["Location"] == reverse("indicators:policy-decide", args=[policy.pk])


def test_what_was_wrong_is_said_after_the_password_and_can_be_sent_again(cast: Cast, client: Client) -> None:
    cast.board_icb.set_password(PASSWORD)
    cast.board_icb.save()
    client.force_login(cast.board_icb)
    address = f"{reverse(NEW_POLICY)}?family=missing-children"
    asked = client.post(address, POLICY | {"threshold": "many"})
    html = client.post(asked.headers["Location"], {"password": PASSWORD}).content.decode()
    assert "must be a whole number, like 5" in html
    assert "Small towns." in html
    assert f'<form method="post" action="{address}"' in " ".join(html.split())
    assert client.post(address, POLICY).status_code == 302
