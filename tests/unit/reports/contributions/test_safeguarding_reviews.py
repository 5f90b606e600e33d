"""Which reviews belong to a year: by when they concluded or were ongoing, whenever they began."""

import datetime
from dataclasses import dataclass
from typing import Any

import pytest

from reports.contributions.review_kinds import Decision, NilReturn
from reports.contributions.safeguarding_reviews import (
    CONCLUDED,
    NOT_IMPLEMENTED,
    ONGOING,
    Action,
    Review,
    ReviewFinding,
    acted_upon_in,
    concluded_in,
    kinds_recorded,
    ongoing_at_end_of,
    refused_in,
    review_of,
    touches,
)


@dataclass
class Year:
    """A year as the functions ask for it."""

    slug: str
    starts_on: datetime.date
    ends_on: datetime.date


YEAR = Year("2022-23", datetime.date(2022, 4, 1), datetime.date(2023, 3, 31))
ON = datetime.date


def review(begun: datetime.date, concluded: datetime.date | None = None, **changes: Any) -> Review:
    """A review of these dates."""
    values = {
        "reference": "SAR 1",
        "kind": "sar",
        "arm": "",
        "joint_with": "",
        "published_on": None,
        "link": "",
        "summary": "",
        "findings": (),
    }
    return Review(begun_on=begun, concluded_on=concluded, **{**values, **changes})


@pytest.mark.parametrize(
    ("begun", "concluded", "is_concluded", "is_ongoing"),
    [
        (ON(2019, 1, 1), ON(2022, 3, 31), False, False),
        (ON(2019, 1, 1), ON(2022, 4, 1), True, False),
        (ON(2022, 6, 1), ON(2023, 3, 31), True, False),
        (ON(2022, 6, 1), ON(2023, 4, 1), False, True),
        (ON(2019, 1, 1), None, False, True),
        (ON(2023, 3, 31), None, False, True),
        (ON(2023, 4, 1), None, False, False),
    ],
)
def test_a_review_concluded_in_the_year_or_was_ongoing_at_its_end(
    begun: datetime.date, concluded: datetime.date | None, is_concluded: bool, is_ongoing: bool
) -> None:
    one = review(begun, concluded)

    assert concluded_in([one], YEAR) == [one] * is_concluded
    assert ongoing_at_end_of([one], YEAR) == [one] * is_ongoing
    assert touches(one, YEAR) is (is_concluded or is_ongoing)
    assert kinds_recorded([one], YEAR) == {
        CONCLUDED: {"sar"} if is_concluded else set(),
        ONGOING: {"sar"} if is_ongoing else set(),
    }


def test_reviews_come_in_the_order_of_their_days_then_of_their_references() -> None:
    day = ON(2022, 5, 1)
    second, first = review(day, ON(2022, 9, 1), reference="B"), review(day, ON(2022, 9, 1), reference="A")
    earliest = review(day, ON(2022, 6, 1), reference="C")
    ongoing = [review(day, reference="F"), review(ON(2020, 1, 1), reference="G"), review(day, reference="E")]

    assert [one.reference for one in concluded_in([second, first, earliest], YEAR)] == ["C", "A", "B"]
    assert [one.reference for one in ongoing_at_end_of(ongoing, YEAR)] == ["G", "E", "F"]


def test_findings_count_in_the_year_of_their_action_or_decision_alone() -> None:
    acted = ReviewFinding(
        1, "x", "accepted", "2021-22", "", "done", (Action("2021-22", "old"), Action("2022-23", "new"))
    )
    refused = ReviewFinding(2, "y", "not_implemented", "2022-23", "Why", "not_started", ())
    elsewhere = ReviewFinding(3, "z", "not_implemented", "2021-22", "Why", "not_started", ())
    open_still = ReviewFinding(4, "z", "accepted", "2022-23", "", "not_started", ())
    old = review(ON(2018, 1, 1), ON(2019, 1, 1), findings=(acted, refused, elsewhere, open_still))

    assert [action.text for _, _, action in acted_upon_in([old], YEAR)] == ["new"]
    assert [finding.number for _, finding in refused_in([old], YEAR)] == [2]
    assert touches(old, YEAR)


def test_a_review_is_read_from_its_snapshot() -> None:
    content = {
        "reference": "SAR 2022/1",
        "kind": "sar",
        "arm": {"slug": "adults", "title": "Safeguarding adults"},
        "joint_with": "",
        "begun_on": "2022-05-02",
        "concluded_on": "",
        "published_on": "2023-05-02",
        "link": "https://example.org/",
        "summary": "x",
        "findings": [
            {
                "number": "1",
                "text": "t",
                "decision": "later",
                "decided_in": "",
                "reason": "",
                "state": "not_started",
                "actions": [{"year": "2022-23", "text": "a"}],
            }
        ],
    }

    read = review_of(content)

    assert (read.arm, read.begun_on, read.concluded_on) == ("Safeguarding adults", ON(2022, 5, 2), None)
    assert read.published_on == ON(2023, 5, 2)
    assert read.findings[0].actions == (Action("2022-23", "a"),)
    assert review_of(content | {"arm": None}).arm == ""


def test_the_codes_are_those_that_are_stored() -> None:
    assert Decision.NOT_IMPLEMENTED.value == NOT_IMPLEMENTED
    assert {NilReturn.CONCLUDED.value, NilReturn.ONGOING.value} == {CONCLUDED, ONGOING}
