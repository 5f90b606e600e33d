"""Reference data in the admin: by role, and nobody gives roles to themselves."""

import pytest
from django.urls import reverse

from partnership.models import ReportingYear, RoleGrant, User
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


def test_coordinator_changes_structure_and_history_names_them(client, cast):
    seat = SeatFactory(group=GroupFactory(slug="g", name="Before"))
    client.force_login(cast.coordinator)
    address = reverse("admin:partnership_group_change", args=[seat.group.pk])
    client.post(address, {"name": "After", "slug": "g", "kind": "board", "terms_of_reference": ""})
    seat.group.refresh_from_db()
    assert seat.group.name == "After"
    assert seat.group.history.first().history_user == cast.coordinator
    history = client.get(reverse("admin:partnership_group_history", args=[seat.group.pk]))
    assert history.status_code == 200


def roles_form(user, role):
    return {
        "email": user.email,
        "display_name": user.display_name,
        "organisation": user.organisation_id or "",
        "is_active": "on",
        "role_grants-TOTAL_FORMS": 1,
        "role_grants-INITIAL_FORMS": 0,
        "role_grants-0-role": role,
        "role_grants-0-user": user.pk or "",
    }


def test_coordinator_gives_roles_to_others_and_never_to_themselves(client, cast):
    client.force_login(cast.coordinator)
    client.post(reverse("admin:partnership_user_change", args=[cast.chair.pk]), roles_form(cast.chair, "scrutineer"))
    assert RoleGrant.objects.filter(user=cast.chair, role="scrutineer").exists()
    own = reverse("admin:partnership_user_change", args=[cast.coordinator.pk])
    assert client.post(own, roles_form(cast.coordinator, "chair")).status_code == 403
    assert not RoleGrant.objects.filter(user=cast.coordinator, role="chair").exists()


def test_new_account_has_no_password_until_its_owner_sets_one(client, cast):
    client.force_login(cast.coordinator)
    data = roles_form(User(email="new@example.org", display_name="New"), "scrutineer")
    response = client.post(reverse("admin:partnership_user_add"), data)
    assert response.status_code == 302
    user = User.objects.get(email="new@example.org")
    assert not user.has_usable_password()
    assert user.role_names == ["Independent scrutineer"]
    page = client.get(reverse("admin:partnership_user_add")).content.decode()
    assert "None: independent" in page


def test_address_is_stored_in_lower_case_and_belongs_to_one_account(client, cast):
    client.force_login(cast.coordinator)
    add = reverse("admin:partnership_user_add")
    client.post(add, roles_form(User(email="Anna@Council.gov.uk", display_name="Anna"), "scrutineer"))
    assert User.objects.get(display_name="Anna").email == "anna@council.gov.uk"
    page = client.post(add, roles_form(User(email="ANNA@council.gov.uk", display_name="Twice"), "scrutineer"))
    assert "already exists" in page.content.decode()
    assert not User.objects.filter(display_name="Twice").exists()


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
