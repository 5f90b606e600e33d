"""The pages around the report's records: the list, submitting, two who save at once, withdrawing, what a page costs."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.models import SafeguardingReview, TrainingReturn
from review.states import ReviewState
from tests.factories.partnership import ArmFactory
from tests.factories.records import (
    approved,
    draft_costs,
    draft_forward_plan,
    draft_no_reviews,
    draft_review,
    draft_training,
)
from tests.integration.reports.contributions.record_pages import COURSE, REVIEW, errors, page_of, send
from tests.stages import Cast


@pytest.fixture
def coordinator(cast: Cast, client: Client) -> Client:
    """The coordinator's browser."""
    client.force_login(cast.coordinator)
    return client


def test_submitted_it_waits_for_the_board_which_sees_it_as_the_report_will_draw_it(
    cast: Cast, coordinator: Client, client: Client
) -> None:
    ArmFactory(slug="adults", name="Safeguarding adults")
    send(coordinator, page_of("safeguarding-review-create"), REVIEW | {"joint_with": "Another area"}, "submit")
    review = SafeguardingReview.objects.get()
    assert review.state == ReviewState.SUBMITTED
    others = [
        draft_training(cast.year, cast.coordinator),
        draft_costs(cast.year, cast.coordinator),
        draft_forward_plan(cast.year, cast.coordinator),
        draft_no_reviews(cast.year, cast.coordinator, ("rapid",), ()),
    ]
    for record in others:
        approved(record, cast.board_icb)
    client.force_login(cast.board_icb)

    told = {
        record: client.get(
            reverse("admin:review-item", args=["reports", record._meta.model_name, record.pk])
        ).content.decode()
        for record in [review, *others]
    }

    assert "SAR 2022/7: findings and decisions" in told[review]
    assert "What was done about the findings, year by year" in told[review]
    for record, text in zip(
        others, ("fewer than 5", "£1,000.40", "We will ask every family.", "no rapid review"), strict=True
    ):
        assert text in told[record]


def test_who_saves_second_sees_both_versions_even_of_rows_that_only_one_has(cast: Cast, coordinator: Client) -> None:
    training = draft_training(cast.year, cast.coordinator)
    address = page_of("training-edit", cast.year.slug)
    send(coordinator, address, COURSE)
    mine = {**COURSE, "course_1_title": "Mine", "course_7_title": "Another"}
    mine |= {"course_7_sessions": "1", "course_7_attended": "1"}

    text = errors(coordinator.post(address, {**mine, "revision": str(training.revision), "save": "1"}))

    assert "saved this training return after you opened it" in text
    assert "Your version and theirs" in text
    assert 'value="Another"' in text
    assert TrainingReturn.objects.get().courses.get().title == "Listening"


def test_more_rows_than_a_year_has_are_not_drawn(cast: Cast, coordinator: Client) -> None:
    response = send(coordinator, page_of("training-edit", cast.year.slug), {**COURSE, "course_999_title": "x"})

    assert response.status_code == 302
    assert TrainingReturn.objects.get().courses.count() == 1


def test_a_record_and_a_review_are_withdrawn_with_a_reason(cast: Cast, coordinator: Client) -> None:
    approved(draft_training(cast.year, cast.coordinator), cast.board_icb)
    review = approved(draft_review(cast.coordinator), cast.board_icb)
    addresses = [
        page_of("record-withdraw", cast.year.slug, "training"),
        page_of("safeguarding-review-withdraw", review.pk),
    ]

    for address in addresses:
        page = coordinator.get(address).content.decode()
        assert "It will be left out of reports built from now on." in page
        assert "Enter the reason for withdrawing it" in errors(coordinator.post(address, {"note": ""}))
        assert coordinator.post(address, {"note": "Of another year."}).status_code == 302

    assert not TrainingReturn.objects.live().exists()
    assert not SafeguardingReview.objects.live().exists()
    assert coordinator.get(addresses[0]).status_code == 404
    assert coordinator.get(page_of("record-withdraw", cast.year.slug, "nothing")).status_code == 404
    shown = coordinator.get(page_of("safeguarding-review-edit", review.pk)).content.decode()
    assert "SAR 2022/1: findings and decisions" in shown
    assert 'name="summary"' not in shown


def test_a_withdrawn_review_gives_its_reference_back(cast: Cast, coordinator: Client) -> None:
    review = draft_review(cast.coordinator)
    again = REVIEW | {"reference": review.reference}
    assert f"Another review has the reference {review.reference}" in errors(
        send(coordinator, page_of("safeguarding-review-create"), again)
    )
    coordinator.post(page_of("safeguarding-review-withdraw", review.pk), {"note": "Of another board."})

    assert send(coordinator, page_of("safeguarding-review-create"), again).status_code == 302

    kept = SafeguardingReview.objects.exclude(pk=review.pk).get()
    assert kept.reference == review.reference


def test_the_list_says_where_everything_stands_in_a_constant_number_of_queries(cast: Cast, coordinator: Client) -> None:
    draft_review(cast.coordinator)
    approved(draft_training(cast.year, cast.coordinator), cast.board_icb)
    address = page_of("record-list")
    coordinator.get(address)
    with CaptureQueriesContext(connection) as few:
        page = coordinator.get(address).content.decode()
    for text in ("SAR 2022/1", "Approved", "Not started", "Forward plan", page_of("costs-edit", cast.year.slug)):
        assert text in page
    for _ in range(3):
        draft_review(cast.coordinator, concluded_on=None)

    with CaptureQueriesContext(connection) as many:
        more = coordinator.get(address).content.decode()

    assert len(many) == len(few)
    assert more.count("Ongoing") == 3
    named = coordinator.get(address, {"year": cast.year.slug}).content.decode()
    assert named.count("Ongoing") == 3
    # Filtering and sorting stay in the year that was asked for.
    assert f'<input type="hidden" name="year" value="{cast.year.slug}" />' in named
    assert f"?year={cast.year.slug}&amp;sort=reference" in named
    assert coordinator.get(address, {"year": "1999-00"}).status_code == 404


def test_a_form_costs_the_same_queries_however_many_rows_it_has(cast: Cast, coordinator: Client) -> None:
    address = page_of("training-edit", cast.year.slug)
    send(coordinator, address, COURSE)
    coordinator.get(address)
    with CaptureQueriesContext(connection) as few:
        coordinator.get(address)
    row = {"title": "Next", "sessions": "1", "attended": "2"}
    send(coordinator, address, COURSE | {f"course_{n}_{name}": v for n in range(2, 9) for name, v in row.items()})

    with CaptureQueriesContext(connection) as many:
        coordinator.get(address)

    assert TrainingReturn.objects.get().courses.count() == 8
    assert len(many) == len(few)


def test_the_list_of_an_empty_portal_and_of_somebody_without_an_organisation(cast: Cast, coordinator: Client) -> None:
    cast.year.delete()
    page = coordinator.get(page_of("record-list")).content.decode()
    assert "No reporting year is set up yet." in page
    assert "No reviews recorded yet." in page
    cast.coordinator.organisation = None
    cast.coordinator.save()

    assert coordinator.get(page_of("safeguarding-review-create")).status_code == 403


def test_a_record_of_a_year_needs_an_organisation_too(cast: Cast, coordinator: Client) -> None:
    cast.coordinator.organisation = None
    cast.coordinator.save()

    assert coordinator.get(page_of("costs-edit", cast.year.slug)).status_code == 403
