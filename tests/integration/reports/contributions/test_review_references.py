"""Two reviews never share an anchor of the report: a table of one would take the place of the other's."""

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from partnership.exceptions import DomainError
from reports.contributions.record_services import save_review, start_review
from reports.contributions.safeguarding_reviews import anchor_of
from reports.models import SafeguardingReview
from review.models import Event
from review.problems import Problem
from review.services import move
from review.transitions import Verb
from tests.factories.records import FINDINGS, approved, draft_review
from tests.stages import Cast

SAME = "Another review has the reference SAR 2023/1. The report cannot tell them apart"
DAY = {"begun_on-day": "2", "begun_on-month": "5", "begun_on-year": "2022"}
TYPED = {"kind": "sar", "summary": "Typed here.", "revision": "0", "save": "1", **DAY}


@pytest.mark.parametrize("reference", ["SAR 2023/1", "SAR 2023-1", "SAR-2023/1", "SAR-2023-1"])
def test_ways_to_write_one_reference_have_one_anchor(reference: str) -> None:
    assert anchor_of(reference) == "review-sar-2023-1"


def test_a_reference_that_differs_in_its_signs_alone_is_not_saved(cast: Cast) -> None:
    draft_review(cast.coordinator, reference="SAR 2023/1")

    with pytest.raises(DomainError, match=SAME):
        draft_review(cast.coordinator, reference="SAR-2023-1")

    assert SafeguardingReview.objects.count() == 1
    other = draft_review(cast.coordinator, reference="SAR 2023/11")
    other.reference = "SAR-2023/1"
    with pytest.raises(DomainError, match=SAME):
        save_review(review=other, findings=FINDINGS, by=cast.coordinator, revision=other.revision)


def test_a_review_keeps_its_own_reference_and_may_write_it_otherwise(cast: Cast) -> None:
    review = draft_review(cast.coordinator, reference="SAR 2023/1")
    review.reference = "SAR-2023-1"

    save_review(review=review, findings=FINDINGS, by=cast.coordinator, revision=review.revision)

    assert SafeguardingReview.objects.get().reference == "SAR-2023-1"


def test_a_withdrawn_review_leaves_the_report_and_holds_nobody_up(cast: Cast) -> None:
    review = draft_review(cast.coordinator, reference="SAR 2023/1")
    move(obj=review, verb=Verb.WITHDRAW, by=cast.coordinator, note="Wrong kind", revision=review.revision)

    assert draft_review(cast.coordinator, reference="SAR-2023-1").problems() == []


def test_what_was_approved_holds_its_reference_until_its_change_is_approved_too(cast: Cast) -> None:
    """Readers are shown what was approved: two reviews with one number would stand in one report."""
    first = approved(draft_review(cast.coordinator, reference="SAR 2023/1"), cast.board_icb)
    first.reference = "SAR 2023/2"
    first = save_review(review=first, findings=FINDINGS, by=cast.coordinator, revision=first.revision)

    for taken, words in [("SAR-2023-1", "now SAR 2023/2, was approved as SAR 2023/1"), ("SAR 2023/2", "has the ref")]:
        with pytest.raises(DomainError, match=words):
            draft_review(cast.coordinator, reference=taken)

    first.reference = "SAR 2023/1"
    first = save_review(review=first, findings=FINDINGS, by=cast.coordinator, revision=first.revision)
    first.reference = "SAR 2023/2"
    first = save_review(review=first, findings=FINDINGS, by=cast.coordinator, revision=first.revision)
    approved(first, cast.board_icb)
    assert draft_review(cast.coordinator, reference="SAR-2023-1").problems() == []


@pytest.mark.postgres
@pytest.mark.parametrize("reference", ["SAR 2023/1", "SAR-2023-1"])
def test_of_two_who_save_one_reference_at_once_the_second_is_told_and_keeps_what_was_typed(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch, reference: str
) -> None:
    """The first is stored after the second was looked at: the database refuses the same, and the save looks again."""
    draft_review(cast.coordinator, reference="SAR 2023/1")
    really, looked = SafeguardingReview.reference_problem, []

    def too_early(review: SafeguardingReview) -> Problem | None:
        looked.append(review)
        # The form looks once, the service once before it saves.
        return None if len(looked) <= 2 else really(review)

    monkeypatch.setattr(SafeguardingReview, "reference_problem", too_early)
    client.force_login(cast.coordinator)

    response = client.post(reverse("reports:safeguarding-review-create"), {**TYPED, "reference": reference})

    page = response.content.decode()
    assert (response.status_code, SAME in page, "Typed here." in page) == (200, True, True)
    assert SafeguardingReview.objects.count() == 1
    assert Event.objects.filter(verb="create").count() == 1


@pytest.mark.postgres
def test_a_form_that_is_sent_twice_at_once_is_no_matter_of_references(cast: Cast) -> None:
    review = draft_review(cast.coordinator, reference="SAR 2023/1")
    twin = start_review(by=cast.coordinator, key=review.key)
    twin.kind, twin.reference, twin.begun_on = review.kind, review.reference, review.begun_on

    with pytest.raises(IntegrityError):
        save_review(review=twin, findings=(), by=cast.coordinator)


@pytest.mark.parametrize("reference", ["SAR \uff12\uff10\uff12\uff13", "SAR \u0662\u0660\u0662\u0663/1"])
def test_digits_of_another_script_are_refused_for_the_report_has_no_such_address(
    client: Client, cast: Cast, reference: str
) -> None:
    client.force_login(cast.coordinator)
    response = client.post(reverse("reports:safeguarding-review-create"), {**TYPED, "reference": reference})
    assert "Use letters and numbers that do not identify the person" in response.content.decode()
    assert not SafeguardingReview.objects.exists()


def test_one_that_was_stored_before_cannot_be_submitted(cast: Cast) -> None:
    draft_review(cast.coordinator, reference="SAR 2023/1")
    review = draft_review(cast.coordinator, reference="SAR 2023/2")
    SafeguardingReview.objects.filter(pk=review.pk).update(reference="SAR-2023-1")

    with pytest.raises(DomainError, match=SAME):
        move(obj=review, verb=Verb.SUBMIT, by=cast.coordinator, revision=review.revision)


def test_the_form_says_so_at_the_reference_and_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    draft_review(cast.coordinator, reference="SAR 2023/1")
    client.force_login(cast.coordinator)

    response = client.post(reverse("reports:safeguarding-review-create"), {**TYPED, "reference": "SAR-2023-1"})

    page = response.content.decode()
    assert response.status_code == 200
    assert SAME in page
    assert "Typed here." in page
    assert list(response.context["form"].errors) == ["reference"]
