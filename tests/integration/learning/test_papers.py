"""The PDF of a briefing: made when it is published, the file of what readers see, gone when they see it no more."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from learning.models import Briefing, BriefingPaper
from learning.papers import paper_content, tidy_papers
from learning.services import save_briefing
from learning.tasks import make_briefing_papers
from review.services import move
from review.transitions import Verb
from tests.factories.learning import draft_briefing, publish
from tests.stages import Cast

OnCommit = Callable[..., AbstractContextManager[list[Callable[[], object]]]]


@pytest.fixture
def published(cast: Cast, django_capture_on_commit_callbacks: OnCommit) -> Briefing:
    draft = draft_briefing(cast.year, cast.coordinator, title="Ask first")
    with django_capture_on_commit_callbacks(execute=True):
        return publish(draft, cast.board_icb, cast.coordinator)


def test_it_is_made_at_publication_and_follows_what_readers_are_shown(
    client: Client, cast: Cast, published: Briefing, django_capture_on_commit_callbacks: OnCommit
) -> None:
    address = f"{published.get_absolute_url()}briefing.pdf"
    assert address in client.get(published.get_absolute_url()).content.decode()
    first = client.get(address)
    assert (first.status_code, first["Content-Type"], first.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert first["ETag"] == f'"{BriefingPaper.objects.get().sha256}"'

    published.title = "Ask first, twice"
    draft = save_briefing(briefing=published, by=cast.coordinator, revision=published.revision)
    assert client.get(address).content == first.content
    with django_capture_on_commit_callbacks(execute=True):
        publish(draft, cast.board_icb, cast.coordinator)
    assert client.get(address).content != first.content


def test_it_is_gone_at_once_and_its_bytes_with_the_next_tick(client: Client, cast: Cast, published: Briefing) -> None:
    address = f"{published.get_absolute_url()}briefing.pdf"
    move(obj=published, verb=Verb.WITHDRAW, by=cast.coordinator, note="Out of date.", revision=published.revision)

    assert client.get(address).status_code == 404
    assert make_briefing_papers() == 0
    assert not BriefingPaper.objects.exists()


def test_what_could_not_be_made_stops_no_publication_and_is_made_later(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: OnCommit
) -> None:
    def broken(paper: object) -> bytes:
        raise RuntimeError("no letters")

    with monkeypatch.context() as patched:
        patched.setattr("learning.papers._TYPESETTERS", [broken])
        with django_capture_on_commit_callbacks(execute=True):
            briefing = publish(draft_briefing(cast.year, cast.coordinator), cast.board_icb, cast.coordinator)
        assert tidy_papers() == 0
    page = client.get(briefing.get_absolute_url())
    assert "briefing.pdf" not in page.content.decode()

    assert tidy_papers() == 1
    assert client.get(f"{briefing.get_absolute_url()}briefing.pdf").status_code == 200


def test_a_paper_says_who_keeps_it_and_nothing_of_the_moment(published: Briefing) -> None:
    paper = paper_content(published)

    assert paper["kept"].startswith("Kept up to date by: Head of safeguarding, ")
    assert paper["kept"].endswith("To be reviewed by 10 January 2099.")
    assert paper["about"] == "For: Everyone"
