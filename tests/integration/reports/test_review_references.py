"""Two reviews never share an anchor of the report: a table of one would take the place of the other's."""

import pytest
from django.test import Client
from django.urls import reverse

from partnership.exceptions import DomainError
from reports.models import SafeguardingReview
from reports.record_services import save_review
from reports.reviews import anchor_of
from review.services import move
from review.transitions import Verb
from tests.factories.records import FINDINGS, draft_review
from tests.stages import Cast

SAME = "Another review has the reference SAR 2023/1. The report cannot tell the two apart"


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


def test_one_that_was_stored_before_cannot_be_submitted(cast: Cast) -> None:
    draft_review(cast.coordinator, reference="SAR 2023/1")
    review = draft_review(cast.coordinator, reference="SAR 2023/2")
    SafeguardingReview.objects.filter(pk=review.pk).update(reference="SAR-2023-1")

    with pytest.raises(DomainError, match=SAME):
        move(obj=review, verb=Verb.SUBMIT, by=cast.coordinator, revision=review.revision)


def test_the_form_says_so_at_the_reference_and_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    draft_review(cast.coordinator, reference="SAR 2023/1")
    client.force_login(cast.coordinator)
    day = {"begun_on-day": "2", "begun_on-month": "5", "begun_on-year": "2022"}
    sent = {"kind": "sar", "reference": "SAR-2023-1", "summary": "Typed here.", "revision": "0", "save": "1", **day}

    response = client.post(reverse("reports:safeguarding-review-create"), sent)

    page = response.content.decode()
    assert response.status_code == 200
    assert SAME in page
    assert "Typed here." in page
    assert list(response.context["form"].errors) == ["reference"]
