"""The calendar of returns: what opens, is due and closes in each month, and one's due dates as a file."""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse

from deadlines.working_days import is_working_day
from indicators.rounds.models.returns import ReturnRound
from indicators.rounds.queries import rounds_with_families
from partnership.days import day
from partnership.models import User
from partnership.wording import absolute
from ui.icalendar import DayEvent, calendar_text

MONTHS_SHOWN = 6
MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
WHAT = (("opens_on", "Opens"), ("due_on", "Due"), ("closes_on", "Closes for changes"))


@dataclass(frozen=True)
class Entry:
    """Something that happens to a round on a day."""

    day: datetime.date
    what: str
    round: ReturnRound

    @property
    def is_working_day(self) -> bool:
        """Whether offices are open on the day."""
        return is_working_day(self.day)


@dataclass(frozen=True)
class Month:
    """One month with its entries."""

    first: datetime.date
    entries: list[Entry]


def first_month(text: str, today: datetime.date) -> datetime.date:
    """The first day of the month that was asked for, such as `2026-11`; of this month for anything else."""
    match = MONTH.fullmatch(text)
    return datetime.date(int(match[1]), int(match[2]), 1) if match else today.replace(day=1)


def months_after(first: datetime.date, count: int) -> datetime.date:
    """The first day of the month so many months later; earlier if negative."""
    index = first.year * 12 + first.month - 1 + count
    return datetime.date(index // 12, index % 12 + 1, 1)


def months_of(user: User, first: datetime.date) -> list[Month]:
    """Six months of what the person's organisation owes, or of what everybody does. Two queries."""
    end = months_after(first, MONTHS_SHOWN)
    within = Q()
    for name, _words in WHAT:
        within |= Q(**{f"{name}__gte": first, f"{name}__lt": end})
    entries = sorted(
        _entries(rounds_with_families().in_use().visible_to(user).filter(within)),
        key=lambda entry: (entry.day, entry.round.template.organisation.name, str(entry.round)),
    )
    return [
        Month(start, [entry for entry in entries if start <= entry.day < months_after(start, 1)])
        for start in (months_after(first, number) for number in range(MONTHS_SHOWN))
    ]


def _entries(rounds: Iterable[ReturnRound]) -> Iterator[Entry]:
    for one in rounds:
        for name, words in WHAT:
            yield Entry(getattr(one, name), words, one)


def due_dates_file(user: User, now: datetime.datetime) -> str:
    """The due dates of all rounds that the person may see, as a calendar file."""
    host = urlsplit(settings.SITE_URL).hostname
    rounds = rounds_with_families().in_use().visible_to(user).annotate(moved=Count("changes"))
    events = [
        DayEvent(
            uid=f"return-round-{one.pk}@{host}",
            day=one.due_on,
            title=f"Due: {one}",
            description=_description(one),
            url=absolute(reverse("indicators:return-calendar")),
            changes=one.moved,
        )
        for one in rounds.order_by("due_on", "pk")
    ]
    return calendar_text(events, name=f"{settings.PARTNERSHIP.short_name}: returns", stamp=now)


def _description(one: ReturnRound) -> str:
    families = ", ".join(family.title for family in one.template.families)
    return (
        f"{one.template.organisation}: {families}. Opens on {day(one.opens_on)}, closes for changes on "
        f"{day(one.closes_on)}."
    )
