"""Rows of the report's records as a form or a program hands them in. Plain frozen data."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class ActionEntry:
    """What was done about a finding in a year, given by its slug."""

    year: str
    text: str


@dataclass(frozen=True)
class FindingEntry:
    """A finding with its decision. `decided_in` is a year's slug, empty while it is to be decided later."""

    text: str
    decision: str = "later"
    decided_in: str = ""
    reason: str = ""
    state: str = "not_started"
    actions: tuple[ActionEntry, ...] = ()


@dataclass(frozen=True)
class AttendanceEntry:
    """How many people an organisation sent."""

    organisation: Any
    attended: int


@dataclass(frozen=True)
class CourseEntry:
    """A course. Counts of people; `followed_up_after` in months. What was not asked is None."""

    title: str
    sessions: int
    attended: int
    arm: Any = None
    answered: int | None = None
    practice_changed: int | None = None
    followed_up_after: int | None = None
    attendances: tuple[AttendanceEntry, ...] = ()


@dataclass(frozen=True)
class EvaluationEntry:
    """What those who came to an event said: mean confidence from 1 to 5, of how many answers; None of too few."""

    title: str
    before: Decimal | None = None
    after: Decimal | None = None
    later: Decimal | None = None
    answers_before: int = 0
    answers_after: int = 0
    answers_later: int = 0
    quotations: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class CostEntry:
    """A contribution or an expense, in pounds with at most two decimals. What is not known is None."""

    direction: str
    organisation: Any = None
    what: str = ""
    budget: Decimal | None = None
    actual: Decimal | None = None


@dataclass(frozen=True)
class PromiseEntry:
    """A promise. It keeps its key while its words or its place stay."""

    text: str
    owner: Any
    priority: Any = None
    commitment: Any = None
