"""What hangs on a story, an edition, an account: said before, in the answer, and to those who have to act at once."""

import dataclasses
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from learning.consequences import ITEM_GOES
from learning.models import CaseStudy
from learning.services import Item, save_case_study
from partnership.task import TaskKind
from reports.build.run import build_edition
from reports.contributions.plain_services import save_easy_read, save_plain_summary
from reports.contributions.record_services import start_year_record
from reports.models import EasyRead, Edition, PlainSummary
from reports.publishing.consequences import GOES_DARK, READ_AGAIN, STILL_SAYS_IT
from review.consequences import consequences_of
from review.models import Notification
from tests.factories.editions import published, without_typesetting
from tests.factories.learning import PUBLIC_CONSENT, draft_briefing, draft_case_study, draft_newsletter, publish
from tests.factories.records import approved
from tests.integration.bcssp.test_to_do import tasks_of
from tests.stages import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_storage", "no_typesetting")]


def make_once(cast: Cast) -> dict[str, Any]:
    """A story that a public report tells, a briefing and a newsletter that point to it, and plain versions."""
    with without_typesetting():
        story = publish(draft_case_study(cast.year, cast.partner_police), cast.board_icb, cast.coordinator)
        briefing = publish(draft_briefing(cast.year, cast.coordinator, [story]), cast.board_icb, cast.coordinator)
        items = [Item(title="A story", body="Read it.", case_study=story)]
        newsletter = draft_newsletter(cast.year, cast.coordinator, items, title="Spring")
        publish(newsletter, cast.board_icb, cast.coordinator)
        summary = approved(draft_summary(cast), cast.board_icb)
        approved(draft_easy_read(cast), cast.board_icb)
        edition = published(cast)
    return {"story": story, "briefing": briefing, "summary": summary, "edition": edition}


def draft_summary(cast: Cast) -> PlainSummary:
    """A plain summary of the year."""
    summary = start_year_record(PlainSummary, year=cast.year, by=cast.coordinator)
    summary.text = "We listened. We changed what we do."
    return save_plain_summary(summary=summary, by=cast.coordinator)


def draft_easy_read(cast: Cast) -> EasyRead:
    """The year in short sentences."""
    version = start_year_record(EasyRead, year=cast.year, by=cast.coordinator)
    return save_easy_read(version=version, lines=[("house", "We listened.")], by=cast.coordinator)


def effects(item: Any) -> dict[str, str]:
    """What changes with it, by its name."""
    return {one.what: one.effect for one in consequences_of(item)}


def withdraw(cast: Cast, story: CaseStudy) -> tuple[str, str]:
    """The page that asks, and the page after the button."""
    client = Client()
    client.force_login(cast.partner_police)
    address = reverse("learning:case-study-withdraw-consent", args=[story.pk])
    before = client.get(address).content.decode()
    after = client.post(address, {"note": "They asked us to."}, follow=True).content.decode()
    return before, after


def test_withdrawing_consent_says_what_goes_dark_before_and_after_and_tells_who_acts(
    cast: Cast, made: dict[str, Any]
) -> None:
    briefing, edition = made["briefing"], made["edition"]

    before, after = withdraw(cast, made["story"])

    assert str(made["edition"]) in before
    assert GOES_DARK in before
    assert READ_AGAIN in before
    assert f"Briefing “{briefing.title}”" in before
    assert f"Easy Read version of {cast.year}" in before
    assert "Newsletter “Spring”" in before
    assert ITEM_GOES in before
    assert f"No longer shown to anyone: {edition}; Summary in plain words of {cast.year}; " in after
    assert f"Easy Read version of {cast.year}" in after.split("No longer shown to anyone:")[1].split(".")[0]
    page = Client().get(reverse("learning:newsletter-list"), follow=True).content.decode()
    assert "Spring" in page
    assert "We have told the coordinator and the chair." in after
    told = Notification.objects.filter(subject__startswith="No longer published")
    assert {one.recipient for one in told} == {cast.coordinator, cast.chair}
    assert all(str(made["edition"]) in one.body and "Summary in plain words" in one.body for one in told)


def test_a_narrowed_consent_tells_them_too(cast: Cast, made: dict[str, Any]) -> None:
    terms = dataclasses.replace(PUBLIC_CONSENT, scope="training")
    save_case_study(case_study=made["story"], consent=terms, by=cast.partner_police, revision=made["story"].revision)

    told = Notification.objects.filter(subject__startswith="No longer published")
    assert {one.recipient for one in told} == {cast.coordinator, cast.chair}


def test_the_report_is_built_without_the_story_in_one_click(cast: Cast, made: dict[str, Any]) -> None:
    withdraw(cast, made["story"])
    (task,) = [task for task in tasks_of(cast.coordinator) if task.kind is TaskKind.PUT_RIGHT]
    client = Client()
    client.force_login(cast.coordinator)
    assert "Build it without the case study" in client.get(task.link).content.decode()

    client.post(reverse("admin:report-build-again", args=[made["edition"].pk]))

    newest = Edition.objects.latest("number")
    edition = newest if newest.is_complete else build_edition(newest.pk)
    assert edition.number == made["edition"].number + 1
    assert edition.correction_note == "A case study was removed."
    assert str(made["story"].key) not in edition.story_keys
    assert made["briefing"].title in edition.frozen
    assert "Build it without" not in client.get(task.link).content.decode()


def test_taking_an_edition_down_says_that_its_summary_goes_too(cast: Cast, made: dict[str, Any]) -> None:
    client = Client()
    client.force_login(cast.coordinator)
    address = reverse("admin:report-take-down", args=[made["edition"].pk])

    assert READ_AGAIN in client.get(address).content.decode()
    after = client.post(address, {"reason": "Wrong.", "words": ""}, follow=True).content.decode()

    assert "No longer shown to anyone: Summary in plain words" in after


def test_what_a_report_was_made_from_stays_in_it_and_that_is_said(cast: Cast, made: dict[str, Any]) -> None:
    assert effects(made["briefing"]) == {str(made["edition"]): STILL_SAYS_IT}
    assert effects(draft_briefing(cast.year, cast.coordinator)) == {}


def test_a_story_that_nobody_tells_takes_nothing_with_it(cast: Cast, made: dict[str, Any]) -> None:
    other = draft_case_study(cast.year, cast.partner_police, title="Another")

    before, after = withdraw(cast, other)

    assert "Check what else this changes" not in before
    assert "No longer shown to anyone:" not in after
    assert not Notification.objects.filter(subject__startswith="No longer published").exists()
