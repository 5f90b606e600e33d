"""The plan in the admin."""

import pytest
from django.test import Client

from priorities.models import Plan
from review.models import Event
from tests.factories.priorities import ActionFactory
from tests.stages import Cast

FIELDS = {"slug": "2023-26", "title": "Our plan", "starts_on": "2023-04-01", "ends_on": "2026-03-31", "note": ""}


def test_coordinator_keeps_the_plan_and_the_trail_says_so(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)

    assert client.post("/admin/priorities/plan/add/", FIELDS).status_code == 302
    plan = Plan.objects.get()
    address = f"/admin/priorities/plan/{plan.pk}/change/"
    assert client.post(address, {**FIELDS, "title": "Our new plan"}).status_code == 302

    events = Event.objects.filter(object_label__endswith="plan").order_by("sequence")
    assert [(event.verb, event.actor) for event in events] == [
        ("create plan", cast.coordinator),
        ("change plan", cast.coordinator),
    ]
    assert events[1].data == {"fields": ["title"]}


@pytest.mark.parametrize("who", ["board_icb", "chair", "scrutineer"])
def test_board_reads_and_changes_nothing(client: Client, cast: Cast, who: str) -> None:
    client.force_login(getattr(cast, who))

    assert client.get("/admin/priorities/plan/").status_code == 200
    assert client.post("/admin/priorities/plan/add/", FIELDS).status_code == 403
    assert not Plan.objects.exists()


@pytest.mark.parametrize("model", ["plan", "priority", "commitment", "action"])
def test_lists_open(client: Client, cast: Cast, model: str) -> None:
    ActionFactory()
    client.force_login(cast.coordinator)

    assert client.get(f"/admin/priorities/{model}/").status_code == 200
