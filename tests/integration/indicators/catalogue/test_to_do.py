"""What of the indicators waits for the coordinator: what was begun, and definitions to review."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bcssp.to_do import to_do
from indicators.catalogue.models import IndicatorVersion
from indicators.catalogue.services import begin_change, begin_new, propose_draft, save_change, save_step
from partnership.models import User
from partnership.task import Task, TaskKind
from review.services import move
from review.transitions import Verb
from tests.factories.returns import a_template
from tests.stages import Cast

pytestmark = pytest.mark.django_db
SLUG, OTHER = "missing-children", "child-protection"


def about_indicators(person: User) -> list[Task]:
    """The person's tasks that lead to the pages of indicators."""
    groups = to_do(User.objects.get(pk=person.pk))
    return [task for group in groups for task in group.tasks if task.link.startswith("/partner/indicators/")]


def proposed(cast: Cast, slug: str, review: datetime.date) -> IndicatorVersion:
    """A change of the day on which the definition is reviewed."""
    draft = begin_change(slug=slug, by=cast.coordinator)
    save_step(draft=draft, by=cast.coordinator, next_review=review.isoformat())
    save_change(draft=draft, by=cast.coordinator, first_period="2022-23", comparable="yes", reason="Reviewed.")
    return propose_draft(draft=draft, by=cast.coordinator)


def reviewed(cast: Cast, slug: str, review: datetime.date) -> None:
    """Such a change, agreed."""
    version = proposed(cast, slug, review)
    move(obj=version, verb=Verb.APPROVE, by=cast.board_icb, revision=version.revision)


def test_a_draft_waits_for_who_began_it_and_for_nobody_else(client: Client, cast: Cast) -> None:
    draft = begin_new(by=cast.coordinator, definition={"title": "Children in need"})

    (task,) = about_indicators(cast.coordinator)

    assert (task.kind, task.title, task.since) == (TaskKind.WRITE, "Children in need", timezone.localdate())
    client.force_login(cast.coordinator)
    assert client.get(task.link).status_code == 200
    draft.delete()
    assert about_indicators(cast.coordinator) == []
    begin_new(by=User.objects.get(pk=cast.coordinator.pk))
    for person in (cast.chair, cast.board_icb, cast.partner_police):
        assert about_indicators(person) == []


@pytest.mark.parametrize("days", [1, 60, 61])
def test_a_definition_is_to_renew_from_60_days_before_its_review(client: Client, cast: Cast, days: int) -> None:
    day = timezone.localdate() + datetime.timedelta(days=days)
    a_template(cast.police, families=[SLUG])
    for slug in (SLUG, OTHER):
        # Nobody is asked for the second one.
        reviewed(cast, slug, day)

    found = about_indicators(cast.coordinator)

    if days > 60:
        assert found == []
        return
    (task,) = found
    assert (task.kind, task.title, task.due) == (TaskKind.RENEW, "Missing children", day)
    client.force_login(cast.coordinator)
    assert client.get(task.link).status_code == 200
    assert about_indicators(cast.board_icb) == []
    # Once it is being changed the draft waits; once that is proposed, the others.
    proposed(cast, SLUG, day + datetime.timedelta(days=365))
    assert about_indicators(cast.coordinator) == []


def test_more_of_them_take_no_more_queries(cast: Cast) -> None:
    a_template(cast.police, families=[SLUG, OTHER])
    counts = []
    for slug in (SLUG, OTHER):
        reviewed(cast, slug, timezone.localdate() + datetime.timedelta(days=1))
        begin_new(by=cast.coordinator)
        about_indicators(cast.coordinator)
        with CaptureQueriesContext(connection) as queries:
            found = about_indicators(cast.coordinator)
        counts.append((len(found), len(queries)))

    assert [number for number, _ in counts] == [2, 4]
    assert counts[0][1] == counts[1][1]
