"""Pictures of a briefing: from the camera to the page, and off it again."""

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from learning.media import services
from learning.media.models import Attached, StoredFile
from learning.media.services import add_picture, remove_file
from learning.models import Briefing
from learning.services import save_briefing
from learning.tasks import remove_unused_files
from mailing.composing import compose
from partnership.exceptions import DomainError, NotAllowed
from partnership.wording import absolute
from review.identity import submission_problems
from review.services import move
from review.states import ReviewState
from review.transitions import Verb
from tests.factories.learning import draft_briefing, publish
from tests.factories.media import file_address, photograph
from tests.stages import Cast

ATOM = "{http://www.w3.org/2005/Atom}"
WORDS = "A table with two chairs"


@pytest.fixture
def briefing(cast: Cast) -> Briefing:
    return draft_briefing(cast.year, cast.coordinator, title="With a picture")


def pictured(briefing: Briefing, cast: Cast, words: str = WORDS, typed: str = "") -> Attached:
    """A picture of the briefing, which its first box shows."""
    attached = add_picture(product=briefing, content=photograph(), words=words, by=cast.coordinator)
    briefing.texts["background"] = f"Before.\n\n![{typed}]({attached.name})"
    save_briefing(briefing=briefing, by=cast.coordinator, revision=briefing.revision)
    return attached


def upload(client: Client, briefing: Briefing, **data: Any) -> Any:
    file = SimpleUploadedFile("kitchen of Adult B.jpg", photograph())
    return client.post(page(briefing), {"file": file, "words": WORDS, **data})


def page(briefing: Briefing) -> str:
    return f"/partner/learning/briefing/{briefing.pk}/files/"


def withdraw(briefing: Briefing, cast: Cast) -> None:
    briefing.refresh_from_db()
    move(obj=briefing, verb=Verb.WITHDRAW, by=cast.coordinator, note="Old.", revision=briefing.revision)


def test_from_the_camera_to_the_page_and_off_it(client: Client, cast: Cast, briefing: Briefing) -> None:
    client.force_login(cast.coordinator)
    assert page(briefing) in client.get(briefing.get_edit_url()).content.decode()
    assert upload(client, briefing).status_code == 302
    attached = Attached.objects.get()
    shown = client.get(page(briefing)).content.decode()
    assert f"![{WORDS}]({attached.name})" in shown
    assert "kitchen" not in shown

    # The preview shows it to those who work on it, and to nobody else.
    typed = {"text": f"![]({attached.name})", "of": str(briefing.key)}
    assert f'alt="{WORDS}"' in client.post("/partner/preview/", typed).content.decode()
    other = Client()
    other.force_login(cast.partner_police)
    assert "<img" not in other.post("/partner/preview/", typed).content.decode()

    briefing.refresh_from_db()
    briefing.texts["background"] = f"Before.\n\n![]({attached.name})"
    save_briefing(briefing=briefing, by=cast.coordinator, revision=briefing.revision)
    address = f"/learning/files/{briefing.key}/{attached.name}.jpg"
    # What nobody approved is no reader's.
    assert Client().get(address).status_code == 404
    assert other.get(address).status_code == 404
    own = client.get(address)
    assert (own.status_code, own["Cache-Control"]) == (200, "private, no-store")
    # Who decides on it sees it.
    board = Client()
    board.force_login(cast.board_icb)
    assert board.get(address).status_code == 200

    publish(briefing, cast.board_icb, cast.coordinator)
    reader = Client()
    picture = f'<img class="app-picture" src="{address}" alt="{WORDS}" width="120" height="60">'
    assert picture in reader.get(briefing.get_absolute_url()).content.decode()
    answer = reader.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["Cache-Control"] == "public, no-cache"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == 'inline; filename="a-table-with-two-chairs.jpg"'
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert b"Adult B" not in answer.content
    assert reader.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert reader.get(address.replace(".jpg", ".png")).status_code == 404

    # The same in the feed and in the email, from an address of this site.
    whole = picture.replace('src="/', f'src="{absolute("/")}')
    feed = ET.fromstring(reader.get("/feeds/briefings.atom").content)
    summary = feed.find(f"{ATOM}entry/{ATOM}summary")
    assert summary is not None
    assert whole in (summary.text or "")
    letter = compose(f"briefing:{briefing.key}")
    assert letter is not None
    assert whole in letter.parts[0].html
    assert WORDS in letter.parts[0].text

    withdraw(briefing, cast)
    assert reader.get(address).status_code == 404
    assert reader.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 404


def test_a_picture_takes_no_approval_away_until_a_text_shows_it(cast: Cast, briefing: Briefing) -> None:
    publish(briefing, cast.board_icb, cast.coordinator)
    attached = add_picture(product=briefing, content=photograph(), words=WORDS, by=cast.coordinator)
    briefing.refresh_from_db()
    assert (briefing.state, briefing.revision) == (ReviewState.PUBLISHED, 1)
    assert "media" not in briefing.content()

    briefing.texts["background"] = f"![]({attached.name})"
    save_briefing(briefing=briefing, by=cast.coordinator, revision=1)
    assert briefing.state == ReviewState.DRAFT
    assert [file["words"] for file in briefing.content()["media"]] == [WORDS]


def test_words_are_compulsory_and_held_against_what_identifies(client: Client, cast: Cast, briefing: Briefing) -> None:
    client.force_login(cast.coordinator)
    assert "Describe the picture" in upload(client, briefing, words=" ").context["form"].errors["words"][0]
    with pytest.raises(DomainError, match="Describe the picture"):
        add_picture(product=briefing, content=photograph(), words=" ", by=cast.coordinator)
    assert not Attached.objects.exists()

    attached = pictured(briefing, cast, words="Ring Adult B on 07700 900123")
    assert any("07700 900123" in problem for problem in submission_problems(briefing))
    assert briefing.readable()["alternative_text_1"] == "Ring Adult B on 07700 900123"
    # The same picture again has the new words.
    assert add_picture(product=briefing, content=photograph(), words=WORDS, by=cast.coordinator).pk == attached.pk
    assert submission_problems(briefing) == []


def test_a_text_shows_pictures_of_its_own_briefing_only(cast: Cast, briefing: Briefing) -> None:
    attached = pictured(briefing, cast)
    other = draft_briefing(
        cast.year, cast.coordinator, title="Another", key_facts=f"![x]({attached.name}) ![y](https://example.org/y.png)"
    )
    assert [problem.field for problem in submission_problems(other)] == ["key_facts"]  # type: ignore[attr-defined]
    assert "media" not in other.content()


@pytest.mark.parametrize("content", [b"", b"<svg onload='alert(1)'/>", b"GIF89a", photograph()[:200]])
def test_what_is_no_picture_is_refused(cast: Cast, briefing: Briefing, content: bytes) -> None:
    with pytest.raises(DomainError, match="picture"):
        add_picture(product=briefing, content=content, words=WORDS, by=cast.coordinator)
    assert not StoredFile.objects.exists()


def test_only_its_writers_add_and_remove(client: Client, cast: Cast, briefing: Briefing) -> None:
    for person in (cast.partner_police, cast.board_icb):
        with pytest.raises(NotAllowed):
            add_picture(product=briefing, content=photograph(), words=WORDS, by=person)
    client.force_login(cast.coordinator)
    assert client.get("/partner/learning/assessment/1/files/").status_code == 404
    assert client.get("/partner/learning/briefing/999/files/").status_code == 404


def test_there_is_an_end(cast: Cast, briefing: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST_FILES", 1)
    add_picture(product=briefing, content=photograph(), words=WORDS, by=cast.coordinator)
    with pytest.raises(DomainError, match="already 1 files"):
        add_picture(product=briefing, content=photograph("red"), words=WORDS, by=cast.coordinator)
    monkeypatch.setattr(services, "MOST_UPLOADS", 2)
    with pytest.raises(DomainError, match="last hour"):
        add_picture(product=briefing, content=photograph(), words=WORDS, by=cast.coordinator)


def test_what_is_removed_is_deleted_once_no_reader_is_shown_it(client: Client, cast: Cast, briefing: Briefing) -> None:
    attached = pictured(briefing, cast)
    client.force_login(cast.coordinator)
    refused = client.post(page(briefing), {"remove": attached.name}, follow=True).content.decode()
    assert "Remove it from the text first." in refused
    publish(briefing, cast.board_icb, cast.coordinator)
    address = f"/learning/files/{briefing.key}/{attached.name}.jpg"

    briefing.texts["background"] = "Without."
    save_briefing(briefing=briefing, by=cast.coordinator, revision=briefing.revision)
    assert "File removed." in client.post(page(briefing), {"remove": attached.name}, follow=True).content.decode()
    # Readers are shown what was approved, until the new words are.
    assert Client().get(address).status_code == 200
    publish(briefing, cast.board_icb, cast.coordinator)
    assert Client().get(address).status_code == 404
    assert remove_unused_files() == 1
    assert not StoredFile.objects.exists()
    with pytest.raises(DomainError, match="already been removed"):
        remove_file(product=briefing, name=attached.name, by=cast.coordinator, revision=0)


def test_one_file_of_two_briefings_is_kept_once(cast: Cast, briefing: Briefing) -> None:
    attached = pictured(briefing, cast)
    other = draft_briefing(cast.year, cast.coordinator, title="Another")
    second = add_picture(product=other, content=photograph(), words="Other words", by=cast.coordinator)
    assert (second.name, StoredFile.objects.count()) == (attached.name, 1)
    remove_file(product=other, name=second.name, by=cast.coordinator, revision=0)
    assert StoredFile.objects.count() == 1
    published = publish(briefing, cast.board_icb, cast.coordinator)
    assert Client().get(f"/learning/files/{file_address(published)[0]}/{attached.name}.jpg").status_code == 200
