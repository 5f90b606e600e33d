"""Who read and downloaded what is sensitive is in the trail; what is public leaves no line."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from learning.models import Briefing, CaseStudy
from partnership.models import User
from priorities.models import ActionUpdate
from review.audit_verbs import AuditVerb
from review.models import Event
from review.reading import READING, is_sensitive, note_reading
from tests.access_table import PUBLIC
from tests.integration.review.moves import submit
from tests.integration.test_access import address_of, client_of
from tests.stages import Cast
from tests.world import World


def noted() -> list[tuple[str, User | None, str, str]]:
    """The lines about reading, oldest first: what, who, of which thing, and in words."""
    lines = Event.objects.filter(verb__in=READING).order_by("sequence")
    return [(line.verb, line.actor, line.object_label, line.note) for line in lines]


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.asvs("14.2.4")
def test_work_of_another_organisation_is_noted_once_a_day_for_each_revision(update: ActionUpdate, cast: Cast) -> None:
    sent = submit(update, cast.partner_police)
    page = reverse("admin:review-item", args=["priorities", "actionupdate", sent.pk])
    reader = signed_in(cast.board_icb)

    assert reader.get(page).status_code == 200
    reader.get(page)
    reader.head(page)

    title = sent.title_for_review()
    assert noted() == [(AuditVerb.READ, cast.board_icb, title, "")]
    ActionUpdate.objects.filter(pk=sent.pk).update(revision=sent.revision + 1)
    reader.get(page)
    assert [line[1] for line in noted()] == [cast.board_icb, cast.board_icb]


def test_own_work_is_not_noted_and_costs_no_query(
    update: ActionUpdate, cast: Cast, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        note_reading(by=cast.partner_police, what=update)
    signed_in(cast.partner_police).get(update.get_edit_url())
    assert noted() == []


def test_second_reading_costs_one_query(update: ActionUpdate, cast: Cast, django_assert_num_queries: Any) -> None:
    note_reading(by=cast.board_icb, what=update)
    with django_assert_num_queries(1):
        note_reading(by=cast.board_icb, what=update)


def test_history_of_a_thing_does_without_its_readers(update: ActionUpdate, cast: Cast) -> None:
    sent = submit(update, cast.partner_police)
    page = reverse("admin:review-item", args=["priorities", "actionupdate", sent.pk])
    reader = signed_in(cast.board_icb)
    reader.get(page)
    assert {line.verb for line in reader.get(page).context["history"]} == {"create", "submit"}


def test_lists_with_people_in_them_and_files_are_noted(world: World) -> None:
    coordinator = world.person("coordinator")
    assert coordinator is not None
    client = signed_in(coordinator)
    client.get(reverse("mailing:subscriber-list"))
    client.get(reverse("mailing:subscriber-list"), {"_export": "csv"})
    client.get(reverse("trail"), {"_export": "xlsx"})
    client.get(reverse("admin:report-edition-file", args=[world.edition.pk, "pdf"]))
    client.get(reverse("admin:former-report-file", args=[world.former.pk]))

    lines = noted()
    assert [(verb, note) for verb, _, _, note in lines[:3]] == [
        (AuditVerb.READ, "Subscribers"),
        (AuditVerb.DOWNLOAD, "subscribers.csv"),
        (AuditVerb.DOWNLOAD, "audit-trail.xlsx"),
    ]
    assert len(lines) == 5
    assert all(note.endswith(".pdf") for _, _, _, note in lines[3:])
    assert {who for _, who, _, _ in lines} == {coordinator}

    found = client.get(reverse("trail"), {"verb": "download", "actor": coordinator.pk, "when": "today"})
    assert found.context["listing"].page.paginator.count == 4


def test_story_is_noted_for_everyone_but_who_wrote_it_and_other_work_for_other_organisations() -> None:
    writer, colleague, other = User(pk=1, organisation_id=5), User(pk=2, organisation_id=5), User(pk=3)
    story = CaseStudy(organisation_id=5, created_by_id=1, edited_by_id=1)
    briefing = Briefing(organisation_id=5, created_by_id=1, edited_by_id=1)
    assert [is_sensitive(story, person) for person in (writer, colleague, other)] == [False, True, True]
    assert [is_sensitive(briefing, person) for person in (writer, colleague, other)] == [False, False, True]


def test_public_pages_leave_no_line(world: World) -> None:
    client = client_of(world, "board")
    for row in PUBLIC:
        client.get(address_of(row, world))
    assert noted() == []
