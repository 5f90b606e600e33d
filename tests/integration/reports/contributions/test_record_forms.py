"""The forms of the report's records: what the coordinator types is stored, shown again, or refused with a reason."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html as parser

from reports.models import CostReturn, ForwardPlan, NoReviewsStatement, SafeguardingReview, TrainingReturn
from tests.factories.partnership import ArmFactory
from tests.factories.priorities import ActionFactory
from tests.factories.records import draft_costs, draft_forward_plan, draft_review, draft_training
from tests.integration.questions import open_questions
from tests.integration.reports.contributions.record_pages import COURSE, REVIEW, errors, page_of, send
from tests.stages import Cast


@pytest.fixture
def coordinator(cast: Cast, client: Client) -> Client:
    """The coordinator's browser."""
    client.force_login(cast.coordinator)
    return client


def test_a_review_is_saved_with_findings_and_work_and_shown_again(coordinator: Client) -> None:
    response = send(coordinator, page_of("safeguarding-review-create"), REVIEW)

    review = SafeguardingReview.objects.get()
    assert response.url == page_of("safeguarding-review-edit", review.pk)
    content = review.content()
    assert [(one["number"], one["decision"]) for one in content["findings"]] == [
        ("1", "accepted"),
        ("2", "not_implemented"),
    ]
    assert content["findings"][0]["actions"] == [{"year": "2022-23", "text": "A form was agreed."}]
    page = coordinator.get(response.url).content.decode()
    for text in ("Share what is known.", "One exists already.", "A form was agreed.", 'name="finding_3_text"'):
        assert text in page


@pytest.mark.postgres
def test_the_same_new_form_sent_twice_makes_one_review(coordinator: Client) -> None:
    page = coordinator.get(page_of("safeguarding-review-create")).content.decode()
    key = re.search(r'name="key" value="([^"]*)"', page)
    assert key
    data = {**REVIEW, "key": key[1], "revision": "0", "save": "1"}

    for _ in range(2):
        assert coordinator.post(page_of("safeguarding-review-create"), data).status_code == 302
    coordinator.post(page_of("safeguarding-review-create"), {**data, "key": "no key", "reference": "SAR 2022/8"})

    assert sorted(SafeguardingReview.objects.values_list("reference", flat=True)) == ["SAR 2022/7", "SAR 2022/8"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"reference": "Robin Person"}, "Use letters and numbers that do not identify the person"),
        ({"concluded_on-year": "2021"}, "The date the review concluded must be on or after the date it started."),
        (
            {
                **{f"concluded_on-{part}": "" for part in ("day", "month", "year")},
                "published_on-day": "1",
                "published_on-month": "1",
                "published_on-year": "2024",
            },
            "A review is published after it concluded",
        ),
        (
            {"published_on-day": "1", "published_on-month": "1", "published_on-year": "2023"},
            "The publication date must be on or after the date the review concluded.",
        ),
        ({"finding_3_reason": ""}, "Enter why it will not be implemented. The law requires a reason."),
        ({"finding_1_decided_in": ""}, "Enter the year of the decision."),
        ({"finding_1_decided_in": "2022"}, "is not a reporting year. Enter it in the format 2022-23."),
        ({"finding_1_decision": "later"}, "This finding is still to be decided. Select the decision, or clear this."),
        ({"finding_1_text": ""}, "Enter finding 1, or clear it."),
        ({"action_1_finding": "2"}, "There is no finding 2 above."),
        ({"action_1_finding": "some"}, "Enter a whole number, for example 35"),
        ({"action_1_year": ""}, "Enter the year it was done."),
        (
            {"action_2_finding": "1", "action_2_year": "2022-23", "action_2_text": "More."},
            "There is already a line for this finding and year",
        ),
    ],
)
def test_a_review_with_a_mistake_is_shown_again_with_everything_typed(
    coordinator: Client, changes: dict[str, str], message: str
) -> None:
    text = errors(send(coordinator, page_of("safeguarding-review-create"), REVIEW | changes))

    assert message in text
    assert "A form was agreed." in text
    assert not SafeguardingReview.objects.exists()


def test_a_review_that_asks_about_somebody_says_so_beside_the_form(cast: Cast, coordinator: Client) -> None:
    review = draft_review(cast.coordinator, summary="Robin was born on 3 May 1961.")

    response = send(
        coordinator,
        page_of("safeguarding-review-edit", review.pk),
        REVIEW | {"reference": review.reference, "summary": review.summary},
        "submit",
    )

    text = errors(response)
    assert "Anonymisation check" in text
    assert "You cannot submit until this is fixed." in text
    assert 'href="#id_summary"' in text
    assert "Draft saved." in text


def test_training_is_saved_from_its_rows(cast: Cast, coordinator: Client) -> None:
    arm = ArmFactory(slug="adults", name="Safeguarding adults")
    data = COURSE | {
        "course_1_arm": str(arm.pk),
        "course_1_answered": "5",
        "course_1_practice_changed": "3",
        "course_1_followed_up_after": "6",
        "sent_1_course": "1",
        "sent_1_organisation": str(cast.police.pk),
        "sent_1_attended": "4",
        "note": "All online.",
    }

    response = send(coordinator, page_of("training-edit", cast.year.slug), data)

    assert response.status_code == 302
    [course] = TrainingReturn.objects.get().content()["courses"]
    assert (course["arm"]["slug"], course["answered"], course["practice_changed"]) == ("adults", "5", "3")
    assert course["by_organisation"] == [{"organisation": cast.police.name, "attended": "4"}]
    again = coordinator.get(response.url).content.decode()
    assert 'value="Listening"' in again
    assert 'name="course_3_title"' in again
    page = parser.fromstring(again)
    assert page.xpath("//input[@name='sent_1_course' or @name='sent_1_attended']/@value") == ["1", "4"]
    assert page.xpath("//select[@name='sent_1_organisation']/option[@selected]/text()") == [cast.police.name]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"course_1_attended": "-1"}, "The number must be 0 or more"),
        ({"course_1_attended": ""}, "Enter how many people attended course 1."),
        ({"course_1_answered": "10"}, "More people answered than attended"),
        ({"course_1_answered": "5", "course_1_practice_changed": "6"}, "More people say their practice changed"),
        ({"course_1_practice_changed": "6"}, "More people say their practice changed"),
        ({"sent_1_course": "2", "sent_1_organisation": "{police}", "sent_1_attended": "1"}, "There is no course 2"),
        (
            {
                **{f"sent_{number}_course": "1" for number in (1, 2)},
                **{f"sent_{number}_organisation": "{police}" for number in (1, 2)},
                **{f"sent_{number}_attended": "1" for number in (1, 2)},
            },
            "This organisation is already listed for that course.",
        ),
    ],
)
def test_training_with_a_mistake_is_shown_again(
    cast: Cast, coordinator: Client, changes: dict[str, str], message: str
) -> None:
    changes = {name: value.format(police=cast.police.pk) for name, value in changes.items()}

    text = errors(send(coordinator, page_of("training-edit", cast.year.slug), COURSE | changes))

    assert message in text
    assert 'value="Listening"' in text


def test_costs_are_read_as_people_type_them_and_stored_to_the_penny(cast: Cast, coordinator: Client) -> None:
    data = {
        "line_1_direction": "contribution",
        "line_1_organisation": str(cast.police.pk),
        "line_1_budget": "£1,234.5",
        "line_2_direction": "spending",
        "line_2_what": "Staff",
        "line_2_actual": "1234.56",
        "financial_impact": "It balances",
    }

    response = send(coordinator, page_of("costs-edit", cast.year.slug), data)

    assert response.status_code == 302
    lines = CostReturn.objects.get().content()["lines"]
    assert [(line["budget"], line["actual"]) for line in lines] == [("1234.50", ""), ("", "1234.56")]
    assert 'value="1234.50"' in coordinator.get(response.url).content.decode()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"line_1_actual": "12.345"}, "Enter an amount in pounds"),
        ({"line_1_actual": "-3"}, "Enter an amount in pounds"),
        ({"line_1_actual": "12345678901"}, "Enter an amount in pounds"),
        ({"line_1_direction": ""}, "Select contribution or spending for line 1"),
        ({"line_1_direction": "contribution"}, "Select who contributes."),
        ({"line_1_what": ""}, "Enter what the money is spent on."),
        ({"line_1_organisation": "{police}"}, "Spending has no contributor"),
        ({"line_1_actual": ""}, "Enter the planned amount, the actual amount, or both."),
    ],
)
def test_costs_with_a_mistake_are_shown_again(
    cast: Cast, coordinator: Client, changes: dict[str, str], message: str
) -> None:
    line = {"line_1_direction": "spending", "line_1_what": "Staff", "line_1_actual": "5"}
    changes = {name: value.format(police=cast.police.pk) for name, value in changes.items()}

    assert message in errors(send(coordinator, page_of("costs-edit", cast.year.slug), line | changes))


@pytest.mark.parametrize(("page", "most"), [("costs-edit", 6), ("training-edit", 8)])
def test_a_record_asks_for_one_row_and_folds_the_other_empty_ones(
    cast: Cast, coordinator: Client, page: str, most: int
) -> None:
    assert len(open_questions(coordinator.get(page_of(page, cast.year.slug)).content.decode())) == most


def test_no_form_with_rows_asks_more_than_ten_questions(cast: Cast, coordinator: Client) -> None:
    """Neither a new one nor one with stored rows."""
    year = cast.year.slug
    pages = [page_of(f"{page}-edit", year) for page in ("costs", "training", "forward-plan", "easy-read")]
    pages += [page_of("safeguarding-review-create"), reverse("learning:newsletter-create")]
    new = {page: len(open_questions(coordinator.get(page).content.decode())) for page in pages}
    for draft in (draft_costs, draft_training, draft_forward_plan):
        draft(cast.year, cast.coordinator)
    stored = [*pages[:3], page_of("safeguarding-review-edit", draft_review(cast.coordinator).pk)]
    filled = {page: len(open_questions(coordinator.get(page).content.decode())) for page in stored}

    assert {page: number for page, number in (new | filled).items() if not 0 < number <= 10} == {}
    assert max(new.values()) == 10


def test_what_was_typed_and_not_saved_is_never_folded_away(cast: Cast, coordinator: Client) -> None:
    address = page_of("costs-edit", cast.year.slug)
    line = {"line_3_direction": "spending", "line_3_what": "Staff", "line_3_actual": "a lot"}
    refused = send(coordinator, address, line).content.decode()
    assert "line_3_what" in open_questions(refused)
    assert "line_2_what" not in open_questions(refused)
    assert "Add line 2" in refused

    send(
        coordinator,
        address,
        line | {"line_3_actual": "5", "line_4_direction": "spending", "line_4_what": "Rent", "line_4_budget": "7"},
    )

    stored = coordinator.get(address).content.decode()
    assert open_questions(stored) == ["financial_impact"]
    for words in ("Line 1: Spent, Staff", "Line 2: Spent, Rent", "Add line 3"):
        assert words in stored
    amounts = {**as_stored(stored), "line_2_budget": "a lot"}
    refused = send(coordinator, address, amounts).content.decode()
    assert "line_2_budget" in open_questions(refused)
    assert "line_1_actual" not in open_questions(refused)


def as_stored(text: str) -> dict[str, str]:
    """What a browser sends back of the rows of a page."""
    page = parser.fromstring(text)
    typed = {one.get("name"): one.get("value", "") for one in page.xpath("//main//input[starts-with(@name, 'line_')]")}
    chosen = {one.get("name"): one.value for one in page.xpath("//main//select[starts-with(@name, 'line_')]")}
    return typed | chosen


def test_promises_are_saved_with_their_owner_and_what_they_carry_on(cast: Cast, coordinator: Client) -> None:
    commitment = ActionFactory(owner=cast.police).commitment
    other = ActionFactory(owner=cast.police).commitment
    data = {
        "promise_1_text": "Ask every family.",
        "promise_1_owner": str(cast.police.pk),
        "promise_1_priority": str(commitment.priority.pk),
        "promise_1_commitment": str(commitment.pk),
    }
    address = page_of("forward-plan-edit", cast.year.slug)

    assert "belongs to another priority" in errors(
        send(coordinator, address, data | {"promise_1_commitment": str(other.pk)})
    )
    twice = data | {"promise_2_text": "Ask every family.", "promise_2_owner": str(cast.police.pk)}
    assert "This promise is already listed above." in errors(send(coordinator, address, twice))
    assert "Select who leads promise 1." in errors(send(coordinator, address, data | {"promise_1_owner": ""}))
    assert send(coordinator, address, data).status_code == 302

    [promise] = ForwardPlan.objects.get().content()["promises"]
    assert promise["priority"]["title"] == commitment.priority.title
    assert promise["commitment"] == commitment.text


def test_kinds_without_a_review_are_ticked_and_shown_again(cast: Cast, coordinator: Client) -> None:
    address = page_of("no-reviews-edit", cast.year.slug)

    response = send(coordinator, address, {"concluded": ["sar", "rapid"], "ongoing": ["dhr"]})

    content = NoReviewsStatement.objects.get().content()
    assert (content["concluded"], content["ongoing"]) == (["sar", "rapid"], ["dhr"])
    assert coordinator.get(response.url).content.decode().count(" checked") == 3
    assert "Select at least one kind of review." in errors(send(coordinator, address, {}, "submit"))
