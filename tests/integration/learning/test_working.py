"""Where the coordinator edits briefings and newsletters, and the lists of all three."""

import uuid
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from learning.briefing_forms import steps_of
from learning.briefing_templates import SEVEN_MINUTE, standard_templates
from learning.models import Briefing
from partnership.models import Organisation, ReportingYear
from review.states import ReviewState
from tests.factories.learning import draft_briefing, draft_case_study, publish
from tests.stages import Cast


@pytest.fixture
def editor(client: Client, cast: Cast) -> Client:
    client.force_login(cast.coordinator)
    return client


def briefing_data(year: ReportingYear, **fields: Any) -> dict[str, Any]:
    """What the form of a complete briefing sends."""
    boxes = {box.key: f"About {box.title}" for box in standard_templates()[SEVEN_MINUTE].boxes}
    host = Organisation.objects.get(slug="council")
    dated = {"review_by-day": "10", "review_by-month": "1", "review_by-year": "2099"}
    boxes |= {"keeper": host.pk, "keeper_role": "Head of safeguarding", **dated}
    data = {"title": "A briefing", "audience": "All", "year": year.pk, "key": str(uuid.uuid4()), "revision": "0"}
    return {**data, **boxes, **fields}


def write_briefing(editor: Client, data: dict[str, Any], **fields: Any) -> Briefing:
    """Send every step of a new briefing; each takes of the data what it asks for."""
    data |= fields
    assert editor.post("/partner/briefings/new/", data).status_code == 302
    briefing = Briefing.objects.get(key=data["key"])
    for step in steps_of(briefing)[1:]:
        briefing.refresh_from_db()
        sent = editor.post(f"{briefing.get_edit_url()}steps/{step.key}/", {**data, "revision": briefing.revision})
        assert sent.status_code == 302, sent.context["form"].errors
    briefing.refresh_from_db()
    return briefing


def submit(editor: Client, briefing: Briefing) -> Any:
    """Press the button below the answers."""
    return editor.post(briefing.get_edit_url(), {"revision": briefing.revision, "submit": "1"})


def test_editor_writes_a_briefing_that_points_to_published_stories_only(editor: Client, cast: Cast) -> None:
    told = publish(draft_case_study(cast.year, cast.partner_police), cast.board_icb, cast.coordinator)
    draft = draft_case_study(cast.year, cast.partner_police, title="Draft")

    data = briefing_data(cast.year)
    briefing = write_briefing(editor, data, case_studies=[told.pk])
    upkeep = f"{briefing.get_edit_url()}steps/upkeep/"
    page = editor.get(upkeep)
    assert list(page.context["form"].fields["case_studies"].queryset) == [told]
    refused = editor.post(upkeep, {**data, "revision": briefing.revision, "case_studies": [draft.pk]})
    assert refused.status_code == 200
    submit(editor, briefing)

    briefing.refresh_from_db()
    assert (briefing.state, list(briefing.case_studies.all())) == (ReviewState.SUBMITTED, [told])
    assert editor.get(upkeep).context["form"]["case_studies"].value() == [told.pk]
    assert "Withdraw this briefing" in editor.get(briefing.get_edit_url()).content.decode()


@pytest.mark.parametrize("kind", ["case-studies", "briefings", "newsletters"])
def test_lists_say_when_they_are_empty(editor: Client, kind: str) -> None:
    assert "Nothing to show yet." in editor.get(f"/partner/{kind}/").content.decode()


@pytest.mark.parametrize("kind", ["briefings", "newsletters"])
def test_partners_and_board_do_not_edit(client: Client, cast: Cast, kind: str) -> None:
    for who in (cast.partner_police, cast.board_icb):
        client.force_login(who)
        assert client.get(f"/partner/{kind}/").status_code == 403
        assert client.get(f"/partner/{kind}/new/").status_code == 403


def test_long_lists_are_paged(editor: Client, cast: Cast) -> None:
    for number in range(51):
        draft_briefing(cast.year, cast.coordinator, title=f"Briefing {number}")

    assert "Page 1 of 2" in editor.get("/partner/briefings/").content.decode()
    assert "Briefing 0<" in editor.get("/partner/briefings/?page=2").content.decode()


@pytest.mark.parametrize("rows", [1, 20])
def test_queries_do_not_grow_with_rows(
    editor: Client, cast: Cast, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        draft_case_study(cast.year, cast.partner_police)

    with django_assert_num_queries(8):
        editor.get("/partner/case-studies/")
