"""The public archive of briefings and case studies: found by theme, arm, priority and kind, newest first."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import CharField, F, QuerySet, Value

from learning.models import Briefing, CaseStudy
from learning.queries import readers_content

PAGE_LENGTH = 10
KINDS = (("briefing", "Briefings"), ("casestudy", "Case studies"))


@dataclass(frozen=True)
class Filters:
    """What a reader asked for. An empty text asks for everything."""

    kind: str = ""
    theme: str = ""
    arm: str = ""
    priority: str = ""

    @property
    def query(self) -> dict[str, str]:
        """The filters that are set, as they stand in the address."""
        return {key: value for key, value in vars(self).items() if value}


def archive(filters: Filters, number: str | None) -> Page[Any]:
    """One page of contents. At most four queries however long the archive is.

    The filters look at the live revisions: what a writer has since changed and the board has not seen does not count.
    """
    briefings = _keys(Briefing.objects.live(), "briefing", filters)
    stories = _keys(CaseStudy.objects.public(), "casestudy", filters)
    both = briefings.union(stories, all=True).order_by("-at", "kind", "-pk")
    page: Page[Any] = Paginator(both, PAGE_LENGTH).get_page(number)
    wanted: dict[str, list[int]] = {"briefing": [], "casestudy": []}
    for pk, kind, _ in page.object_list:
        wanted[kind].append(pk)
    found: dict[tuple[str, int], Any] = {}
    for kind, rows in (("briefing", Briefing.objects.live()), ("casestudy", CaseStudy.objects.public())):
        for row in rows.filter(pk__in=wanted[kind]):
            found[kind, row.pk] = {**readers_content(row), "url": row.get_absolute_url()}
    # What was withdrawn between two queries is left out.
    page.object_list = [found[kind, pk] for pk, kind, _ in page.object_list if (kind, pk) in found]
    return page


def _keys(rows: QuerySet[Any], kind: str, filters: Filters) -> QuerySet[Any]:
    for name in ("theme", "arm", "priority"):
        value = getattr(filters, name)
        if value:
            rows = rows.filter(**{f"live_revision__content__{name}__slug": value})
    if filters.kind and filters.kind != kind:
        rows = rows.filter(pk__in=[])
    return (
        rows.order_by()
        .annotate(kind=Value(kind, output_field=CharField()), at=F("live_revision__created_at"))
        .values_list("pk", "kind", "at")
    )
