"""What is different from the approved version, beside the comments: for writers at once, for others when submitted."""

import pytest
from django.test import Client

from learning.models import Briefing
from learning.services import save_briefing
from partnership.models import User
from review.comments import comments_address
from review.compared import compared
from review.services import move
from review.transitions import Verb
from tests.factories.learning import draft_briefing, publish
from tests.stages import Cast


def told(user: User, briefing: Briefing) -> dict[str, list[tuple[str, str]]]:
    return {one.where: [(part.kind, part.text) for part in one.words] for one in compared(user, briefing) or []}


@pytest.fixture
def changed(cast: Cast) -> Briefing:
    """A published briefing that its editor has changed, and not submitted."""
    briefing = publish(draft_briefing(cast.year, cast.coordinator, title="Old"), cast.board_icb, cast.coordinator)
    briefing.title = "New"
    return save_briefing(briefing=briefing, by=cast.coordinator, revision=briefing.revision)


def test_a_first_version_has_nothing_to_be_compared_with(cast: Cast) -> None:
    assert compared(cast.coordinator, draft_briefing(cast.year, cast.coordinator)) is None


def test_writers_see_what_they_write_and_others_what_was_submitted(
    client: Client, cast: Cast, changed: Briefing
) -> None:
    difference = {"Title": [("gone", "Old"), ("new", "New")]}
    assert told(cast.coordinator, changed) == difference
    assert compared(cast.board_icb, changed) == []
    move(obj=changed, verb=Verb.SUBMIT, by=cast.coordinator, revision=changed.revision)
    assert told(cast.board_icb, changed) == difference

    client.force_login(cast.board_icb)
    page = client.get(comments_address(changed)).content.decode()
    assert '<del><span class="govuk-visually-hidden">Removed: </span>Old</del>' in page
    assert '<ins><span class="govuk-visually-hidden">Added: </span>New</ins>' in page


def test_what_was_withdrawn_is_shown_to_nobody(cast: Cast, changed: Briefing) -> None:
    move(obj=changed, verb=Verb.WITHDRAW, by=cast.coordinator, note="Old.", revision=changed.revision)
    assert compared(cast.coordinator, changed) is None
