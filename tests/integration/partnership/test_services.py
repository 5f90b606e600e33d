"""Founding, structure, accounts, years."""

import datetime

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from partnership.exceptions import DomainError, NotAllowed, WrongState
from partnership.models import Arm, Group, Organisation, User
from partnership.services import (
    add_group,
    add_organisation,
    add_person,
    add_seat,
    close_year,
    current_year,
    found_partnership,
    open_year,
)
from tests.factories.partnership import PASSWORD

COUNCIL = {"slug": "host", "name": "Host Council", "short_name": "Host", "kind": "local_authority"}


def found() -> User:
    return found_partnership(
        profile=settings.PARTNERSHIP,
        council=COUNCIL,
        coordinator_email="coordinator@example.org",
        coordinator_name="Coordinator",
        password=PASSWORD,
    )


def test_founding_makes_arms_host_and_coordinator_once(db):
    coordinator = found()
    assert list(Arm.objects.values_list("name", flat=True)) == [arm.name for arm in settings.PARTNERSHIP.arms]
    assert coordinator.organisation.slug == "host"
    assert coordinator.role_names == ["Coordinator"]
    with pytest.raises(WrongState, match="already exists"):
        found()


def test_structure_keeps_who_changed_it(cast):
    police = add_organisation(by=cast.coordinator, slug="fire", name="Fire", short_name="Fire", kind="fire")
    assert police.history.get().history_user == cast.coordinator


def test_group_gets_its_arms_and_seats_their_terms(cast):
    Arm.objects.create(slug="adults", name="Adults")
    board = add_group(by=cast.coordinator, slug="board", name="Board", kind="board", arms=["adults"])
    seat = add_seat(by=cast.coordinator, group=board, title="Chair", is_chair=True, starts_on=datetime.date(2022, 4, 1))
    assert [arm.slug for arm in board.arms.all()] == ["adults"]
    assert list(board.seats.all()) == [seat]


@pytest.mark.asvs("2.2.1", "2.2.2")
def test_nonsense_is_refused_before_it_is_saved(cast):
    with pytest.raises(ValidationError):
        add_group(by=cast.coordinator, slug="board", name="Board", kind="cabal")
    assert not Group.objects.exists()


@pytest.mark.parametrize("who", ["partner_council", "board_icb", "chair", "scrutineer"])
def test_only_the_coordinator_keeps_structure_people_and_years(cast, who):
    actor = getattr(cast, who)
    with pytest.raises(NotAllowed):
        add_organisation(by=actor, slug="x", name="X", short_name="X", kind="other")
    with pytest.raises(NotAllowed):
        add_person(by=actor, email="x@example.org", display_name="X", roles=[], organisation=None, password=PASSWORD)
    with pytest.raises(NotAllowed):
        close_year(year=cast.year, by=actor)
    assert not Organisation.objects.filter(slug="x").exists()


@pytest.mark.parametrize(
    ("roles", "has_organisation", "message"),
    [
        (["emperor"], True, "The role “emperor” does not exist"),
        (["chair"], True, "is independent"),
        (["scrutineer"], True, "is independent"),
        (["partner"], False, "needs an organisation"),
        (["board_member"], False, "needs an organisation"),
    ],
)
def test_role_and_organisation_go_together(cast, roles, has_organisation, message):
    organisation = cast.police if has_organisation else None
    with pytest.raises(DomainError, match=message):
        add_person(
            by=cast.coordinator,
            email="new@example.org",
            display_name="New",
            roles=roles,
            organisation=organisation,
            password=PASSWORD,
        )
    assert not User.objects.filter(email="new@example.org").exists()


def test_second_account_for_an_address_is_refused(cast):
    with pytest.raises(DomainError, match="already has an account"):
        add_person(
            by=cast.coordinator,
            email="Chair@example.org",
            display_name="Again",
            roles=["partner"],
            organisation=cast.police,
            password=PASSWORD,
        )


def test_opening_a_year_twice_gives_the_same_and_nonsense_is_refused(cast):
    year = open_year(slug="2023-24", by=cast.coordinator)
    assert open_year(slug="2023-24", by=cast.coordinator) == year
    with pytest.raises(DomainError, match="Enter it in the format 2022-23"):
        open_year(slug="2023", by=cast.coordinator)


def test_closing_twice_keeps_the_first_time(cast):
    first = close_year(year=cast.year, by=cast.coordinator).closed_at
    assert close_year(year=cast.year, by=cast.coordinator).closed_at == first


@pytest.mark.parametrize(
    ("day", "slug"),
    [
        (datetime.date(2023, 3, 31), "2022-23"),
        (datetime.date(2023, 4, 1), "2023-24"),
        (datetime.date(1999, 12, 31), "1999-00"),
    ],
)
def test_current_year_turns_on_the_first_of_april(day, slug):
    assert current_year(day) == slug
