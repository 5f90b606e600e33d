"""The home page: where each reader goes, and the newest of what is public."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.services import withdraw_consent
from reports.build.run import build_edition
from reports.build.services import begin_edition
from review.services import move
from review.transitions import Verb
from tests.factories.completeness import override_everything
from tests.factories.learning import draft_briefing, draft_case_study, draft_newsletter, publish
from tests.factories.signing import publish_signed, seat_signers
from tests.stages import Cast

pytestmark = pytest.mark.django_db


def home(client: Client) -> str:
    """The page, which is the same for everyone and leaves nothing in the browser."""
    response = client.get("/")
    assert response.status_code == 200
    assert not response.cookies
    return response.content.decode()


def test_home_of_a_new_portal_leads_everywhere_and_promises_nothing(client: Client) -> None:
    page = home(client)

    main = page[page.index("<main") : page.index("</main>")]
    public = ("/priorities/", "/figures/", "/reports/", "/about/structure/", "/learning/", "/newsletters/")
    for address in (*public, reverse("work"), reverse("admin:review-queue")):
        assert f'href="{address}"' in main
    assert "Latest" not in page


def test_home_shows_the_newest_of_what_is_published(client: Client, cast: Cast) -> None:
    def briefing(title: str) -> None:
        publish(draft_briefing(cast.year, cast.coordinator, title=title), cast.board_icb, cast.coordinator)

    for title in ("First lesson", "Second lesson", "Third lesson", "Fourth lesson"):
        briefing(title)
    draft_briefing(cast.year, cast.coordinator, title="Unfinished lesson")
    for number in (1, 2):
        issue = draft_newsletter(
            cast.year, cast.coordinator, title=f"Issue {number}", spotlight_title=f"Theme of issue {number}"
        )
        publish(issue, cast.board_icb, cast.coordinator)

    page = home(client)

    assert [title for title in ("First", "Second", "Third", "Fourth", "Unfinished") if f"{title} lesson" in page] == [
        "Second",
        "Third",
        "Fourth",
    ]
    assert "Issue 2" in page
    assert "Spotlight: Theme of issue 2" in page
    assert "Issue 1" not in page
    assert "Annual report 2022-23" not in page


def test_home_leads_to_the_newest_report_while_it_may_be_read(client: Client, cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_council)
    publish(story, cast.board_icb, cast.coordinator)
    override_everything(cast.year, cast.chair)
    seat_signers(cast)
    edition = build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)
    assert "Annual report" not in home(client).partition("Latest")[2]
    publish_signed(edition, cast)

    page = home(client)
    assert 'href="/reports/2022-23/"' in page
    assert 'href="/reports/2022-23/annual-report.pdf"' in page

    withdraw_consent(case_study=story, by=cast.coordinator, note="Taken back.")
    assert "/reports/2022-23/" not in home(client)


def test_home_drops_what_is_withdrawn(client: Client, cast: Cast) -> None:
    briefing = publish(draft_briefing(cast.year, cast.coordinator), cast.board_icb, cast.coordinator)
    assert "A briefing" in home(client)

    move(obj=briefing, verb=Verb.WITHDRAW, by=cast.coordinator, note="Wrong.", revision=briefing.revision)

    assert "A briefing" not in home(client)


def test_home_takes_no_more_queries_when_there_is_more(client: Client, cast: Cast) -> None:
    counts = []
    for _ in range(2):
        publish(draft_briefing(cast.year, cast.coordinator), cast.board_icb, cast.coordinator)
        publish(draft_newsletter(cast.year, cast.coordinator), cast.board_icb, cast.coordinator)
        home(client)
        with CaptureQueriesContext(connection) as queries:
            home(client)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 6
