"""One thing that waits for a person, and how the things that wait are put in order. Pure.

Each feature has a `to_do.py` whose `to_do(user)` gives the tasks of its own; `bcssp.to_do` names them all.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from partnership.days import day

SOON = datetime.timedelta(days=7)


class TaskKind(StrEnum):
    """What the person has to do, as a heading. In this order they stand on the page."""

    PUT_RIGHT = "To fix"
    SIGN = "To sign"
    DECIDE = "To decide"
    PUBLISH = "To publish"
    ANSWER = "To answer"
    WRITE = "To write"
    RENEW = "To renew"


@dataclass(frozen=True)
class Task:
    """One thing to do, behind one link. Tasks of one link are one task.

    `since` is the day from which it waits; `due` the last day on which it is on time. Either may be unknown.
    """

    kind: TaskKind
    title: str
    link: str
    detail: str = ""
    since: datetime.date | None = None
    due: datetime.date | None = None
    reason: str = ""

    @property
    def told(self) -> str:
        """What it is, and since when it waits: “Statement, draft, since 9 April 2023”. A sentence ends before that."""
        if self.since is None:
            return self.detail
        if self.detail.endswith(("?", ".", "!")):
            return f"{self.detail} Since {day(self.since)}"
        return ", ".join(part for part in (self.detail, f"since {day(self.since)}") if part)


@dataclass(frozen=True)
class DueWords:
    """Until when, in words; `key` picks a colour and a shape that only help."""

    key: str
    words: str


def due_words(due: datetime.date | None, today: datetime.date) -> DueWords:
    """How the date stands on a day."""
    if due is None:
        return DueWords("undated", "No date")
    days = (due - today).days
    if days < 0:
        return DueWords("overdue", f"Overdue by {_days(-days)}")
    if days == 0:
        return DueWords("soon", "Due today")
    if due - today <= SOON:
        return DueWords("soon", f"Due in {_days(days)}")
    return DueWords("later", f"Due {day(due)}")


def _days(number: int) -> str:
    return f"{number} {'day' if number == 1 else 'days'}"


@dataclass(frozen=True)
class TaskGroup:
    """The tasks of one kind, the one that is due first at the top."""

    kind: TaskKind
    tasks: tuple[Task, ...]

    @property
    def key(self) -> str:
        """Names the group in the page."""
        return self.kind.name.lower().replace("_", "-")


def grouped(tasks: Iterable[Task]) -> list[TaskGroup]:
    """One group a kind, without the empty ones; what several features say of one link is said once."""
    merged: dict[str, Task] = {}
    for task in tasks:
        first = merged.get(task.link)
        merged[task.link] = task if first is None else _merged(first, task)
    ordered = sorted(merged.values(), key=_order)
    groups = [TaskGroup(kind, tuple(one for one in ordered if one.kind is kind)) for kind in TaskKind]
    return [group for group in groups if group.tasks]


def _merged(first: Task, second: Task) -> Task:
    """The first one's words, with what only the second one knows."""
    return replace(
        first,
        detail=first.detail or second.detail,
        since=first.since or second.since,
        due=first.due or second.due,
    )


def _order(task: Task) -> tuple[datetime.date, datetime.date, str]:
    never = datetime.date.max
    return task.due or never, task.since or never, task.title
