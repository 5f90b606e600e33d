"""Reference data in the admin: by role, and nobody gives roles to themselves."""

import pytest
from django.urls import reverse

from partnership.models import ReportingYear
from tests.factories.partnership import GroupFactory, SeatFactory

LISTS = [
    reverse(f"admin:{name}_changelist")
    for name in (
        "partnership_organisation",
        "partnership_arm",
        "partnership_group",
        "partnership_seat",
        "partnership_reportingyear",
        "partnership_user",
        "review_event",
    )
]


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("who", ["board_icb", "chair", "scrutineer", "coordinator"])
def test_lists_are_read_by_all_who_use_the_admin(client, cast, who, address):
    client.force_login(getattr(cast, who))
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("who", ["board_icb", "chair", "scrutineer"])
def test_others_than_the_coordinator_change_nothing(client, cast, who):
    group = GroupFactory(name="Before")
    client.force_login(getattr(cast, who))
    address = reverse("admin:partnership_group_change", args=[group.pk])
    assert client.post(address, {"name": "After", "slug": "x", "kind": "board"}).status_code == 403
    assert client.get(reverse("admin:partnership_group_add")).status_code == 403
    group.refresh_from_db()
    assert group.name == "Before"


def test_structure_is_read_here_and_changed_on_its_own_page_and_history_names_who_did(client, cast):
    seat = SeatFactory(group=GroupFactory(slug="g", name="Before"))
    client.force_login(cast.coordinator)
    for name, pk in (("group", seat.group.pk), ("seat", seat.pk), ("organisation", seat.organisation.pk)):
        address = reverse(f"admin:partnership_{name}_change", args=[pk])
        assert client.get(address).status_code == 200
        assert client.post(address, {"name": "After", "slug": "g", "kind": "board"}).status_code == 403
        assert client.get(reverse(f"admin:partnership_{name}_history", args=[pk])).status_code == 200
    client.post(reverse("partnership:group-edit", args=[seat.group.pk]), {"name": "After", "kind": "subgroup"})
    seat.group.refresh_from_db()
    assert seat.group.name == "After"
    assert seat.group.history.first().history_user == cast.coordinator


def test_accounts_are_read_here_and_changed_on_their_own_page(client, cast):
    client.force_login(cast.coordinator)
    address = reverse("admin:partnership_user_change", args=[cast.chair.pk])
    assert "Independent chair" in client.get(address).content.decode()
    assert client.post(address, {"email": "other@example.org"}).status_code == 403
    assert client.get(reverse("admin:partnership_user_add")).status_code == 403


def test_nothing_is_deleted(client, cast):
    group = GroupFactory()
    client.force_login(cast.coordinator)
    assert client.post(reverse("admin:partnership_group_delete", args=[group.pk]), {"post": "yes"}).status_code == 403


def test_coordinator_opens_and_closes_a_year(client, cast):
    client.force_login(cast.coordinator)
    client.post(reverse("admin:partnership_reportingyear_add"), {"slug": "2023-24"})
    year = ReportingYear.objects.get(slug="2023-24")
    assert (year.starts_on.isoformat(), year.ends_on.isoformat(), year.is_closed) == ("2023-04-01", "2024-03-31", False)
    page = client.post(reverse("admin:partnership_reportingyear_add"), {"slug": "2023"}).content.decode()
    assert "Enter it in the format 2022-23" in page
    chosen = {"action": "close_years", "_selected_action": [year.pk]}
    client.post(reverse("admin:partnership_reportingyear_changelist"), chosen)
    year.refresh_from_db()
    assert year.closed_by == cast.coordinator
    assert not ReportingYear.objects.get(slug="2022-23").is_closed
