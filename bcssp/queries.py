"""What the home page and a person's work page show. A constant number of queries, however much there is."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from bcssp.first_steps import first_steps
from bcssp.to_do import to_do
from indicators.definitions.families import get_family
from indicators.releases.queries import headline_tables
from indicators.tables.glances import tile_of
from learning.models import Briefing, Newsletter
from learning.queries import readers_content
from partnership.authorization import has_permission
from partnership.models import User
from partnership.permissions import Permission
from partnership.task import DueWords, Task, TaskGroup, due_words
from reports.editions.queries import newest_published_year
from review.models import Reviewable
from review.registry import reviewable_models
from review.states import ReviewState
from review.to_do import own_items, writes

SHOWN = 50
DONE_SHOWN = 10


def home_page() -> dict[str, Any]:
    """The newest of everything that is public (a constant handful of queries)."""
    newsletter = Newsletter.objects.live().order_by("-published_at", "-pk").first()
    briefings = Briefing.objects.live().order_by("-published_at", "-pk")[:3]
    return {
        "newsletter": readers_content(newsletter) if newsletter else None,
        "briefings": [readers_content(briefing) for briefing in briefings],
        "report_year": newest_published_year(),
        "tiles": [
            {**tile_of(get_family(table.family_slug), table.content), "table": table} for table in headline_tables()
        ],
    }


@dataclass(frozen=True)
class Entry:
    """A line that leads somewhere."""

    title: str
    url: str


@dataclass(frozen=True)
class Line:
    """A task as it is shown on a day."""

    task: Task
    due: DueWords


@dataclass(frozen=True)
class Group:
    """The tasks of one kind; beyond `SHOWN` their number alone is said, with a link to all of them."""

    key: str
    title: str
    lines: list[Line]
    more: int


@dataclass(frozen=True)
class Part:
    """A part of the work page: the person's things in one state."""

    key: str
    title: str
    items: list[Reviewable]
    empty: str


def work_of(user: User, whole: str = "") -> dict[str, Any]:
    """What waits for the person, what of theirs waits for others, what was approved, and where they work.

    `whole` is the key of a kind of which everything is shown, however much.
    """
    today = timezone.localdate()
    return {
        "groups": [_group(found, today, None if found.key == whole else SHOWN) for found in to_do(user)],
        "steps": first_steps(user),
        "parts": _parts(user),
        "starts": _starts(user),
        "may_review": has_permission(user, Permission.REVIEW),
        "reads_all": has_permission(user, Permission.SEE_ALL_WORK),
    }


def _group(found: TaskGroup, today: datetime.date, most: int | None) -> Group:
    lines = [Line(task, due_words(task.due, today)) for task in found.tasks[:most]]
    return Group(found.key, found.kind.value, lines, len(found.tasks) - len(lines))


def _parts(user: User) -> list[Part]:
    """What the person's organisation sent: none for who writes nothing."""
    if not any(writes(user, model) for model in reviewable_models()):
        return []
    items = own_items(user)
    waiting = [item for item in items if item.state == ReviewState.SUBMITTED]
    done = [item for item in items if item.state in (ReviewState.APPROVED, ReviewState.PUBLISHED)]
    return [
        Part("waiting", "Waiting for review", waiting[:SHOWN], "You have nothing waiting for review."),
        Part("done", "Recently approved", done[:DONE_SHOWN], "None of your work has been approved yet."),
    ]


_PLACES = (
    (Permission.SUBMIT_FIGURES, "Figures", "indicators:return-list"),
    (Permission.REPORT_PROGRESS, "Progress on actions", "priorities:progress-list"),
    (Permission.REPORT_PROGRESS, "Claims of impact", "reports:impact-list"),
    (Permission.SEE_ALL_WORK, "Plan", "priorities:plan"),
    (Permission.REPORT_PROGRESS, "All actions", "priorities:action-list"),
    (Permission.SEE_ALL_WORK, "All actions", "priorities:action-list"),
    (Permission.WRITE_CASE_STUDY, "Case studies", "learning:case-study-list"),
    (Permission.WRITE_CASE_STUDY, "Case studies for partners", "learning:shared-story-list"),
    (Permission.SEE_ALL_WORK, "Case studies for partners", "learning:shared-story-list"),
    (Permission.WRITE_BRIEFING, "Briefings", "learning:briefing-list"),
    (Permission.WRITE_NEWSLETTER, "Newsletters", "learning:newsletter-manage"),
    (Permission.SEE_ALL_WORK, "Themes and campaigns", "learning:theme-list"),
    (Permission.WRITE_EVENT, "Events and training", "events:event-manage"),
    (Permission.SUBMIT_FIGURES, "Calendar of returns", "indicators:return-calendar"),
    (Permission.SEE_ALL_WORK, "Return status", "indicators:return-board"),
    (Permission.MANAGE_RETURNS, "Indicators", "indicators:definition-list"),
    (Permission.LOAD_CLOSED_YEARS, "Backfill closed years", "indicators:closed-year-list"),
    (Permission.SEE_ALL_WORK, "Annual report: accounts and statements", "reports:writing"),
    (Permission.SEE_ALL_WORK, "Self-assessments", "reports:assessment-list"),
    (Permission.KEEP_REPORT_RECORDS, "Annual report: reviews, training, costs and plans", "reports:record-list"),
    (Permission.READ_REPORT_DRAFTS, "Challenge log", "reports:challenge-list"),
    (Permission.SEE_ALL_WORK, "Board pack", "reports:board-pack"),
    (Permission.MAKE_RELEASE, "Create a release", "indicators:release-create"),
    (Permission.SEE_ALL_WORK, "Organisations, groups and seats", "partnership:organisation-list"),
    (Permission.SEE_ALL_WORK, "Years", "partnership:year-list"),
    (Permission.MANAGE_USERS, "People", "people"),
    (Permission.MANAGE_STRUCTURE, "Health of the portal", "portal-health"),
    (Permission.MANAGE_STRUCTURE, "Retention periods", "retention"),
    (Permission.READ_AUDIT, "Audit trail", "trail"),
    (Permission.ASK_TO_KEEP_SENTENCE, "Ask to keep a sentence", "indicators:kept-sentence-ask"),
    (Permission.REVIEW, "Your emails", "email-choice"),
)


def _starts(user: User) -> list[Entry]:
    """The pages on which this person writes."""
    found = {name: title for permission, title, name in _PLACES if has_permission(user, permission)}
    return [Entry(title, reverse(name)) for name, title in found.items()]
