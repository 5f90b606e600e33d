"""Where one return stands, in words: for the partner's list and for the board. Pure."""

import datetime
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Self

from deadlines.steps import Dates

NOT_BEGUN = "none"
SENT_STATES = frozenset({"submitted", "approved"})
_WORDS = {"draft": "Draft", "submitted": "Sent", "returned": "Returned", "approved": "Approved"}


@dataclass(frozen=True)
class Sent:
    """What is known of a return that was begun. `state` is the key of its review state."""

    state: str
    was_sent: bool
    late: bool
    nil: bool


@dataclass(frozen=True)
class ReturnStatus:
    """Where a return stands on a day. `key` picks a colour, which only helps: `words` say everything."""

    key: str
    words: str
    is_sent: bool = False
    is_open: bool = True
    is_overdue: bool = False


def return_status(
    sent: Sent | None, dates: Dates | None, today: datetime.date, *, nothing: str = "Not sent"
) -> ReturnStatus:
    """Put it in words. `dates` are None for a return outside the calendar, which is always open; `nothing` is said of
    one that nobody began."""
    is_early = dates is not None and today < dates.opens_on
    is_closed = dates is not None and today > dates.closes_on
    is_open = not (is_early or is_closed)
    if sent is not None and sent.state in SENT_STATES:
        return ReturnStatus(sent.state, _with_marks(sent), is_sent=True, is_open=is_open)
    if sent is None and is_early:
        return ReturnStatus(NOT_BEGUN, "Not yet open", is_open=False)
    is_overdue = dates is not None and today > dates.due_on
    words = [nothing if sent is None else _with_marks(sent)]
    if is_closed:
        words.append("closed")
    elif is_overdue:
        words.append("overdue")
    key = NOT_BEGUN if sent is None else sent.state
    return ReturnStatus(key, ", ".join(words), is_open=is_open, is_overdue=is_overdue)


@dataclass(frozen=True)
class Owed:
    """One thing that an organisation owes, and how far it is on a day. Without dates it is always open.

    `nothing` is said where nobody began it.
    """

    day: datetime.date
    nothing: str
    sent: Sent | None
    dates: Dates | None

    @property
    def return_status(self) -> ReturnStatus:
        """Where it stands on the day."""
        return return_status(self.sent, self.dates, self.day, nothing=self.nothing)

    @property
    def state(self) -> str:
        """Where it stands, as a key; "none" before it is begun."""
        return self.return_status.key

    @property
    def status(self) -> str:
        """Where it stands, in words."""
        return self.return_status.words

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do for the organisation."""
        return self.return_status.is_sent

    def on(self, day: datetime.date) -> Self:
        """The same as it will stand on another day, if nothing is sent before."""
        return replace(self, day=day)


def _with_marks(sent: Sent) -> str:
    """The state with what the board has to know: that it came late, that there was nothing to report."""
    marks = [_WORDS[sent.state]]
    if sent.late:
        marks.append("late")
    if sent.nil and sent.was_sent:
        marks.append("nil")
    return ", ".join(marks)


@dataclass(frozen=True)
class OnTime:
    """How many of the returns whose due date is over were first sent by then."""

    on_time: int
    of: int

    def __add__(self, other: "OnTime") -> "OnTime":
        return OnTime(self.on_time + other.on_time, self.of + other.of)

    @property
    def percent(self) -> int:
        """The share in whole percent, halves rounded up. Raises `ZeroDivisionError` where none was due."""
        return int(Fraction(100 * self.on_time, self.of) + Fraction(1, 2))

    @property
    def share(self) -> Fraction:
        """The share, to sort by; below all others where none was due."""
        return Fraction(self.on_time, self.of) if self.of else Fraction(-1)

    def __str__(self) -> str:
        if not self.of:
            return "None was due yet"
        return f"{self.on_time} of {self.of} on time ({self.percent}%)"


def on_time(sent: Sent | None, due_on: datetime.date, today: datetime.date) -> OnTime:
    """Count one return. Until its due date is over it counts neither way, or the early ones would flatter the share."""
    if today <= due_on:
        return OnTime(0, 0)
    return OnTime(int(sent is not None and sent.was_sent and not sent.late), 1)
