"""Pictures and attachments of case studies, as long as their consent holds, and of newsletters."""

import pytest
from django.test import Client

from learning.media.services import add_attachment, add_picture
from learning.models import CaseStudy, Newsletter
from learning.services import ConsentTerms, Item, save_case_study, save_newsletter, withdraw_consent
from mailing.composing import compose
from review.identity import submission_problems
from tests.factories.learning import PUBLIC_CONSENT, draft_case_study, draft_newsletter, publish
from tests.factories.media import file_address, photograph
from tests.factories.pdfs import pdf_file
from tests.stages import Cast

WORDS = "A table with two chairs"


def address(product: CaseStudy | Newsletter, number: int = 0) -> str:
    key, name, ending = file_address(product, number)
    return f"/learning/files/{key}/{name}.{ending}"


def pictured_story(cast: Cast, words: str = WORDS, consent: ConsentTerms = PUBLIC_CONSENT) -> CaseStudy:
    story = draft_case_study(cast.year, cast.partner_police)
    attached = add_picture(product=story, content=photograph(), words=words, by=cast.partner_police)
    story.worry = f"Somebody was taking money.\n\n![]({attached.name})"
    return save_case_study(case_study=story, consent=consent, by=cast.partner_police, revision=story.revision)


def test_files_of_a_story_are_there_as_long_as_its_consent(client: Client, cast: Cast) -> None:
    story = pictured_story(cast)
    given = {"words": "The plan", "has_read": True}
    add_attachment(product=story, content=pdf_file(), by=cast.partner_police, revision=story.revision, **given)
    publish(story, cast.board_icb, cast.coordinator)
    page = client.get(story.get_absolute_url()).content.decode()
    assert f'src="{address(story)}" alt="{WORDS}"' in page
    assert f'href="{address(story, 1)}"' in page
    assert [client.get(address(story, number)).status_code for number in (0, 1)] == [200, 200]

    withdraw_consent(case_study=story, by=cast.partner_police, note="Asked us to.")
    story_files = [f"/learning/files/{story.key}/{one['name']}" for one in story.content()["media"]]
    assert [client.get(f"{start}.{end}").status_code for start in story_files for end in ("jpg", "pdf")] == [404] * 4


def test_consent_that_ended_takes_them_with_it(client: Client, cast: Cast) -> None:
    story = publish(pictured_story(cast), cast.board_icb, cast.coordinator)
    assert client.get(address(story)).status_code == 200
    ended = ConsentTerms(**{**vars(PUBLIC_CONSENT), "scope": "training"})
    save_case_study(case_study=story, consent=ended, by=cast.partner_police, revision=story.revision)
    story.refresh_from_db()
    assert client.get(address(story)).status_code == 404


def test_the_words_of_a_picture_are_read_like_the_story(client: Client, cast: Cast) -> None:
    story = pictured_story(cast, "Daniel Harcombe at his school, 07700 900123")
    problems = submission_problems(story)
    assert any("Alternative text 1" in problem for problem in problems)
    client.force_login(cast.partner_police)
    assert "Pictures and attachments" in client.get(story.get_edit_url()).content.decode()
    # Another name takes its place with the same picture.
    add_picture(product=story, content=photograph(), words=WORDS, by=cast.partner_police)
    assert not [problem for problem in submission_problems(story) if "Alternative text" in problem]


@pytest.mark.parametrize("place", ["introduction", "item"])
def test_an_issue_shows_pictures_on_its_page_and_in_its_email(client: Client, cast: Cast, place: str) -> None:
    issue = draft_newsletter(cast.year, cast.coordinator)
    attached = add_picture(product=issue, content=photograph(), words=WORDS, by=cast.coordinator)
    shows = f"Before.\n\n![]({attached.name})"
    if place == "introduction":
        issue.introduction = shows
    items = [Item(title="An item", body=shows if place == "item" else "Text.")]
    save_newsletter(newsletter=issue, items=items, by=cast.coordinator, revision=issue.revision)
    publish(issue, cast.board_icb, cast.coordinator)

    assert f'src="{address(issue)}" alt="{WORDS}"' in client.get(issue.get_absolute_url()).content.decode()
    assert client.get(address(issue)).status_code == 200
    letter = compose(f"newsletter:{issue.key}")
    assert letter is not None
    assert any(f'{address(issue)}" alt="{WORDS}"' in part.html for part in letter.parts)
