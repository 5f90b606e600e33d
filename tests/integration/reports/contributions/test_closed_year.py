"""Records of a closed year: the page says so before anything is typed, and what can still be done."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.models import ReportingYear
from reports.models import TrainingCourse, TrainingReturn
from review.services import move
from review.transitions import Verb
from tests.factories.records import approved, draft_training
from tests.stages import Cast

PAGES = ("no-reviews", "training", "costs", "forward-plan", "plain-summary", "easy-read")


@pytest.fixture
def coordinator(cast: Cast, client: Client) -> Client:
    """The coordinator's browser."""
    client.force_login(cast.coordinator)
    return client


def close(cast: Cast) -> None:
    ReportingYear.objects.filter(pk=cast.year.pk).update(closed_at=timezone.now(), closed_by=cast.coordinator)


def address_of(page: str, cast: Cast) -> str:
    return reverse(f"reports:{page}-edit", args=[cast.year.slug])


def words(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_begun_in_a_closed_year(cast: Cast, coordinator: Client, page: str) -> None:
    assert "Save draft" in words(coordinator, address_of(page, cast))
    close(cast)

    text = words(coordinator, address_of(page, cast))

    assert "The year 2022-23 is closed. You can no longer create or change the " in text
    assert "None is approved, so the report of the year does not include one." in text
    assert "Save draft" not in text
    assert "app-preview" not in text


def test_what_was_approved_is_shown_and_can_be_withdrawn(cast: Cast, coordinator: Client) -> None:
    approved(draft_training(cast.year, cast.coordinator), cast.board_icb)
    close(cast)

    text = words(coordinator, address_of("training", cast))

    assert "The approved version stays in the report of the year." in text
    assert "You can withdraw it: reports built from then on will leave it out." in text
    assert reverse("reports:record-withdraw", args=["2022-23", "training"]) in text
    assert "app-preview" in text
    assert "Save draft" not in text


def test_what_was_submitted_still_waits(cast: Cast, coordinator: Client) -> None:
    training = draft_training(cast.year, cast.coordinator)
    move(obj=training, verb=Verb.SUBMIT, by=cast.coordinator, revision=training.revision)
    close(cast)

    assert "Awaiting review. It will be included in the report once approved." in words(
        coordinator, address_of("training", cast)
    )
    move(obj=training, verb=Verb.APPROVE, by=cast.board_icb, revision=training.revision)
    assert TrainingReturn.objects.live().exists()


def test_what_was_typed_while_the_year_was_closed_is_not_lost(cast: Cast, coordinator: Client) -> None:
    address = address_of("training", cast)
    typed = {"course_1_title": "Typed with care", "course_1_sessions": "1", "course_1_attended": "9", "revision": "0"}
    close(cast)

    answer = coordinator.post(address, {**typed, "save": "1"}).content.decode()

    assert "is closed, so we did not save your changes. Approved entries stay in its report." in answer
    assert 'value="Typed with care"' in answer
    assert not TrainingCourse.objects.exists()


def test_list_of_a_closed_year_leads_to_what_stands_and_says_what_can_be_done(cast: Cast, coordinator: Client) -> None:
    draft_training(cast.year, cast.coordinator)
    close(cast)

    text = words(coordinator, reverse("reports:record-list") + "?year=2022-23")

    assert "The year 2022-23 is closed. You can no longer create or change its records." in text
    assert "You can still record reviews of cases" in text
    assert address_of("training", cast) in text
    assert address_of("costs", cast) not in text
