"""The pages of organisations, groups, seats and years: what is saved, what is refused and at which field."""

from typing import Any

import pytest
from django.test import Client

from partnership.models import Group, Organisation, ReportingYear, Seat
from tests.confirming import confirm
from tests.factories.partnership import ArmFactory, GroupFactory
from tests.stages import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(cast: Cast, client: Client) -> Client:
    """The browser of the coordinator, who has just shown who they are."""
    confirm(client, cast.coordinator)
    return client


def test_an_organisation_gets_an_address_of_its_name_and_keeps_it(cast: Cast, coordinator: Client) -> None:
    values = {"name": "Police of the North", "short_name": "North", "kind": "police"}
    Organisation.objects.create(slug="police-of-the-north", name="Older", short_name="O", kind="police")

    coordinator.post("/partner/organisations/new/", values)

    made = Organisation.objects.get(name="Police of the North")
    assert made.slug == "police-of-the-north-2"
    coordinator.post(f"/partner/organisations/{made.pk}/", {**values, "name": "Police of the West"})
    made.refresh_from_db()
    assert (made.name, made.slug) == ("Police of the West", "police-of-the-north-2")
    assert made.history.first().history_user == cast.coordinator


def test_a_group_stands_below_another_and_works_for_arms(coordinator: Client) -> None:
    board, arm = GroupFactory(name="The board"), ArmFactory()

    coordinator.post(
        "/partner/groups/new/", {"name": "Sub", "kind": "subgroup", "parent": board.pk, "arms": [arm.pk], "quorum": "3"}
    )

    made = Group.objects.get(name="Sub")
    assert (made.parent, list(made.arms.all()), made.quorum) == (board, [arm], 3)


def test_words_that_tell_who_somebody_is_do_not_reach_the_structure(coordinator: Client) -> None:
    values = {"name": "Practice group", "kind": "subgroup", "quorum": "3"}
    values["terms_of_reference"] = "Reviews the case of the girl born 15-Mar-2010, NI AB 12 34 56 C."

    page = coordinator.post("/partner/groups/new/", values).content.decode()

    assert "AB 12 34 56 C" in page
    assert "This is a National Insurance number. Remove it." in page
    assert not Group.objects.exists()


def test_a_circle_of_groups_is_refused_at_its_field(coordinator: Client) -> None:
    board = GroupFactory(name="The board")
    below = GroupFactory(name="Below", parent=board)

    page = coordinator.post(
        f"/partner/groups/{board.pk}/", {"name": "The board", "kind": "board", "parent": below.pk}
    ).content.decode()

    assert "Select a parent group that does not itself report to this group." in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"is_vacant": "on"}, "Either the seat is vacant or someone holds it. Select one"),
        ({"ends_on-year": "2021"}, "The last day must not be before the first day"),
        ({"deputy": "holder"}, "The deputy must be a different person from the holder"),
    ],
)
def test_what_contradicts_itself_is_said(
    cast: Cast, coordinator: Client, changes: dict[str, Any], sentence: str
) -> None:
    holder = cast.board_police.pk
    values = {
        "title": "Police safeguarding partner",
        "group": GroupFactory().pk,
        "organisation": cast.police.pk,
        "holder": holder,
        "starts_on-day": "1",
        "starts_on-month": "4",
        "starts_on-year": "2022",
        "ends_on-day": "31",
        "ends_on-month": "3",
        "ends_on-year": "2026",
    }
    wrong = {**values, **{key: holder if value == "holder" else value for key, value in changes.items()}}

    assert sentence in coordinator.post("/partner/seats/new/", wrong).content.decode()
    assert not Seat.objects.exists()
    coordinator.post("/partner/seats/new/", values)
    assert Seat.objects.get().holder == cast.board_police


def test_a_year_is_opened_and_closed_after_its_consequences_are_said(cast: Cast, coordinator: Client) -> None:
    wrong = coordinator.post("/partner/years/", {"slug": "2022-25"}).content.decode()
    assert "is not a reporting year. Enter it in the format 2022-23." in wrong

    coordinator.post("/partner/years/", {"slug": "2023-24"})
    page = coordinator.get("/partner/years/2023-24/close/").content.decode()
    assert "You cannot reopen it." in page
    coordinator.post("/partner/years/2023-24/close/")

    assert ReportingYear.objects.get(slug="2023-24").is_closed
    assert coordinator.get("/partner/years/2023-24/close/").status_code == 404


def test_who_reads_all_work_changes_nothing(cast: Cast, client: Client) -> None:
    client.force_login(cast.board_icb)

    page = client.post("/partner/years/", {"slug": "2023-24"}).content.decode()

    assert "Only the coordinator can do this" in page
    assert not ReportingYear.objects.filter(slug="2023-24").exists()
