"""Reading: what is published, and what is being worked on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet, Subquery, Sum
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone

from indicators.definitions.families import Family
from indicators.releases.models.calendar import PlannedRelease
from indicators.releases.models.release import Release, ReleaseTable
from indicators.tables.differences import FamilyDifference, release_differences
from partnership.models import ReportingYear


def latest_release(year: ReportingYear) -> Release | None:
    """The release of the year that readers are shown: the published one with the highest number."""
    return Release.objects.public().filter(year=year).select_related("year").order_by("-number").first()


def published_tables(year: ReportingYear) -> list[ReleaseTable]:
    """The tables of the year's newest release, in their order; none where nothing was released."""
    release = latest_release(year)
    return list(release.tables.order_by("position").select_related("release")) if release else []


def shown_tables() -> QuerySet[ReleaseTable]:
    """Every table that public pages may show: of the newest release of each year, newest year first."""
    return (
        ReleaseTable.objects.filter(release__in=Release.objects.newest_of_each_year().order_by())
        .select_related("release", "release__year")
        .order_by("-release__year__starts_on", "position")
    )


def shown_table(theme: str, slug: str) -> ReleaseTable | None:
    """The table that the family's page shows: of the newest year that has one."""
    # The newest is found among keys alone: sorting whole tables would read the content of every year.
    newest = shown_tables().filter(family_slug=slug).values("pk")[:1]
    found = ReleaseTable.objects.filter(pk=Subquery(newest)).select_related("release", "release__year").first()
    return found if found is not None and found.content["theme"] == theme else None


def newest_tables() -> dict[str, ReleaseTable]:
    """For each family its newest table, without chart."""
    found: dict[str, ReleaseTable] = {}
    for table in shown_tables().defer("chart_svg"):
        found.setdefault(table.family_slug, table)
    return found


def headline_tables(most: int = 3) -> list[ReleaseTable]:
    """Tables of the newest release for the home page: real figures before illustrative ones, of each theme one first.

    A year that is wholly illustrative stands behind every other.
    Two queries, and the content of no other table is read.
    """
    newest = (
        Release.objects.newest_of_each_year().order_by("year__is_illustrative", "-year__starts_on").values("pk")[:1]
    )
    rows = ReleaseTable.objects.filter(release=Subquery(newest)).order_by("position")
    found = sorted(rows.values_list("content__illustrative", "position", "pk", "content__theme"))
    themes = [theme for *_, theme in found]
    is_again = [theme in themes[:place] for place, theme in enumerate(themes)]
    chosen = [pk for _, (_, _, pk, _) in sorted(zip(is_again, found, strict=True))][:most]
    by_key = ReleaseTable.objects.defer("chart_svg").select_related("release").in_bulk(chosen)
    return sorted(by_key.values(), key=lambda table: table.position)


def corrections_of(table: ReleaseTable) -> list[ReleaseTable]:
    """The published tables of the same family and year that said something else than the one before, oldest first."""
    return list(
        ReleaseTable.objects.filter(
            family_slug=table.family_slug,
            release__year=table.release.year_id,
            release__published_at__isnull=False,
            release__number__lte=table.release.number,
            revised_cells__gt=0,
        )
        .select_related("release")
        .only(
            "family_slug", "revised_cells", "release__slug", "release__title", "release__note", "release__published_at"
        )
        .order_by("release__number")
    )


def earlier_tables(table: ReleaseTable) -> list[ReleaseTable]:
    """The tables of the same family in older public releases of the year, and in the last of each year before.

    The newest first; one query. A release of a quarter stays readable once that of the year is out, and one of a year
    once the next year's is. Of a table only its period is read.
    """
    of_the_year = Q(release__year=table.release.year_id, release__number__lt=table.release.number)
    before = Q(
        release__year__starts_on__lt=table.release.year.starts_on,
        release__in=Release.objects.newest_of_each_year().order_by(),
    )
    return list(
        ReleaseTable.objects.filter(
            of_the_year | before, family_slug=table.family_slug, release__published_at__isnull=False
        )
        .select_related("release")
        .annotate(period_label=KeyTextTransform("period_label", "content"))
        .only("family_slug", "release__slug", "release__title", "release__number", "release__published_at")
        .order_by("-release__year__starts_on", "-release__number")
    )


def tables_within(year: ReportingYear) -> Mapping[str, list[dict[str, Any]]]:
    """For each family the content of its newest public table of each period of the year, the newest release first.

    A family that is released by the quarter and then for the year has five periods.
    """
    rows = (
        ReleaseTable.objects.filter(release__year=year, release__published_at__isnull=False)
        .annotate(period_label=KeyTextTransform("period_label", "content"))
        .order_by("-release__number", "position")
    )
    newest: dict[tuple[str, str], int] = {}
    for key, slug, period in rows.values_list("pk", "family_slug", "period_label"):
        newest.setdefault((slug, period), key)
    contents = dict(ReleaseTable.objects.filter(pk__in=newest.values()).values_list("pk", "content"))
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for (slug, _period), key in newest.items():
        found[slug].append(contents[key])
    return found


def later_releases(release: Release) -> QuerySet[Release]:
    """Published releases of the same year that came after this one, oldest first, each with its `revised_cells`."""
    later = Release.objects.public().filter(year=release.year_id, number__gt=release.number)
    return later.annotate(revised_cells=Sum("tables__revised_cells")).order_by("number")


def only_adds(release: Release, later: Sequence[Any]) -> bool:
    """Whether later releases of the year, as of `later_releases`, have corrected nothing and left no table out."""
    if any(one.revised_cells for one in later):
        return False
    kept = set(later[-1].tables.values_list("family_slug", flat=True))
    return all(slug in kept for slug in release.tables.values_list("family_slug", flat=True))


def release_before(release: Release) -> Release | None:
    """The published release of the same year that this one replaced; None for the first."""
    earlier = Release.objects.public().filter(year=release.year_id, number__lt=release.number)
    return earlier.select_related("year").order_by("-number").first()


def differences_of(before: Release, after: Release) -> tuple[FamilyDifference, ...]:
    """What one release of a year says otherwise than another, each cell with the reason that its supplier gave."""
    old = before.tables.order_by("position").values_list("content", flat=True)
    new = list(after.tables.order_by("position").defer("chart_svg"))
    return release_differences(
        list(old), [table.content for table in new], {table.family_slug: table.reasons for table in new}
    )


def next_release(about: ReportingYear | Family) -> PlannedRelease | None:
    """The next announced release of a year, or of a year in which the family is collected. One query."""
    planned = PlannedRelease.objects.open().filter(planned_for__gte=timezone.now()).order_by("planned_for", "pk")
    if isinstance(about, ReportingYear):
        return planned.filter(year=about).first()
    return next((one for one in planned.select_related("year") if about.in_effect(one.year.ends_on)), None)
