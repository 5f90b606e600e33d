"""Figures that were published otherwise in another year's release: found when a release comes out, told everywhere.

A figure of 2022-23 is also printed by the release of 2023-24, as the year before or as a point of a line. Each of the
two may correct it, and the other goes on printing the old figure: its readers have to be told.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, QuerySet
from django.urls import reverse

from indicators.releases.models.figure_correction import FigureCorrection
from indicators.releases.models.release import Release, ReleaseTable
from indicators.tables.revised_marks import Elsewhere, is_kept_back, last_said, with_revised_marks
from indicators.tables.statements import Place, Statement, Told, corrections_among, statements_of
from partnership.models import ReportingYear


@dataclass(frozen=True)
class Corrected:
    """A release of another year that corrects figures, and how many."""

    release: Release
    cells: int


@dataclass(frozen=True)
class PublishedBefore:
    """By family, the table of the year's last release, and what other years' releases say of each figure."""

    printed: Mapping[str, Mapping[str, Any]]
    elsewhere: Mapping[str, Elsewhere]

    def marked(self, slug: str, content: dict[str, Any]) -> dict[str, Any]:
        """The table with [r] where it says otherwise."""
        return with_revised_marks(content, self.printed.get(slug), self.elsewhere.get(slug))


def said_elsewhere(slugs: Collection[str], year: ReportingYear) -> dict[str, dict[Place, set[str]]]:
    """By family, what the newest releases of other years say of each figure. One query."""
    tables = ReleaseTable.objects.filter(
        family_slug__in=slugs, release__in=Release.objects.newest_of_each_year().exclude(year=year).order_by()
    )
    found: dict[str, dict[Place, set[str]]] = {slug: defaultdict(set) for slug in slugs}
    for slug, content in tables.order_by().values_list("family_slug", "content").iterator():
        for place, statement in statements_of(content).items():
            found[slug][place].add(statement.says)
    return found


def last_printed(newest: Release | None, tables: Mapping[str, ReleaseTable]) -> dict[str, Mapping[str, Any]]:
    """By family, what the releases of the newest one's year printed last of each figure.

    `tables` are those of the newest release. One query, where that one keeps figures back.
    """
    found: dict[str, Mapping[str, Any]] = {slug: table.content for slug, table in tables.items()}
    kept_back = [slug for slug, content in found.items() if is_kept_back(content)]
    if newest is None or newest.number == 1 or not kept_back:
        return found
    releases = Release.objects.public().filter(year=newest.year_id, number__lt=newest.number)
    before = ReleaseTable.objects.filter(family_slug__in=kept_back, release__in=releases)
    chains = {slug: [found[slug]] for slug in kept_back}
    for slug, content in before.order_by("-release__number").values_list("family_slug", "content"):
        chains[slug].append(content)
    return found | {slug: said for slug, chain in chains.items() if (said := last_said(chain)) is not None}


def note_corrections(release: Release) -> None:
    """Store what the release, which came out in this transaction, corrects in other years' releases, and they in it."""
    for slug, own in release.tables.values_list("family_slug", "pk"):
        tables = ReleaseTable.objects.filter(family_slug=slug, release__published_at__isnull=False)
        if not tables.exclude(release__year=release.year_id).exists():
            continue
        in_order = tables.order_by("release__published_at", "release__pk").select_related("release__year")
        told, reasons, titles = [], {}, {}
        for table in in_order.defer("chart_svg").iterator():
            told.append(Told(table.pk, table.release.year.slug, statements_of(table.content)))
            reasons[table.pk], titles[table.pk] = table.reasons, table.content["title"]
        statements = {one.key: one.statements for one in told}
        for (by, of), places in corrections_among(told).items():
            if own in (by, of):
                cells = [_cell(place, statements[of][place], statements[by][place], reasons[by]) for place in places]
                FigureCorrection.objects.create(by_id=by, of_id=of, title=titles[by], cells=cells)


def _cell(place: Place, was: Statement, now: Statement, reasons: dict[str, dict[str, str]]) -> dict[str, Any]:
    row = place[0]
    return {
        "row_key": row,
        "row": now.row,
        "period": place[2],
        "column_key": now.column_key,
        "column": now.column,
        "column_before": was.column,
        "before": was.text,
        "after": now.text,
        "reason": reasons.get(row, {}).get(now.column_key, ""),
    }


def _without_content(found: QuerySet[FigureCorrection]) -> QuerySet[FigureCorrection]:
    unread = [f"{side}__{name}" for side in ("by", "of") for name in ("content", "chart_svg", "sources", "reasons")]
    return found.select_related("by__release__year", "of__release__year").defer(*unread).order_by("by__release", "pk")


def corrected_elsewhere(release: Release) -> list[Corrected]:
    """The releases of other years that correct figures of this one, oldest first. One query."""
    return _by_release(FigureCorrection.objects.filter(of__release=release))


def table_corrected_elsewhere(table: ReleaseTable) -> list[Corrected]:
    """The releases of other years that correct figures of this table, oldest first. One query."""
    return _by_release(FigureCorrection.objects.filter(of=table))


def _by_release(corrections: QuerySet[FigureCorrection]) -> list[Corrected]:
    found: dict[Release, list[FigureCorrection]] = defaultdict(list)
    for one in _without_content(corrections):
        found[one.by.release].append(one)
    in_order = sorted(found.items(), key=lambda item: (item[0].published_at, item[0].pk))
    return [Corrected(release, sum(len(one.cells) for one in ones)) for release, ones in in_order]


def corrections_by(release: Release) -> list[FigureCorrection]:
    """What the release corrects in those of other years, year by year. One query.

    Where several releases of a year print the old figure, the newest of them stands for all.
    """
    found = _without_content(FigureCorrection.objects.filter(by__release=release))
    newest: dict[tuple[int, int], FigureCorrection] = {}
    for one in found.order_by("of__release__year__starts_on", "by__position", "of__release__number"):
        newest[one.by_id, one.of.release.year_id] = one
    return list(newest.values())


def corrected_tables(tables: Iterable[ReleaseTable]) -> set[int]:
    """Keys of those tables that print a figure which the release of another year corrects. One query."""
    return set(FigureCorrection.objects.filter(of__in=[one.pk for one in tables]).values_list("of", flat=True))


def corrections_of_tables(tables: Iterable[ReleaseTable]) -> dict[int, list[Release]]:
    """By the key of a table, the releases of its year or of another that say otherwise, oldest first. Two queries."""
    found = {one.pk: one for one in tables}
    corrected: dict[int, set[Release]] = {key: set() for key in found}
    revised = ReleaseTable.objects.filter(
        family_slug__in={one.family_slug for one in found.values()},
        release__year__in={one.release.year_id for one in found.values()},
        release__published_at__isnull=False,
        revised_cells__gt=0,
    )
    later = list(revised.select_related("release__year").defer("content", "chart_svg", "sources", "reasons"))
    for key, one in found.items():
        corrected[key] |= {
            other.release
            for other in later
            if other.family_slug == one.family_slug
            and other.release.year_id == one.release.year_id
            and other.release.number > one.release.number
        }
    for correction in _without_content(FigureCorrection.objects.filter(of__in=found)):
        corrected[correction.of_id].add(correction.by.release)
    return {key: _in_order(releases) for key, releases in corrected.items()}


def corrections_of_releases(releases: Iterable[Release]) -> dict[int, list[Release]]:
    """By the key of a release, those of its year or of another that say otherwise, oldest first. Two queries."""
    found = {one.pk: one for one in releases}
    corrected: dict[int, set[Release]] = {key: set() for key in found}
    of_years = Release.objects.public().filter(year__in={one.year_id for one in found.values()}).select_related("year")
    later = list(of_years.annotate(most=Max("tables__revised_cells")).filter(most__gt=0))
    for key, one in found.items():
        corrected[key] |= {other for other in later if other.year_id == one.year_id and other.number > one.number}
    for correction in _without_content(FigureCorrection.objects.filter(of__release__in=found)):
        corrected[correction.of.release_id].add(correction.by.release)
    return {key: _in_order(of_it) for key, of_it in corrected.items()}


def _in_order(releases: Iterable[Release]) -> list[Release]:
    return sorted(releases, key=lambda one: (one.published_at, one.pk))


def link_header(corrected: Sequence[Release]) -> str:
    """A file cannot be changed; this header of its answer says where its corrected figures are. Empty without any."""
    targets = (reverse("indicators:release-changes", args=[one.slug]) for one in corrected)
    return ", ".join(f'<{target}>; rel="related"; title="Corrected figures"' for target in targets)
