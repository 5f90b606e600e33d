"""Where a return stands, in words, and the share that came on time."""

import datetime

import pytest

from deadlines.return_status import OnTime, Sent, on_time, return_status
from deadlines.steps import Dates

DATES = Dates(datetime.date(2026, 9, 7), datetime.date(2026, 9, 25), datetime.date(2026, 10, 30))
EARLY, OPEN, PAST, CLOSED = (
    datetime.date(2026, 9, 1),
    DATES.due_on,
    datetime.date(2026, 9, 26),
    datetime.date(2027, 1, 1),
)


def begun(state: str, *, was_sent: bool = True, late: bool = False, nil: bool = False) -> Sent:
    return Sent(state, was_sent, late, nil)


@pytest.mark.parametrize(
    ("sent", "today", "words", "is_sent", "is_open"),
    [
        (None, EARLY, "Not yet open", False, False),
        (None, OPEN, "Not sent", False, True),
        (None, PAST, "Not sent, overdue", False, True),
        (None, CLOSED, "Not sent, closed", False, False),
        (begun("draft", was_sent=False), OPEN, "Draft", False, True),
        (begun("draft", was_sent=False, nil=True), PAST, "Draft, overdue", False, True),
        (begun("draft", was_sent=False), CLOSED, "Draft, closed", False, False),
        (begun("submitted"), OPEN, "Sent", True, True),
        (begun("submitted", nil=True), CLOSED, "Sent, nil", True, False),
        (begun("submitted", late=True), PAST, "Sent, late", True, True),
        (begun("submitted", late=True, nil=True), PAST, "Sent, late, nil", True, True),
        (begun("returned"), OPEN, "Returned", False, True),
        (begun("returned", late=True), PAST, "Returned, late, overdue", False, True),
        (begun("approved"), CLOSED, "Approved", True, False),
        (begun("approved", nil=True), EARLY, "Approved, nil", True, False),
    ],
)
def test_every_standing_has_its_words(
    sent: Sent | None, today: datetime.date, words: str, is_sent: bool, is_open: bool
) -> None:
    found = return_status(sent, DATES, today)
    assert (found.words, found.is_sent, found.is_open) == (words, is_sent, is_open)
    assert found.key == ("none" if sent is None else sent.state)
    assert found.is_overdue == (today > DATES.due_on and not is_sent)


def test_outside_the_calendar_everything_is_open() -> None:
    found = return_status(None, None, CLOSED, nothing="Not started")
    assert (found.words, found.is_open, found.is_overdue) == ("Not started", True, False)
    assert return_status(begun("draft"), None, CLOSED).words == "Draft"


@pytest.mark.parametrize(
    ("sent", "today", "counted"),
    [
        (None, OPEN, (0, 0)),
        (begun("approved"), OPEN, (0, 0)),
        (None, PAST, (0, 1)),
        (begun("draft", was_sent=False), PAST, (0, 1)),
        (begun("submitted"), PAST, (1, 1)),
        (begun("submitted", late=True), PAST, (0, 1)),
        (begun("returned"), PAST, (1, 1)),
    ],
)
def test_only_what_was_due_counts(sent: Sent | None, today: datetime.date, counted: tuple[int, int]) -> None:
    assert on_time(sent, DATES.due_on, today) == OnTime(*counted)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (OnTime(7, 9), "7 of 9 on time (78%)"),
        (OnTime(1, 8), "1 of 8 on time (13%)"),  # 12.5 is rounded up
        (OnTime(0, 4), "0 of 4 on time (0%)"),
        (OnTime(4, 4), "4 of 4 on time (100%)"),
        (OnTime(0, 0), "None was due yet"),
        (OnTime(1, 2) + OnTime(1, 1), "2 of 3 on time (67%)"),
    ],
)
def test_the_share_is_said_with_its_numbers(found: OnTime, words: str) -> None:
    assert str(found) == words
