"""Pages on which the editor writes a newsletter: its issue, its items, what they point to."""

import uuid
from typing import Any

import pytest
from django.test import Client

from learning.models import Newsletter
from learning.services import Item, withdraw_consent
from partnership.models import ReportingYear
from review.states import ReviewState
from tests.factories.learning import draft_briefing, draft_case_study, draft_newsletter, publish
from tests.stages import Cast


@pytest.fixture
def editor(client: Client, cast: Cast) -> Client:
    client.force_login(cast.coordinator)
    return client


def issue_data(year: ReportingYear, **fields: Any) -> dict[str, Any]:
    """What the form of a complete issue sends."""
    return {
        "title": "Spring",
        "issue_number": 1,
        "year": year.pk,
        "key": str(uuid.uuid4()),
        "revision": "0",
        "issued_on-day": 20,
        "issued_on-month": "March",
        "issued_on-year": 2023,
        "introduction": "Hello",
        "spotlight_title": "Now",
        "spotlight_body": "This matters",
        **fields,
    }


def test_editor_writes_an_issue_with_items_that_point_to_things(editor: Client, cast: Cast) -> None:
    told = publish(draft_case_study(cast.year, cast.partner_police), cast.board_icb, cast.coordinator)
    briefing = publish(draft_briefing(cast.year, cast.coordinator), cast.board_icb, cast.coordinator)
    items = {
        "item_1_title": "One",
        "item_1_link": f"case_study-{told.pk}",
        "item_3_title": "Two",
        "item_3_body": "Text",
        "item_3_link": f"briefing-{briefing.pk}",
        "item_4_title": "Three",
    }

    editor.post("/partner/newsletters/new/", issue_data(cast.year, submit="1", **items))

    issue = Newsletter.objects.get()
    assert issue.state == ReviewState.SUBMITTED
    assert list(issue.items.values_list("number", "title", "body", "case_study", "briefing")) == [
        (1, "One", "", told.pk, None),
        (2, "Two", "Text", None, briefing.pk),
        (3, "Three", "", None, None),
    ]
    form = editor.get(issue.get_edit_url()).context["form"]
    assert [form[f"item_{number}_link"].value() for number in (1, 2, 3, 4)] == [
        f"case_study-{told.pk}",
        f"briefing-{briefing.pk}",
        "",
        "",
    ]
    assert "Withdraw this newsletter" in editor.get(issue.get_edit_url()).content.decode()


def test_item_needs_a_title(editor: Client, cast: Cast) -> None:
    data = issue_data(cast.year, save="1", item_2_body="Nameless")

    page = editor.post("/partner/newsletters/new/", data).content.decode()

    assert "Enter a title for item 2, or clear its text and link" in page
    assert "Nameless" in page
    assert not Newsletter.objects.exists()


def test_every_item_that_was_sent_is_kept(editor: Client, cast: Cast) -> None:
    items = {f"item_{number}_title": f"Item {number}" for number in range(1, 9)}

    editor.post("/partner/newsletters/new/", issue_data(cast.year, save="1", **items))

    issue = Newsletter.objects.get()
    assert issue.items.count() == 8
    form = editor.get(issue.get_edit_url()).context["form"]
    assert form["item_8_title"].value() == "Item 8"
    assert "item_9_title" in form.fields


def test_number_of_an_issue_is_taken_once(editor: Client, cast: Cast) -> None:
    draft_newsletter(cast.year, cast.coordinator, issue_number=1)

    page = editor.post("/partner/newsletters/new/", issue_data(cast.year, save="1")).content.decode()

    assert "already exists" in page


def test_item_that_points_to_a_withdrawn_story_offers_it_no_more(editor: Client, cast: Cast) -> None:
    told = publish(draft_case_study(cast.year, cast.partner_police), cast.board_icb, cast.coordinator)
    issue = draft_newsletter(cast.year, cast.coordinator, [Item("One", case_study=told)])
    withdraw_consent(case_study=told, by=cast.coordinator, note="Asked")

    form = editor.get(issue.get_edit_url()).context["form"]

    assert form["item_1_link"].value() == ""
    assert told.title not in str(form["item_1_link"])


def test_issue_with_many_items_offers_one_more(editor: Client, cast: Cast) -> None:
    issue = draft_newsletter(cast.year, cast.coordinator, [Item(f"Item {number}") for number in range(8)])

    form = editor.get(issue.get_edit_url()).context["form"]

    assert form["item_8_title"].value() == "Item 7"
    assert "item_9_title" in form.fields
    assert "item_10_title" not in form.fields


def test_issue_is_withdrawn(editor: Client, cast: Cast) -> None:
    issue = publish(draft_newsletter(cast.year, cast.coordinator), cast.board_icb, cast.coordinator)

    editor.post(f"/partner/newsletters/{issue.pk}/withdraw/", {"note": "Wrong date"})

    assert editor.get(issue.get_absolute_url()).status_code == 404
