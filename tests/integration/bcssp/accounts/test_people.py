"""The coordinator's pages of accounts: roles that go together with the organisation, each change in the trail."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from bcssp.accounts.invitations import invite
from bcssp.accounts.models import PersonChange
from partnership.models import Organisation, RoleGrant, User
from review.audit import verify_trail
from review.models import Event, Notification
from review.services import move
from review.transitions import Verb
from tests.confirming import confirm
from tests.factories.partnership import PASSWORD, GroupFactory, SeatFactory
from tests.stages import Cast


@pytest.fixture
def coordinator(client: Client, cast: Cast) -> Client:
    """The coordinator, who has just shown who they are."""
    confirm(client, cast.coordinator)
    return client


def form_of(user: User, *added: str, **other: Any) -> dict[str, Any]:
    """What the form sends: the account as it stands, with these roles too."""
    data = {
        "email": user.email,
        "display_name": user.display_name,
        "organisation": user.organisation_id or "",
        "roles": [*user.role_keys, *added],
    }
    return data | other


def new(**other: Any) -> dict[str, Any]:
    """What the form sends for a new partner of the police."""
    police = Organisation.objects.get(slug="police").pk
    given = {"email": "New@Example.org", "display_name": "New partner", "organisation": police, "roles": ["partner"]}
    return given | other


def page_of(user: User) -> str:
    return reverse("person", args=[user.pk])


def said(response: Any) -> str:
    """The page after a button or a form."""
    text: str = response.content.decode()
    return text


def test_new_account_is_invited_and_has_no_password_until_its_owner_sets_one(coordinator: Client, cast: Cast) -> None:
    answer = coordinator.post(reverse("person-create"), new(), follow=True)

    user = User.objects.get(email="new@example.org")
    assert "We are emailing new@example.org a link" in said(answer)
    assert not user.has_usable_password()
    assert user.role_names == ["Partner"]
    assert RoleGrant.objects.get(user=user).granted_by == cast.coordinator
    letter = Notification.objects.get(recipient=user)
    assert "/account/invitation/" in letter.body
    assert letter.is_secret
    assert [line.verb for line in Event.objects.about(user).order_by("sequence")] == ["create account", "invite"]
    assert verify_trail() is None


def test_address_belongs_to_one_account_whatever_its_case(coordinator: Client, cast: Cast) -> None:
    coordinator.post(reverse("person-create"), new())
    answer = coordinator.post(reverse("person-create"), new(email="NEW@example.ORG", display_name="Twice"))

    assert "new@example.org already has an account" in said(answer).lower()
    assert not User.objects.filter(display_name="Twice").exists()


def test_change_of_roles_leaves_a_line_and_says_who_gave_them(coordinator: Client, cast: Cast) -> None:
    answer = coordinator.post(page_of(cast.board_police), form_of(cast.board_police, "partner"))

    assert answer.status_code == 302
    assert RoleGrant.objects.get(user=cast.board_police, role="partner").granted_by == cast.coordinator
    line = Event.objects.about(cast.board_police)[0]
    assert (line.verb, line.actor, line.data["roles"]) == (
        "change account",
        cast.coordinator,
        ["board_member", "partner"],
    )
    assert verify_trail() is None


def test_a_role_is_taken_away_and_the_others_keep_who_gave_them(coordinator: Client, cast: Cast) -> None:
    kept = RoleGrant.objects.get(user=cast.board_police, role="board_member")
    coordinator.post(page_of(cast.board_police), form_of(cast.board_police, "partner"))
    coordinator.post(page_of(cast.board_police), form_of(cast.board_police, roles=["board_member"]))

    assert list(RoleGrant.objects.filter(user=cast.board_police)) == [kept]


def test_saving_without_a_change_leaves_no_line(coordinator: Client, cast: Cast) -> None:
    answer = coordinator.post(page_of(cast.board_police), form_of(cast.board_police), follow=True)

    assert "Nothing has changed" in said(answer)
    assert not Event.objects.about(cast.board_police).exists()


@pytest.mark.parametrize(
    ("who", "role", "organisation", "words"),
    [
        ("board_police", "board_member", "", "needs an organisation"),
        ("board_police", "chair", None, "is independent"),
    ],
)
def test_role_that_does_not_go_together_with_the_organisation_is_refused(
    who: str, role: str, organisation: str | None, words: str, coordinator: Client, cast: Cast
) -> None:
    person = getattr(cast, who)
    other = {} if organisation is None else {"organisation": organisation}
    answer = coordinator.post(page_of(person), form_of(person, role, **other))

    assert answer.status_code == 200
    assert words in said(answer)
    person = User.objects.get(pk=person.pk)
    assert person.organisation == cast.police
    assert person.role_grants.count() == 1


@pytest.mark.parametrize(
    "name", ["person", "person-close", "person-reopen", "person-invite", "person-second-factor-remove"]
)
def test_nobody_changes_their_own_account(name: str, coordinator: Client, cast: Cast) -> None:
    answer = coordinator.post(
        reverse(name, args=[cast.coordinator.pk]), form_of(cast.coordinator, "chair", reason="Me."), follow=True
    )

    assert "Ask another coordinator" in said(answer)
    own = User.objects.get(pk=cast.coordinator.pk)
    assert (own.is_active, own.role_names) == (True, ["Coordinator"])


@pytest.mark.parametrize("who", ["board_icb", "chair", "scrutineer", "partner_police"])
def test_others_than_the_coordinator_do_nothing_here(who: str, client: Client, cast: Cast) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(reverse("people")).status_code == 403
    assert client.post(reverse("person-create"), new()).status_code == 403
    for name in ("person", "person-close", "person-second-factor-remove", "person-invite"):
        assert client.post(reverse(name, args=[cast.chair.pk]), form_of(cast.chair)).status_code == 403
    assert not User.objects.filter(email="new@example.org").exists()


@pytest.mark.asvs("7.4.2")
def test_closed_account_is_signed_out_for_ever_and_opens_again(coordinator: Client, cast: Cast) -> None:
    other = Client()
    other.force_login(cast.partner_police)
    assert other.get(reverse("work")).status_code == 200

    coordinator.post(reverse("person-close", args=[cast.partner_police.pk]))
    assert other.get(reverse("work")).status_code == 302
    assert Event.objects.about(cast.partner_police)[0].data["is_active"] is False

    coordinator.post(reverse("person-reopen", args=[cast.partner_police.pk]))
    assert other.get(reverse("work")).status_code == 302, "a session of before the closing"
    other.post(reverse("account_login"), {"login": cast.partner_police.email, "password": PASSWORD})
    assert other.get(reverse("work")).status_code == 200


def test_what_hangs_on_an_account_is_said_before_it_is_closed(coordinator: Client, cast: Cast) -> None:
    board = GroupFactory(kind="board", name="The board")
    SeatFactory(group=board, title="Chair", organisation=None, holder=cast.chair)

    page = coordinator.get(reverse("person", args=[cast.chair.pk])).content.decode()

    assert "Chair, The board" in page
    assert "Independent chair</strong>: no one else has this role." in page
    other = coordinator.get(reverse("person", args=[cast.board_icb.pk])).content.decode()
    assert "Check what else this changes" not in other


def test_closing_cancels_an_open_invitation(coordinator: Client, cast: Cast) -> None:
    coordinator.post(reverse("person-create"), new())
    user = User.objects.get(email="new@example.org")
    path = re.search(r"/account/invitation/\S+", Notification.objects.get(recipient=user).body)
    assert path
    coordinator.post(reverse("person-close", args=[user.pk]))

    assert Client().get(path[0]).status_code == 410


def test_lost_telephone_is_mended_and_its_owner_is_told(coordinator: Client, cast: Cast) -> None:
    TOTP.activate(cast.partner_police, generate_totp_secret())
    address = reverse("person-second-factor-remove", args=[cast.partner_police.pk])
    answer = coordinator.post(address, {"reason": "Spoke to them."}, follow=True)

    assert "has to confirm" in said(answer)
    change = PersonChange.objects.get()
    move(obj=change, verb=Verb.APPROVE, by=cast.board_icb, revision=change.revision)
    assert not Authenticator.objects.filter(user=cast.partner_police).exists()
    letter = Notification.objects.get(recipient=cast.partner_police)
    assert "has removed two-step sign-in" in letter.body


def test_new_address_is_proved_again_and_an_open_invitation_follows_it(coordinator: Client, cast: Cast) -> None:
    person = cast.partner_police
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    coordinator.post(page_of(person), form_of(person, email="partner.two@example.org"))
    assert not EmailAddress.objects.filter(user=person).exists()
    assert not Notification.objects.filter(recipient=person).exists()

    coordinator.post(reverse("person-create"), new())
    user = User.objects.get(email="new@example.org")
    coordinator.post(page_of(user), form_of(user, email="newer@example.org"))
    assert user.invitations.open().get().email == "newer@example.org"
    assert Notification.objects.filter(recipient=user).count() == 2


def test_list_says_who_can_sign_in(coordinator: Client, cast: Cast, settings: Any) -> None:
    invited = User.objects.create_user("invited@example.org", display_name="Invited")
    expired = User.objects.create_user("expired@example.org", display_name="Expired")
    User.objects.create_user("forgotten@example.org", display_name="Forgotten")
    User.objects.create_user("gone@example.org", PASSWORD, display_name="Gone", is_active=False)
    for user in (invited, expired):
        invite(user=user, by=cast.coordinator)
    row = expired.invitations.get()
    row.expires_at, row.invited_at = row.invited_at, row.invited_at - (row.expires_at - row.invited_at)
    row.save()

    html = said(coordinator.get(reverse("people")))
    for name, status in [
        ("Invited", "Invited"),
        ("Expired", "Invitation expired"),
        ("Forgotten", "Not invited"),
        ("Gone", "Closed"),
        (cast.chair.display_name, "Active"),
    ]:
        line = next(part for part in html.split("<tr") if f">{name}<" in part)
        assert f"{status}<" in line.replace(" <", "<"), (name, line)
