"""Which reminders are due on a day, and when mail may go out at all. Pure: knows neither people nor a database.

A reminder goes out on a working day. Where its own day is none, “open”, “overdue” and “overdue, told to the
coordinator” go out on the next working day, and “due in five days” and “due today” on the working day before: a
warning that comes after the date is none. A day that was missed (the worker was down) is caught up for a fortnight, but
only with the newest word: nobody is told that a return opened after it was due.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from deadlines.working_days import is_working_day, on_or_after, on_or_before

WARNING = datetime.timedelta(days=5)
FRESH = datetime.timedelta(days=14)
# A date that lies farther ahead than ten years was mistyped.
FURTHEST_AHEAD = datetime.timedelta(days=3653)
# The calendar ends with the year 9999: what is counted from a date near its ends stops here instead of failing.
FIRST_DAY, LAST_DAY = datetime.date(1, 2, 1), datetime.date(9999, 11, 30)
ONE_DAY = datetime.timedelta(days=1)


class Occasion(StrEnum):
    """Why somebody is reminded. The values are those of `ReminderKind`, which also knows the chase by hand."""

    OPENING = "opening"
    SOON = "soon"
    DUE = "due"
    OVERDUE = "overdue"
    ESCALATED = "escalated"


@dataclass(frozen=True)
class Dates:
    """When a return opens, is due, and closes to edits; each day included."""

    opens_on: datetime.date
    due_on: datetime.date
    closes_on: datetime.date


@dataclass(frozen=True)
class Step:
    """One reminder: why, the date of the return that causes it, and the working day on which it goes out."""

    occasion: Occasion
    cause: datetime.date
    send_on: datetime.date


@dataclass(frozen=True)
class QuietHours:
    """The time of day in which no mail goes out, in local time: from the first until just before the second."""

    starts: datetime.time
    ends: datetime.time

    def covers(self, time: datetime.time) -> bool:
        """Whether the time is quiet; the hours may reach over midnight. Two equal times: never quiet."""
        if self.starts <= self.ends:
            return self.starts <= time < self.ends
        return time >= self.starts or time < self.ends


def may_send(moment: datetime.datetime, zone: datetime.tzinfo, quiet: QuietHours) -> bool:
    """Whether mail may go out at this moment: on a working day, outside the quiet hours, both in local time."""
    local = moment.astimezone(zone)
    return is_working_day(local.date()) and not quiet.covers(local.time())


def next_allowed(moment: datetime.datetime, zone: datetime.tzinfo, quiet: QuietHours) -> datetime.datetime:
    """The first time from a moment on at which mail may go out; the moment itself where it may at once."""
    day = moment.astimezone(zone).date()
    while True:
        begins = [datetime.datetime.combine(day, time, tzinfo=zone) for time in (datetime.time.min, quiet.ends)]
        for time in sorted([moment, *begins]):
            if time >= moment and may_send(time, zone, quiet):
                return time
        day += ONE_DAY


def is_too_far(day: datetime.date, today: datetime.date) -> bool:
    """Whether a date of a return lies so far ahead that it must be a mistake."""
    return day - today > FURTHEST_AHEAD


def _shifted(day: datetime.date, by: datetime.timedelta = datetime.timedelta()) -> datetime.date:
    """The day so much later, or at the end of the calendar: one odd date must not stop the reminders of all."""
    ordinal = day.toordinal() + by.days
    return datetime.date.fromordinal(min(max(ordinal, FIRST_DAY.toordinal()), LAST_DAY.toordinal()))


def steps(dates: Dates, *, escalate_after: int) -> tuple[Step, ...]:
    """Every reminder of a return, in order of time, if nothing is sent and no day is missed.

    `escalate_after` is in days after the due date. Two warnings never fall on one day, none comes before the return is
    open, and nobody is asked for a return that is closed.
    """
    opening = Step(Occasion.OPENING, dates.opens_on, on_or_after(_shifted(dates.opens_on)))
    soon = Step(Occasion.SOON, dates.due_on, on_or_before(_shifted(dates.due_on, -WARNING)))
    due = Step(Occasion.DUE, dates.due_on, on_or_before(_shifted(dates.due_on)))
    overdue = Step(Occasion.OVERDUE, dates.due_on, on_or_after(_shifted(dates.due_on, ONE_DAY)))
    late = datetime.timedelta(days=escalate_after)
    escalated = Step(Occasion.ESCALATED, dates.due_on, on_or_after(_shifted(dates.due_on, late)))
    found = []
    earliest = dates.opens_on
    if opening.send_on <= dates.due_on:
        found.append(opening)
        earliest = opening.send_on + ONE_DAY
    found += [step for step in (soon, due) if step.send_on >= earliest]
    if overdue.send_on <= dates.closes_on:
        found.append(overdue)
    return (*found, escalated)


def steps_of_day(dates: Dates, today: datetime.date, *, escalate_after: int) -> tuple[Step, ...]:
    """What should have gone out by this day and is still worth saying: one word for partners, one for coordinators."""
    reached = [step for step in steps(dates, escalate_after=escalate_after) if today - FRESH <= step.send_on <= today]
    for_partners = [step for step in reached if step.occasion is not Occasion.ESCALATED]
    newest = [step for step in for_partners[-1:] if today <= _last_day(step, dates)]
    return (*newest, *(step for step in reached if step.occasion is Occasion.ESCALATED))


def _last_day(step: Step, dates: Dates) -> datetime.date:
    """The last day on which a word to partners is true."""
    return dates.closes_on if step.occasion is Occasion.OVERDUE else dates.due_on
