"""What was withdrawn is read by nobody, reviewers included."""

from django.test import Client

from learning.services import withdraw_consent
from review.notifications import review_url
from tests.factories.learning import STORY, draft_case_study, publish
from tests.stages import Cast


def test_withdrawn_story_is_not_read_in_the_admin(client: Client, cast: Cast) -> None:
    story = publish(draft_case_study(cast.year, cast.partner_police), cast.board_icb, cast.coordinator)
    client.force_login(cast.board_icb)
    assert STORY["worry"] in client.get(review_url(story)).content.decode()
    withdraw_consent(case_study=story, by=cast.partner_police, note="The adult asked")

    page = client.get(review_url(story)).content.decode()
    assert "It has been withdrawn, so no one can see it." in page
    assert STORY["worry"] not in page
