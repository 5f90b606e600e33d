"""What of the index readers may see at this moment, and in which groups it stands."""

import datetime
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from finding.models import Entry, Kind
from learning.models import CaseStudy
from publication.database_mark import database_mark
from reports.editions.queries import published_editions


def hidden_entries() -> list[int]:
    """The few entries that readers may not see at this moment.

    Consent ends on a day, without anybody doing anything: stories, and reports that tell them, are asked about again.
    """
    stories = Q(kind=Kind.STORY) & ~Q(thing__in=CaseStudy.objects.public().order_by().values("pk"))
    reports = Q(kind=Kind.REPORT) & ~Q(thing__in=[edition.pk for edition in published_editions()])
    return list(Entry.objects.filter(stories | reports).order_by().values_list("pk", flat=True))


def readable_entries(hidden: Sequence[int] | None = None) -> QuerySet[Entry]:
    """The entries that readers may see at this moment. `hidden` are `hidden_entries` where they are known already."""
    return Entry.objects.exclude(pk__in=hidden_entries() if hidden is None else hidden)


@dataclass(frozen=True)
class Group:
    """How many entries readers may see of one kind, theme, priority and year, and the newest of their dates."""

    kind: str
    theme: str
    theme_title: str
    priority: str
    priority_title: str
    year: str
    count: int
    newest: datetime.date


def groups_of(hidden: Sequence[int]) -> list[Group]:
    """All that readers may see, in groups, those with the newest entries last. An index alone answers it."""
    names = ("kind", "theme", "theme_title", "priority", "priority_title", "year")
    rows = readable_entries(hidden).order_by().values(*names).annotate(count=Count("pk"), newest=Max("dated"))
    return sorted((Group(**row) for row in rows), key=lambda group: (group.newest, group.theme_title))


@dataclass(frozen=True)
class Readable:
    """The keys of the entries that readers may not see, and the groups of all others."""

    hidden: Sequence[int]
    groups: Sequence[Group]


_kept: dict[tuple[Hashable, datetime.date], Readable] = {}


def readable_now() -> Readable:
    """What holds at this moment. It is worked out again when anything was committed, and each day.

    Kept by the mark that the database had before it was read: so it is never older than its mark.
    """
    mark = database_mark()
    key = (mark, timezone.localdate())
    if mark is not None and (kept := _kept.get(key)):
        return kept
    hidden = hidden_entries()
    found = Readable(hidden, groups_of(hidden))
    if mark is not None:
        _kept.clear()
        _kept[key] = found
    return found
