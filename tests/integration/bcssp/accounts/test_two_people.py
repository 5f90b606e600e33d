"""Who decides is changed by two people of different organisations; the person and the chair hear of it."""

import datetime
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from bcssp.accounts import services
from bcssp.accounts.invitations import accept, invite
from bcssp.accounts.models import PersonChange, SeatChange
from bcssp.accounts.seats import keep_seat
from bcssp.accounts.services import Outcome
from partnership.exceptions import DomainError, NotAllowed, WrongState
from partnership.models import Group, RoleGrant, Seat, User
from partnership.services import found_partnership, keep
from review.audit import verify_trail
from review.models import Event, Notification
from review.services import move
from review.transitions import Verb
from tests.confirming import confirm
from tests.factories.partnership import GroupFactory, OrganisationFactory, SeatFactory
from tests.stages import Cast

NEW = "taken.over@example.org"


def change(user: User, by: User, **other: Any) -> Outcome:
    """Change the account as the coordinator's form does."""
    user = User.objects.get(pk=user.pk)
    now = {
        "email": user.email,
        "display_name": user.display_name,
        "roles": sorted(user.role_keys),
        "organisation": user.organisation,
    }
    return services.change_account(user=user, by=by, **(now | other))


def decide(by: User, verb: Verb = Verb.APPROVE, model: Any = PersonChange) -> Any:
    """Decide on what was proposed last."""
    item = model.objects.latest("pk")
    return move(obj=item, verb=verb, by=by, note="No." if verb is Verb.RETURN else "", revision=item.revision)


def mailed(address: str) -> list[str]:
    """Subjects of what an address is mailed, oldest first."""
    return [one.subject for one in Notification.objects.order_by("pk") if one.to == address]


@pytest.fixture
def board(cast: Cast) -> Seat:
    """The seat of the chair on the board."""
    made: Seat = SeatFactory(
        group=GroupFactory(kind="board", name="The Board"),
        title="Chair",
        organisation=None,
        holder=cast.chair,
        is_chair=True,
        starts_on=datetime.date(2022, 4, 1),
    )
    return made


def test_coordinator_alone_cannot_become_the_chair_by_its_address(cast: Cast) -> None:
    old = cast.chair.email
    assert change(cast.chair, cast.coordinator, email=NEW) is Outcome.PROPOSED

    cast.chair.refresh_from_db()
    assert cast.chair.email == old
    assert any("Change requested" in subject for subject in mailed(old))
    for who in (cast.coordinator, cast.board_council, cast.chair):
        with pytest.raises(NotAllowed):
            decide(who)
    decide(cast.board_police)
    cast.chair.refresh_from_db()
    assert cast.chair.email == NEW
    assert any("Your account was changed" in subject for subject in mailed(old)), "heard at the old address"
    assert any("Your account was changed" in subject for subject in mailed(NEW))
    line = Event.objects.about(cast.chair)[0]
    assert (line.verb, line.actor, line.data["asked_by"]) == ("change account", cast.board_police, "Coordinator")
    assert verify_trail() is None


@pytest.mark.parametrize("role", ["board_member", "coordinator"])
@pytest.mark.asvs("8.2.3")
def test_role_that_decides_is_given_and_taken_by_two(role: str, cast: Cast) -> None:
    person = cast.partner_police
    assert change(person, cast.coordinator, roles=["partner", role]) is Outcome.PROPOSED
    assert not RoleGrant.objects.filter(user=person, role=role).exists()
    decide(cast.chair)
    assert RoleGrant.objects.get(user=person, role=role).granted_by == cast.coordinator
    assert change(person, cast.coordinator, roles=["partner"]) is Outcome.PROPOSED
    assert RoleGrant.objects.filter(user=person, role=role).exists()


def test_chair_hears_of_what_is_asked_for_and_of_what_was_done(cast: Cast) -> None:
    change(cast.board_icb, cast.coordinator, email=NEW)
    assert any("Change requested" in subject for subject in mailed(cast.chair.email))
    decide(cast.board_police)
    assert any("Account changed" in subject for subject in mailed(cast.chair.email))


def test_new_account_has_no_role_that_decides_until_it_is_confirmed(cast: Cast) -> None:
    user = services.create_account(
        by=cast.coordinator, email=NEW, display_name="New", roles=["partner", "board_member"], organisation=cast.icb
    )
    assert user.role_keys == {"partner"}
    assert user.invitations.open().exists()
    decide(cast.board_police)
    assert User.objects.get(pk=user.pk).role_keys == {"partner", "board_member"}


def test_partner_is_invited_and_changed_by_the_coordinator_alone(cast: Cast) -> None:
    user = services.create_account(
        by=cast.coordinator, email=NEW, display_name="New", roles=["partner"], organisation=cast.icb
    )
    assert user.role_keys == {"partner"}
    assert change(user, cast.coordinator, email="other@example.org") is Outcome.DONE
    assert mailed(NEW)[-1] == "Your account was changed"
    assert not PersonChange.objects.exists()


def test_what_was_refused_changes_nothing_and_another_can_be_proposed(cast: Cast) -> None:
    change(cast.chair, cast.coordinator, email=NEW)
    with pytest.raises(DomainError, match="already has a change that is waiting"):
        change(cast.chair, cast.coordinator, email="second@example.org")
    decide(cast.board_police, Verb.RETURN)
    assert User.objects.get(pk=cast.chair.pk).email == cast.chair.email
    assert change(cast.chair, cast.coordinator, email=NEW) is Outcome.PROPOSED


@pytest.mark.asvs("2.3.1")
@pytest.mark.parametrize("role", ["board_icb", "board_council"])
def test_whom_it_is_about_and_colleagues_do_not_refuse_it_either(cast: Cast, role: str) -> None:
    """Or a board member who is to go could stay."""
    change(cast.board_icb, cast.coordinator, roles=["partner"])
    with pytest.raises(NotAllowed, match=r"is about you|your own organisation"):
        decide(cast[role], Verb.RETURN)
    decide(cast.coordinator, Verb.RETURN)


def test_account_that_changed_meanwhile_is_not_changed_by_an_old_proposal(cast: Cast) -> None:
    change(cast.board_icb, cast.coordinator, email=NEW)
    change(cast.board_icb, cast.coordinator, display_name="Another name")
    with pytest.raises(WrongState, match="changed after this was proposed"):
        decide(cast.board_police)


def test_closing_is_done_by_one_and_told_and_opening_again_takes_two(cast: Cast) -> None:
    services.close_account(user=cast.board_icb, by=cast.coordinator)
    assert "Your account was closed" in mailed(cast.board_icb.email)
    assert any("Account closed" in subject for subject in mailed(cast.chair.email))
    assert services.reopen_account(user=cast.board_icb, by=cast.coordinator) is Outcome.PROPOSED
    assert not User.objects.get(pk=cast.board_icb.pk).is_active
    decide(cast.board_police)
    assert User.objects.get(pk=cast.board_icb.pk).is_active


def test_last_one_who_can_confirm_is_not_closed(cast: Cast) -> None:
    for one in (cast.board_icb, cast.board_police):
        services.close_account(user=one, by=cast.coordinator)
    with pytest.raises(WrongState, match="No one else can confirm"):
        services.close_account(user=cast.chair, by=cast.coordinator)
    assert change(cast.partner_police, cast.coordinator, roles=["board_member"]) is Outcome.PROPOSED


@pytest.mark.asvs("6.4.4")
def test_lost_phone_takes_two_who_made_sure(client: Client, cast: Cast) -> None:
    TOTP.activate(cast.partner_police, generate_totp_secret())
    confirm(client, cast.coordinator)
    address = reverse("person-second-factor-remove", args=[cast.partner_police.pk])
    assert "Enter how you checked" in client.post(address, {}).content.decode()
    client.post(address, {"reason": "Called the switchboard."})
    assert Authenticator.objects.filter(user=cast.partner_police).exists()
    decide(cast.board_icb)
    assert not Authenticator.objects.filter(user=cast.partner_police).exists()
    line = Event.objects.about(cast.partner_police)[0]
    assert (line.verb, line.note) == ("remove second factor", "Called the switchboard.")


def test_coordinator_alone_takes_no_seat_on_the_board(client: Client, board: Seat, cast: Cast) -> None:
    confirm(client, cast.coordinator)
    form = {"title": "Chair", "group": board.group_id, "holder": cast.board_council.pk, "is_chair": "on"}
    form |= {"starts_on-day": "1", "starts_on-month": "4", "starts_on-year": "2022"}
    answer = client.post(reverse("partnership:seat-edit", args=[board.pk]), form, follow=True)
    assert "someone from another organisation has to confirm it" in answer.content.decode()
    board.refresh_from_db()
    assert board.holder == cast.chair
    assert any("Change requested" in subject for subject in mailed(cast.chair.email))
    with pytest.raises(NotAllowed):
        decide(cast.coordinator, model=SeatChange)
    decide(cast.board_icb, model=SeatChange)
    board.refresh_from_db()
    assert board.holder == cast.board_council
    assert any("Seat changed" in subject for subject in mailed(cast.chair.email))
    assert Event.objects.about(board)[0].verb == "change seat"
    assert board.history.first().history_user == cast.coordinator


def test_new_seat_on_the_board_waits_and_its_holder_does_not_confirm_it(board: Seat, cast: Cast) -> None:
    seat = Seat(
        group=board.group,
        title="Police",
        organisation=cast.police,
        holder=cast.board_police,
        starts_on=datetime.date(2023, 4, 1),
    )
    keep_seat(seat=seat, by=cast.coordinator)
    assert not Seat.objects.filter(title="Police").exists()
    with pytest.raises(NotAllowed, match="about you"):
        decide(cast.board_police, model=SeatChange)
    decide(cast.chair, model=SeatChange)
    assert Seat.objects.get(title="Police").starts_on == datetime.date(2023, 4, 1)


def test_seat_of_a_group_that_is_no_board_is_kept_at_once_and_its_group_becomes_none(cast: Cast) -> None:
    group = GroupFactory(kind="subgroup")
    keep_seat(
        seat=Seat(
            group=group,
            title="Member",
            organisation=cast.council,
            holder=cast.coordinator,
            starts_on=datetime.date(2023, 4, 1),
        ),
        by=cast.coordinator,
    )
    assert Seat.objects.get(title="Member").holder == cast.coordinator
    group.kind = "board"
    with pytest.raises(DomainError, match="cannot become a board"):
        keep(obj=group, by=cast.coordinator)
    assert Group.objects.get(pk=group.pk).kind == "subgroup"


def test_seat_that_cannot_be_written_any_more_is_refused_with_a_sentence(board: Seat, cast: Cast) -> None:
    seat = Seat(group=board.group, title="Police", organisation=cast.police, starts_on=datetime.date(2023, 4, 1))
    keep_seat(seat=seat, by=cast.coordinator)
    SeatFactory(group=board.group, title="Police", starts_on=datetime.date(2023, 4, 1))
    with pytest.raises(DomainError, match="already exists"):
        decide(cast.chair, model=SeatChange)


def test_first_steps_stay_easy_and_end_with_the_first_who_confirms(db: None, settings: Any) -> None:
    coordinator = found_partnership(
        profile=settings.PARTNERSHIP,
        council={"slug": "host", "name": "Host", "short_name": "Host", "kind": "local_authority"},
        coordinator_email="coordinator@example.org",
        coordinator_name="Coordinator",
        password="a long enough password",
    )
    host, police = coordinator.organisation, OrganisationFactory(slug="police")
    assert host is not None
    chair = services.create_account(
        by=coordinator, email="chair@example.org", display_name="Chair", roles=["chair"], organisation=None
    )
    board = GroupFactory(kind="board")
    said = keep_seat(
        seat=Seat(group=board, title="Chair", holder=chair, is_chair=True, starts_on=datetime.date(2023, 4, 1)),
        by=coordinator,
    )
    assert "saved" in said
    assert chair.role_keys == {"chair"}, "nobody else could confirm it"
    assert "No one from another organisation could confirm it" in Event.objects.about(chair).earliest("sequence").note
    assert services.create_account(
        by=coordinator, email="host@example.org", display_name="Host", roles=["board_member"], organisation=host
    ).role_keys

    link = invite(user=chair, by=coordinator)
    accept(token=link.rstrip("/").rsplit("/", 1)[1], password="a long enough password")
    told = Notification.objects.get(key=f"who-decides:{chair.pk}")
    assert "coordinator@example.org: Coordinator" in told.body
    assert "host@example.org: Board member" in told.body

    late = services.create_account(
        by=coordinator, email="police@example.org", display_name="Police", roles=["board_member"], organisation=police
    )
    assert not late.role_keys
    services_closed = User.objects.get(pk=chair.pk)
    with pytest.raises(WrongState):
        services.close_account(user=services_closed, by=coordinator)


def test_waiting_change_is_seen_in_the_queue_and_on_the_page_of_the_person(client: Client, cast: Cast) -> None:
    change(cast.chair, cast.coordinator, email=NEW)
    client.force_login(cast.board_police)
    item = PersonChange.objects.get()
    page = client.get(item.get_absolute_url()).content.decode()
    assert cast.chair.email in page
    assert NEW in page
    client.force_login(cast.coordinator)
    assert (
        "is waiting for someone from another organisation"
        in client.get(reverse("person", args=[cast.chair.pk])).content.decode()
    )


def test_seat_that_is_saved_as_it_stands_is_not_proposed(cast: Cast) -> None:
    seat = SeatFactory(group=GroupFactory(kind="board"), organisation=cast.police)
    assert keep_seat(seat=Seat.objects.get(pk=seat.pk), by=cast.coordinator) == "Nothing has changed."
    assert not SeatChange.objects.exists()
