"""What everyone reads: figures by theme, each indicator with its files, and the releases. All from releases alone."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views import View

from indicators.definitions.cells import MARK_WORDS
from indicators.definitions.families import Family, families, get_family, themes
from indicators.definitions.values import SYMBOLS
from indicators.open_data.views.caching import cached_page
from indicators.releases.corrected import (
    corrected_elsewhere,
    corrected_tables,
    corrections_by,
    table_corrected_elsewhere,
)
from indicators.releases.models.calendar import PlannedRelease
from indicators.releases.models.release import Release
from indicators.releases.queries import (
    corrections_of,
    differences_of,
    earlier_tables,
    later_releases,
    newest_tables,
    next_release,
    only_adds,
    release_before,
    shown_table,
)
from indicators.rounds.asked import asked_now
from indicators.tables.glances import tile_of


def family_or_404(theme: str, slug: str) -> Family:
    """The family of an address."""
    try:
        family = get_family(slug)
    except KeyError as error:
        raise Http404("There are no figures with this name.") from error
    if family.theme != theme:
        raise Http404("There are no figures with this name.")
    return family


def _themes(only: str = "") -> list[dict[str, Any]]:
    """Themes with the families that have figures or are asked for, each with its newest table where there is one."""
    tables = newest_tables()
    corrected = corrected_tables(tables.values())
    shown = {*tables, *(family.slug for family in asked_now())}
    found = [family for family in families() if family.slug in shown]
    return [
        {
            "slug": slug,
            "title": title,
            "families": [
                {
                    **tile_of(family, None if (table := tables.get(family.slug)) is None else table.content),
                    "table": table,
                    "is_corrected": table is not None and table.pk in corrected,
                }
                for family in found
                if family.theme == slug
            ],
        }
        for slug, title in themes().items()
        if only == slug or (not only and any(family.theme == slug for family in found))
    ]


class FigureIndexView(View):
    """All themes."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"themes": _themes(), "symbols": SYMBOLS | MARK_WORDS}
        return cached_page(request, render(request, "indicators/open_data/figure_index.html", context))


class ThemeDetailView(View):
    """One theme."""

    def get(self, request: HttpRequest, theme: str) -> HttpResponse:
        if theme not in themes():
            raise Http404("There is no theme with this name.")
        return cached_page(
            request, render(request, "indicators/open_data/theme_detail.html", {"theme": _themes(theme)[0]})
        )


class IndicatorDetailView(View):
    """One indicator: sentence, chart, table, definition, files."""

    def get(self, request: HttpRequest, theme: str, indicator: str) -> HttpResponse:
        family = family_or_404(theme, indicator)
        table = shown_table(theme, indicator)
        upcoming = next_release(family)
        context = {
            **tile_of(family, table.content if table else None),
            "table": table,
            "corrections": corrections_of(table) if table else [],
            "earlier": earlier_tables(table) if table else [],
            "elsewhere": table_corrected_elsewhere(table) if table else [],
            "next_release": upcoming,
        }
        until = upcoming.planned_for if upcoming else None
        return cached_page(request, render(request, "indicators/open_data/indicator_detail.html", context), until)


class ReleaseListView(View):
    """The calendar: what will come out, and every release that did, the older ones too."""

    def get(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        announced = list(
            PlannedRelease.objects.filter(release__isnull=True).select_related("year").prefetch_related("changes")
        )
        releases = list(Release.objects.public().select_related("year"))
        # They come newest first, so the first of a year is the one that readers are shown.
        newest = {release.year_id: release.pk for release in reversed(releases)}
        context = {
            "upcoming": [planned for planned in announced if planned.cancelled_at is None],
            "called_off": [planned for planned in announced if planned.cancelled_at is not None],
            "releases": releases,
            "newest": set(newest.values()),
            "now": now,
        }
        until = min((planned.planned_for for planned in announced if planned.planned_for > now), default=None)
        return cached_page(request, render(request, "indicators/open_data/release_list.html", context), until)


def public_release(slug: str) -> Release:
    """The release of an address; one under embargo is not found."""
    return get_object_or_404(Release.objects.public().select_related("year"), slug=slug)


class ReleaseDetailView(View):
    """One release with all its tables, as it was made."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        release = public_release(slug)
        later: list[Any] = list(later_releases(release))
        context = {
            "release": release,
            "tables": list(release.tables.order_by("position")),
            "newer": later[-1] if later else None,
            "only_adds": bool(later) and only_adds(release, later),
            "corrections": [one for one in later if one.revised_cells],
            "elsewhere": corrected_elsewhere(release),
        }
        return cached_page(request, render(request, "indicators/open_data/release_detail.html", context))


class ReleaseChangesView(View):
    """What a release says otherwise than the one of the same year before it, and than those of other years."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        release = public_release(slug)
        before = release_before(release)
        found = differences_of(before, release) if before else ()
        context = {
            "release": release,
            "before": before,
            "differences": found,
            "elsewhere": corrections_by(release),
        }
        return cached_page(request, render(request, "indicators/open_data/release_changes.html", context))
