"""Templates of briefings: versions that the coordinator saves, and what briefings keep of them."""

import uuid
from typing import Any

import pytest
from django.test import Client

from learning.briefing_templates import newest_templates, template_of
from learning.models import Briefing, BriefingTemplate
from learning.template_services import save_template
from partnership.exceptions import DomainError, StaleRevision
from review.services import move
from review.states import ReviewState
from review.transitions import Verb
from tests.factories.learning import draft_briefing, publish
from tests.integration.learning.test_working import briefing_data, submit, write_briefing
from tests.stages import Cast

SEVEN = "seven-minute"
TEMPLATES = "/partner/briefings/templates/"


@pytest.fixture
def editor(client: Client, cast: Cast) -> Client:
    client.force_login(cast.coordinator)
    return client


def sent(page: Any, **changes: Any) -> dict[str, Any]:
    """What a form of a page sends, with changes."""
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, False)} | changes


def boxes_of(briefing: Briefing) -> str:
    """The step of its boxes."""
    return f"{briefing.get_edit_url()}steps/boxes/"


def retitled(title: str) -> Any:
    boxes = template_of(SEVEN, 0).boxes
    return template_of(SEVEN, 0).__class__(
        SEVEN, 0, "Seven-minute briefing", "Short.", (boxes[0].__class__(boxes[0].key, title, "Hint", 40), *boxes[1:])
    )


def test_a_published_briefing_keeps_the_titles_it_was_approved_with(editor: Client, cast: Cast) -> None:
    shown = publish(draft_briefing(cast.year, cast.coordinator), cast.board_icb, cast.coordinator)
    draft = draft_briefing(cast.year, cast.coordinator, title="Begun before")
    page = editor.get(f"{TEMPLATES}{SEVEN}/")
    assert page.context["form"]["box_1_title"].value() == "Background"

    answer = editor.post(f"{TEMPLATES}{SEVEN}/", sent(page, box_1_title="In brief", opened="0"), follow=True)

    assert "has been saved" in answer.content.decode()
    assert newest_templates()[SEVEN].boxes[0].title == "In brief"
    assert newest_templates()[SEVEN].boxes[0].key == "background"
    assert "Background" in editor.get(shown.get_absolute_url()).content.decode()
    begun = write_briefing(editor, briefing_data(cast.year))
    assert "1. Background" in editor.get(boxes_of(draft)).content.decode()
    assert "1. In brief" in editor.get(boxes_of(begun)).content.decode()


def test_its_writer_takes_the_newest_version_and_loses_no_text(editor: Client, cast: Cast) -> None:
    draft = draft_briefing(cast.year, cast.coordinator, background="Typed before.")
    save_template(template=retitled("In brief"), opened=0, by=cast.coordinator)
    form = editor.get(boxes_of(draft))

    editor.post(boxes_of(draft), sent(form, newest_version="on", revision=draft.revision))

    draft.refresh_from_db()
    assert draft.template_number == 1
    box = draft.content()["boxes"][0]
    assert (box["title"], box["text"]) == ("In brief", "Typed before.")


def test_two_people_cannot_save_over_each_other_and_nothing_new_is_no_version(cast: Cast) -> None:
    save_template(template=retitled("In brief"), opened=0, by=cast.coordinator)
    with pytest.raises(StaleRevision):
        save_template(template=retitled("Another"), opened=0, by=cast.coordinator)
    save_template(template=retitled("In brief"), opened=1, by=cast.coordinator)
    assert BriefingTemplate.objects.count() == 1


def test_boxes_that_no_briefing_can_be_written_by_are_refused(editor: Client, cast: Cast) -> None:
    with pytest.raises(DomainError, match="discussion questions"):
        template = retitled("In brief")
        save_template(template=template.__class__(SEVEN, 0, "T", "", template.boxes[:3]), opened=0, by=cast.coordinator)
    page = editor.get(f"{TEMPLATES}new/")
    refused = editor.post(f"{TEMPLATES}new/", sent(page, title="Short", box_1_title="Only one", box_1_words="20"))
    assert "at least 2 boxes" in refused.content.decode()


def test_a_box_can_be_moved_and_removed(editor: Client, cast: Cast) -> None:
    page = editor.get(f"{TEMPLATES}{SEVEN}/")
    changes = {"box_7_place": "1", "box_2_kind": "removed", "opened": "0"}
    editor.post(f"{TEMPLATES}{SEVEN}/", sent(page, **changes))

    keys = [box.key for box in newest_templates()[SEVEN].boxes]
    assert keys[:3] == ["next_steps", "background", "key_facts"]
    assert len(keys) == 6


def test_words_beyond_the_limit_can_be_kept_but_not_submitted(editor: Client, cast: Cast) -> None:
    briefing = write_briefing(editor, briefing_data(cast.year, background="word " * 53))
    page = editor.get(boxes_of(briefing)).content.decode()
    assert 'data-maxwords="50"' in page
    assert "You can enter up to 50 words" in page

    refused = submit(editor, briefing)

    briefing.refresh_from_db()
    assert briefing.state == ReviewState.DRAFT
    ((sentence, address),) = refused.context["error_links"]
    assert sentence == "“Background” must be 50 words or fewer. Remove 3 words."
    assert address == f"{boxes_of(briefing)}?to_check=1#id_background"
    assert briefing.texts["background"].count("word") == 53


def test_another_template_asks_for_its_own_boxes(editor: Client, cast: Cast) -> None:
    page = editor.get("/partner/briefings/new/?template=learning-from-a-review").content.decode()
    assert "Template: Learning from a review." in page
    assert editor.get("/partner/briefings/new/?template=none").status_code == 404
    texts = {box.key: "Text." for box in template_of("learning-from-a-review", 0).boxes}
    data = briefing_data(cast.year, template="learning-from-a-review", key=str(uuid.uuid4()), **texts)

    briefing = write_briefing(editor, data)
    assert "What has to change" in editor.get(boxes_of(briefing)).content.decode()
    submit(editor, briefing)

    briefing.refresh_from_db()
    assert briefing.state == ReviewState.SUBMITTED
    move(obj=briefing, verb=Verb.APPROVE, by=cast.board_icb, revision=briefing.revision)
    move(obj=briefing, verb=Verb.PUBLISH, by=cast.coordinator, revision=briefing.revision)
    shown = editor.get(briefing.get_absolute_url()).content.decode()
    assert "Learning from a review" in shown
    assert "What we found" in shown
