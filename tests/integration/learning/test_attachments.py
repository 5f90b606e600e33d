"""Attachments of a briefing: PDFs that only show pages, below the text that was approved with them."""

import io
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from learning.media.models import StoredFile
from learning.media.services import add_attachment
from learning.models import Briefing
from partnership.exceptions import DomainError, StaleRevision
from review.identity import submission_problems
from review.models import Event
from review.notifications import review_url
from review.services import move
from review.states import ReviewState
from review.transitions import Verb
from tests.factories.learning import draft_briefing, publish
from tests.factories.media import file_address
from tests.factories.pdfs import pdf_file, with_javascript
from tests.stages import Cast

TITLE = "Slides of the webinar"


def slides() -> bytes:
    """A PDF that tells who made it and with what."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_file())) as pdf:
        pdf.docinfo["/Author"] = "Adult B"
        pdf.docinfo["/Title"] = TITLE
        with pdf.open_metadata() as said:
            said["dc:creator"] = ["Adult B"]
            said["dc:title"] = TITLE
        pdf.save(file)
    return file.getvalue()


@pytest.fixture
def briefing(cast: Cast) -> Briefing:
    return draft_briefing(cast.year, cast.coordinator, title="With slides")


def attach(briefing: Briefing, cast: Cast, **changes: Any) -> Briefing:
    given = {"content": slides(), "words": TITLE, "has_read": True, "by": cast.coordinator, **changes}
    return add_attachment(product=briefing, **{"revision": briefing.revision, **given})


def page(briefing: Briefing) -> str:
    return f"/partner/learning/briefing/{briefing.pk}/files/"


@pytest.mark.asvs("5.3.1", "3.2.1")
def test_from_the_form_to_the_reader_and_away(client: Client, cast: Cast, briefing: Briefing) -> None:
    client.force_login(cast.coordinator)
    file = SimpleUploadedFile("Adult B.pdf", slides())
    sent = {"file": file, "words": TITLE, "revision": briefing.revision}
    refused = client.post(f"{page(briefing)}add/", sent).content.decode()
    assert "Read every page, then select the box" in refused
    assert "We do not accept the presentation itself" in refused
    sent |= {"file": SimpleUploadedFile("Adult B.pdf", slides()), "has_read": "on"}
    assert "Attachment added." in client.post(f"{page(briefing)}add/", sent, follow=True).content.decode()
    briefing.refresh_from_db()
    assert f"{TITLE} (PDF" in client.get(page(briefing)).content.decode()

    # Who decides on it reads it.
    move(obj=briefing, verb=Verb.SUBMIT, by=cast.coordinator, revision=briefing.revision)
    board = Client()
    board.force_login(cast.board_icb)
    queued = board.get(review_url(briefing)).content.decode()
    assert f"{TITLE} (PDF" in queued
    assert f"The portal does not check what the attachment “{TITLE}” says. Read it before you decide." in queued
    [line] = Event.objects.about(briefing).filter(verb="add file")
    assert line.data["has_read"] is True
    move(obj=briefing, verb=Verb.APPROVE, by=cast.board_icb, revision=briefing.revision)
    move(obj=briefing, verb=Verb.PUBLISH, by=cast.coordinator, revision=briefing.revision)

    key, name, ending = file_address(briefing)
    address = f"/learning/files/{key}/{name}.{ending}"
    assert f'href="{address}"' in Client().get(briefing.get_absolute_url()).content.decode()
    answer = Client().get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="slides-of-the-webinar.pdf"'
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert dict(pdf.docinfo) == {"/Title": TITLE}
        with pdf.open_metadata() as said:
            assert (said["dc:title"], "dc:creator" in said) == (TITLE, False)
    assert b"Adult B" not in answer.content

    # Removing it is an edit: readers keep what was approved until the new version is.
    client.post(page(briefing), {"remove": name, "revision": briefing.revision})
    briefing.refresh_from_db()
    assert (briefing.state, briefing.content().get("media")) == (ReviewState.DRAFT, None)
    assert Client().get(address).status_code == 200
    publish(briefing, cast.board_icb, cast.coordinator)
    assert Client().get(address).status_code == 404


def test_adding_one_is_an_edit(cast: Cast, briefing: Briefing) -> None:
    publish(briefing, cast.board_icb, cast.coordinator)
    attach(briefing, cast)
    assert (briefing.state, briefing.revision) == (ReviewState.DRAFT, 2)
    with pytest.raises(StaleRevision):
        attach(briefing, cast, content=pdf_file(), revision=1)
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"words": " "}, "title"),
        ({"content": b"PK\x03\x04 slides"}, "speaker notes, comments and hidden slides stay behind"),
        ({"content": b"slides"}, "not a PDF"),
        ({"has_read": False}, "Read every page"),
        ({"content": pdf_file(with_javascript)}, "not a page or a link"),
        ({"content": slides()[:200]}, "damaged"),
    ],
    ids=["no title", "other slides", "no PDF", "not read", "a program", "cut"],
)
def test_what_is_more_than_pages_is_refused(cast: Cast, briefing: Briefing, changes: Any, told: str) -> None:
    with pytest.raises(DomainError, match=told):
        attach(briefing, cast, **changes)
    assert not StoredFile.objects.exists()


def test_its_title_is_held_against_what_identifies(cast: Cast, briefing: Briefing) -> None:
    attach(briefing, cast, words="Call 07700 900123")
    assert any("Attachment 1" in problem for problem in submission_problems(briefing))
