"""The plain data that the checks look at: a release as it would be, and what stands around it. Pure."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any

from indicators.definitions.families import Family


class Severity(StrEnum):
    """An error stops a release. A warning has to be read and accepted."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Return:
    """An approved return that the release would print, and what happened around it since."""

    organisation: str
    period: str = ""
    is_right_kind: bool = True
    has_people: bool = True
    is_late: bool = False
    is_edited_since: bool = False
    is_withdrawn: bool = False
    is_approved_anew: bool = False
    is_intact: bool = True
    open_questions: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    revised_without_reason: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A family's table as it would be printed. `sets` gives the set of neighbours by which each year is compared.

    `typed` are the texts of people that are printed with it, `withheld` the counts that it keeps back.
    """

    family: Family
    content: Mapping[str, Any]
    returns: tuple[Return, ...]
    earlier: Mapping[str, Any] | None = None
    sets: Mapping[str, str] = field(default_factory=dict)
    earlier_sets: Mapping[str, str] = field(default_factory=dict)
    has_chart: bool = False
    typed: tuple[str, ...] = ()
    withheld: frozenset[int] = frozenset()

    @property
    def title(self) -> str:
        """The family's name."""
        return self.family.title


@dataclass(frozen=True)
class Plan:
    """A release before it is made. `earlier` is the title of the published release of the year, "" where none is."""

    title: str
    note: str
    year: str
    ends_on: datetime.date
    now: datetime.datetime
    publish_at: datetime.datetime | None
    tables: tuple[Table, ...]
    missing: tuple[str, ...] = ()
    unusable: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    owed_by_nobody: tuple[str, ...] = ()
    not_printed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    taken_titles: tuple[str, ...] = ()
    earlier: str = ""
    is_same_as_earlier: bool = False
    pending: str = ""
    is_working_day: bool = True
    planned_for: datetime.datetime | None = None
    announced: tuple[str, ...] = ()
    disclosure_problem: str = ""
    already_public: tuple[str, ...] = ()

    @property
    def today(self) -> datetime.date:
        """The day on which the checklist is read."""
        return self.now.date()


@dataclass(frozen=True)
class ChecklistItem:
    """One thing that is looked at. `find` gives a sentence for each thing that it finds."""

    code: str
    title: str
    severity: Severity
    find: Callable[[Plan], Iterable[str]]


@dataclass(frozen=True)
class ChecklistFinding:
    """What one check found: one sentence or more."""

    code: str
    title: str
    severity: Severity
    sentences: tuple[str, ...]

    @property
    def is_error(self) -> bool:
        """Whether it stops the release."""
        return self.severity is Severity.ERROR

    @property
    def key(self) -> str:
        """Stands for exactly these sentences: who accepts a warning accepts what it said, and nothing later."""
        return f"{self.code}-{sha256(' '.join(self.sentences).encode()).hexdigest()[:8]}"

    def as_content(self) -> dict[str, Any]:
        """As it is stored with a release."""
        return {"key": self.key, "code": self.code, "title": self.title, "sentences": list(self.sentences)}


Checks = tuple[ChecklistItem, ...]


def error(code: str, title: str) -> Callable[[Callable[[Plan], Iterable[str]]], ChecklistItem]:
    """Make a check that stops a release."""
    return lambda find: ChecklistItem(code, title, Severity.ERROR, find)


def warning(code: str, title: str) -> Callable[[Callable[[Plan], Iterable[str]]], ChecklistItem]:
    """Make a check whose findings have to be accepted."""
    return lambda find: ChecklistItem(code, title, Severity.WARNING, find)
