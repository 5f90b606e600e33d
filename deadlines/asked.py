"""What an organisation is asked for by a date, and what is said of it. Each side says what is owed, and the words."""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Generic, Self, TypeVar

from django.utils import timezone

from deadlines.models import ReminderKind
from deadlines.return_status import Owed
from deadlines.steps import Dates
from partnership.models import Organisation
from partnership.wording import day, moment

OwedT = TypeVar("OwedT", bound=Owed)


@dataclass(frozen=True)
class Letter:
    """One mail."""

    subject: str
    body: str


@dataclass(frozen=True)
class Sending:
    """When a coordinator asked for a mail, and when it goes out: then, or in the next working hour."""

    clicked: datetime.datetime
    goes_out: datetime.datetime

    @property
    def waits_until(self) -> datetime.datetime | None:
        """The time for which it waits; None where it goes out at once."""
        return self.goes_out if self.goes_out > self.clicked else None

    @property
    def day(self) -> datetime.date:
        """The day on which the mail goes out, for which it is worded."""
        return timezone.localdate(self.goes_out)


@dataclass(frozen=True)
class Asked(ABC, Generic[OwedT]):
    """What one organisation is asked for by one date, as it stands on a day.

    `about` is what its reminders are about, in the order of their `ABOUT`.
    """

    organisation: Organisation
    dates: Dates
    owed: Sequence[OwedT]
    about: tuple[Any, ...]

    # What a coordinator “asks you for”.
    wanted: ClassVar[str]

    @property
    def key(self) -> tuple[int, ...]:
        """By what reminders of it are known."""
        return tuple(one.pk for one in self.about)

    @property
    def missing(self) -> list[OwedT]:
        """What is not sent; a return that came back counts as not sent."""
        return [owed for owed in self.owed if not owed.is_done]

    def on(self, day: datetime.date) -> Self:
        """The same as it will stand on another day, if nothing is sent before."""
        return replace(self, owed=[owed.on(day) for owed in self.owed])

    def due(self, today: datetime.date) -> str:
        """When it is due: today, or on a day."""
        return "today" if self.dates.due_on == today else f"on {day(self.dates.due_on)}"

    def days_late(self, today: datetime.date) -> str:
        """How long ago it was due: 8 days."""
        days = (today - self.dates.due_on).days
        return f"{days} {'day' if days == 1 else 'days'}"

    def asked_by(self, by: str, sending: Sending) -> str:
        """Who asks by hand, and when that was where the mail waited: the beginning of a chase."""
        if sending.waits_until is None:
            return f"{by} asks you for {self.wanted}. "
        return f"{by} asked you for {self.wanted} on {moment(sending.clicked)}. "

    @abstractmethod
    def letter(self, kind: ReminderKind, today: datetime.date, *, chased: str = "") -> Letter:
        """To who sends it. `today` is the day on which it goes out; `chased` says who asks by hand."""

    @abstractmethod
    def letter_to_coordinator(self, people: Sequence[str], today: datetime.date) -> Letter:
        """To who keeps the returns, once nothing came for some days. `people` could send it."""

    @abstractmethod
    def all_sent(self) -> str:
        """Why nobody is chased: nothing is missing."""

    @abstractmethod
    def not_open(self) -> str:
        """Why nobody is chased: it opens later."""

    @abstractmethod
    def too_late(self, sending: Sending) -> str:
        """Why nobody is chased: it is closed, or will be when the mail can go out."""

    @abstractmethod
    def no_recipients(self) -> str:
        """Why a mail has nobody to go to."""

    @abstractmethod
    def already_told(self, sending: Sending) -> str:
        """Why nobody is chased: all were told today, or will be by a mail that waits."""
