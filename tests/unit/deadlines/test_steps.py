"""Which reminders are due on a day: holidays, missed days, short windows, quiet hours, summer time."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deadlines.models import ReminderKind
from deadlines.steps import Dates, Occasion, QuietHours, is_too_far, may_send, next_allowed, steps, steps_of_day
from deadlines.working_days import is_working_day

LONDON = ZoneInfo("Europe/London")
NIGHT = QuietHours(datetime.time(18), datetime.time(8))
DAY = datetime.timedelta(days=1)


def date(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def dates(opens: str, due: str, closes: str) -> Dates:
    return Dates(date(opens), date(due), date(closes))


# Mondays to Fridays only, no holiday near: opens on a Monday, due on a Friday.
PLAIN = dates("2026-09-07", "2026-09-25", "2026-10-30")
# Due on Easter Sunday: Good Friday and Easter Monday around it.
EASTER = dates("2026-03-14", "2026-04-05", "2026-05-01")
CHRISTMAS = dates("2026-12-01", "2026-12-25", "2027-02-01")


def sending_days(found: Dates, escalate_after: int = 7) -> dict[str, str]:
    return {step.occasion.value: step.send_on.isoformat() for step in steps(found, escalate_after=escalate_after)}


def said(found: Dates, today: str) -> list[str]:
    return [step.occasion.value for step in steps_of_day(found, date(today), escalate_after=7)]


def test_occasions_are_the_kinds_that_are_stored_but_the_chase() -> None:
    assert {one.value for one in Occasion} == set(ReminderKind.values) - {"chased"}


def test_a_plain_return_is_reminded_of_on_its_days() -> None:
    assert sending_days(PLAIN) == {
        "opening": "2026-09-07",
        "soon": "2026-09-18",  # five days before is a Sunday: Friday
        "due": "2026-09-25",
        "overdue": "2026-09-28",  # the day after is a Saturday: Monday
        "escalated": "2026-10-02",
    }


@pytest.mark.parametrize("due", ["9999-12-31", "0001-01-01"])
def test_a_date_at_the_end_of_the_calendar_stops_nothing(due: str) -> None:
    """One mistyped year would else end the reminders of every return."""
    assert "due" in sending_days(dates("0001-01-01", due, "9999-12-31"))
    assert said(dates("2026-09-07", "9999-12-31", "9999-12-31"), "2026-09-08") == ["opening"]


@pytest.mark.parametrize(("day", "is_far"), [("2036-09-17", False), ("2036-09-18", True), ("1999-01-01", False)])
def test_more_than_ten_years_ahead_is_a_mistake(day: str, is_far: bool) -> None:
    assert is_too_far(date(day), date("2026-09-17")) is is_far


def test_over_easter_warnings_come_before_and_the_rest_after() -> None:
    assert sending_days(EASTER) == {
        "opening": "2026-03-16",  # a Saturday
        "soon": "2026-03-31",
        "due": "2026-04-02",  # the Thursday before Good Friday
        "overdue": "2026-04-07",  # the Tuesday after Easter Monday
        "escalated": "2026-04-13",
    }


def test_over_christmas_nobody_is_written_to_on_a_holiday() -> None:
    assert sending_days(CHRISTMAS) == {
        "opening": "2026-12-01",
        "soon": "2026-12-18",
        "due": "2026-12-24",
        "overdue": "2026-12-29",  # Monday is the holiday for Boxing Day
        "escalated": "2027-01-04",  # seven days after is New Year's Day, a Friday
    }


def test_the_time_until_coordinators_hear_of_it_is_set() -> None:
    assert sending_days(PLAIN, escalate_after=3)["escalated"] == "2026-09-28"
    assert sending_days(PLAIN, escalate_after=28)["escalated"] == "2026-10-23"


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        # Opened within five days of its due date: the opening names the date.
        (dates("2026-09-21", "2026-09-24", "2026-10-30"), {"opening", "due", "overdue", "escalated"}),
        # Open and due on one day: one mail.
        (dates("2026-09-21", "2026-09-21", "2026-10-30"), {"opening", "overdue", "escalated"}),
        # Opens on a Saturday, due on the Sunday: no working day in between.
        (dates("2026-09-19", "2026-09-20", "2026-10-30"), {"overdue", "escalated"}),
        # Closes when it is due: nothing can be sent afterwards.
        (dates("2026-09-07", "2026-09-25", "2026-09-25"), {"opening", "soon", "due", "escalated"}),
    ],
)
def test_short_windows_leave_out_what_would_be_said_twice_or_in_vain(found: Dates, expected: set[str]) -> None:
    assert set(sending_days(found)) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-09-04", []),
        ("2026-09-07", ["opening"]),
        ("2026-09-11", ["opening"]),  # missed on the 7th: caught up
        ("2026-09-18", ["soon"]),  # the newest word alone
        ("2026-09-24", ["soon"]),
        ("2026-09-25", ["due"]),
        ("2026-09-26", []),  # it is not due today any more, and not yet said to be overdue
        ("2026-09-28", ["overdue"]),
        ("2026-10-02", ["overdue", "escalated"]),
        ("2026-10-12", ["overdue", "escalated"]),
        ("2026-10-13", ["escalated"]),
        ("2026-10-17", []),  # too late for both
    ],
)
def test_a_missed_day_is_caught_up_and_a_stale_word_is_not(today: str, expected: list[str]) -> None:
    assert said(PLAIN, today) == expected


def test_an_opening_that_is_long_past_is_not_news() -> None:
    long_open = dates("2026-06-01", "2026-12-01", "2026-12-31")
    assert said(long_open, "2026-06-15") == ["opening"]
    assert said(long_open, "2026-06-16") == []


def test_nobody_is_asked_for_a_return_that_closed() -> None:
    closes_soon = dates("2026-09-07", "2026-09-25", "2026-09-29")
    assert said(closes_soon, "2026-09-29") == ["overdue"]
    assert said(closes_soon, "2026-09-30") == []


windows = st.builds(
    lambda start, length, rest: Dates(start, start + length * DAY, start + (length + rest) * DAY),
    st.dates(datetime.date(2020, 1, 1), datetime.date(2035, 12, 31)),
    st.integers(0, 120),
    st.integers(0, 120),
)


# The first look at a year works out its holidays, which takes its time on a busy machine.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(windows, st.integers(1, 40))
def test_every_step_is_on_a_working_day_in_order_and_never_two_to_partners_at_once(
    found: Dates, escalate_after: int
) -> None:
    for_partners = [
        step for step in steps(found, escalate_after=escalate_after) if step.occasion is not Occasion.ESCALATED
    ]
    sent = [step.send_on for step in for_partners]
    assert sent == sorted(set(sent))
    for step in for_partners:
        assert is_working_day(step.send_on)
        assert found.opens_on <= step.send_on <= found.closes_on
        assert (step.send_on > found.due_on) == (step.occasion is Occasion.OVERDUE)
        # Whoever looks on the day itself is told just this.
        assert step in steps_of_day(found, step.send_on, escalate_after=escalate_after)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        # Summer time: 07:30 UTC is 08:30 in London.
        ("2026-06-01T07:30:00+00:00", True),
        ("2026-06-01T06:59:59+00:00", False),
        ("2026-06-01T17:00:00+00:00", False),
        # Winter time: it is 07:30.
        ("2026-12-01T07:30:00+00:00", False),
        ("2026-12-01T08:00:00+00:00", True),
        ("2026-12-01T17:59:59+00:00", True),
        ("2026-12-01T18:00:00+00:00", False),
        # The Monday after the clocks went forward, and the one after they went back.
        ("2026-03-30T07:00:00+00:00", True),
        ("2026-10-26T07:00:00+00:00", False),
        # The days on which they change are Sundays.
        ("2026-03-29T10:00:00+00:00", False),
        ("2026-10-25T10:00:00+00:00", False),
        # A Friday evening in UTC that is a Saturday in London.
        ("2026-06-05T23:30:00+00:00", False),
        ("2026-04-03T10:00:00+00:00", False),
        ("2026-12-25T10:00:00+00:00", False),
        ("2026-12-24T10:00:00+00:00", True),
    ],
)
def test_mail_goes_out_on_working_days_by_day_in_local_time(moment: str, expected: bool) -> None:
    assert may_send(datetime.datetime.fromisoformat(moment), LONDON, NIGHT) is expected


@pytest.mark.parametrize(
    ("starts", "ends", "time", "expected"),
    [
        (0, 6, 3, True),
        (0, 6, 6, False),
        (12, 14, 11, False),
        (12, 14, 13, True),
        (9, 9, 9, False),
    ],
)
def test_quiet_hours_within_a_day(starts: int, ends: int, time: int, expected: bool) -> None:
    assert QuietHours(datetime.time(starts), datetime.time(ends)).covers(datetime.time(time)) is expected


@pytest.mark.parametrize(
    ("moment", "allowed"),
    [
        ("2026-09-18T12:00", "2026-09-18T12:00"),
        ("2026-09-18T07:59", "2026-09-18T08:00"),
        ("2026-09-17T18:00", "2026-09-18T08:00"),
        # A weekend; Easter, from Thursday evening; the night in which the clocks go back.
        ("2026-09-18T18:40", "2026-09-21T08:00"),
        ("2026-04-02T19:00", "2026-04-07T08:00"),
        ("2026-10-23T23:30", "2026-10-26T08:00"),
    ],
)
def test_mail_waits_for_the_next_working_hour(moment: str, allowed: str) -> None:
    found = next_allowed(datetime.datetime.fromisoformat(moment).replace(tzinfo=LONDON), LONDON, NIGHT)
    assert found.astimezone(LONDON).isoformat()[:16] == allowed


def test_a_quiet_lunch_and_no_quiet_hours_at_all() -> None:
    lunch = QuietHours(datetime.time(12), datetime.time(13))
    noon = datetime.datetime(2026, 9, 18, 12, 30, tzinfo=LONDON)
    assert next_allowed(noon, LONDON, lunch).isoformat() == "2026-09-18T13:00:00+01:00"
    never = QuietHours(datetime.time(0), datetime.time(0))
    saturday = datetime.datetime(2026, 9, 19, 12, 30, tzinfo=LONDON)
    assert next_allowed(saturday, LONDON, never).isoformat() == "2026-09-21T00:00:00+01:00"


@given(st.integers(0, 5 * 366 * 24 * 60), st.times(), st.times())
def test_the_next_time_is_allowed_and_never_before(minutes: int, starts: datetime.time, ends: datetime.time) -> None:
    quiet = QuietHours(starts, ends)
    aware = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(minutes=minutes)
    found = next_allowed(aware, LONDON, quiet)
    assert found >= aware
    assert may_send(found, LONDON, quiet)
    assert (found == aware) == may_send(aware, LONDON, quiet)
