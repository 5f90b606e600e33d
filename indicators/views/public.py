"""What everyone reads: figures by theme, each indicator with its files, and the releases. All from releases alone."""

from abc import abstractmethod
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views import View

from indicators.catalogue import THEMES, Family, families, get_family
from indicators.exports import csv_text, json_text
from indicators.models import Release, ReleaseTable
from indicators.publication.cells import MARK_WORDS
from indicators.queries import newest_tables, shown_table
from indicators.values import SYMBOLS
from indicators.views.caching import cached_file, cached_page


def family_or_404(theme: str, slug: str) -> Family:
    """The family of an address."""
    try:
        family = get_family(slug)
    except KeyError as error:
        raise Http404("There are no figures under this name.") from error
    if family.theme != theme:
        raise Http404("There are no figures under this name.")
    return family


def _themes(only: str = "") -> list[dict[str, Any]]:
    """Themes with their families, each with its newest table where there is one."""
    tables = newest_tables()
    return [
        {
            "slug": slug,
            "title": title,
            "families": [
                {"family": family, "table": tables.get(family.slug)} for family in families() if family.theme == slug
            ],
        }
        for slug, title in THEMES.items()
        if only in ("", slug)
    ]


class FigureIndexView(View):
    """All themes."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them with their indicators."""
        context = {"themes": _themes(), "symbols": SYMBOLS | MARK_WORDS}
        return cached_page(request, render(request, "indicators/figure_index.html", context))


class ThemeDetailView(View):
    """One theme."""

    def get(self, request: HttpRequest, theme: str) -> HttpResponse:
        """Show its indicators with their headlines."""
        if theme not in THEMES:
            raise Http404("There is no theme of this name.")
        return cached_page(request, render(request, "indicators/theme_detail.html", {"theme": _themes(theme)[0]}))


class IndicatorDetailView(View):
    """One indicator: sentence, chart, table, definition, files."""

    def get(self, request: HttpRequest, theme: str, indicator: str) -> HttpResponse:
        """Show the newest published table, or say that none is published yet."""
        family = family_or_404(theme, indicator)
        context = {"family": family, "table": shown_table(theme, indicator)}
        return cached_page(request, render(request, "indicators/indicator_detail.html", context))


class IndicatorFileView(View):
    """The base of the files beside an indicator's page."""

    kind: str
    content_type: str

    def get(self, request: HttpRequest, theme: str, indicator: str) -> HttpResponse:
        """Answer with the file of the newest published table."""
        family = family_or_404(theme, indicator)
        table = shown_table(theme, indicator)
        text = "" if table is None else self.text(table)
        if table is None or not text:
            raise Http404("Nothing is published under this name yet.")
        response = HttpResponse(text, content_type=self.content_type)
        name = f"{family.slug}-{table.release.slug}.{self.kind}"
        response.headers["Content-Disposition"] = f'inline; filename="{name}"'
        return cached_file(request, response, table.release, f"{family.slug}-{self.kind}")

    @abstractmethod
    def text(self, table: ReleaseTable) -> str:
        """The file's content."""


class IndicatorCsvView(IndicatorFileView):
    """The table as tidy CSV."""

    kind = "csv"
    content_type = "text/csv; charset=utf-8"

    def text(self, table: ReleaseTable) -> str:
        """One line a cell."""
        return csv_text(table.content, table.release.slug)


class IndicatorJsonView(IndicatorFileView):
    """The table as JSON."""

    kind = "json"
    content_type = "application/json; charset=utf-8"

    def text(self, table: ReleaseTable) -> str:
        """The table with its release."""
        return json_text(table.content, described(table.release))


class IndicatorSvgView(IndicatorFileView):
    """The chart alone."""

    kind = "svg"
    content_type = "image/svg+xml; charset=utf-8"

    def text(self, table: ReleaseTable) -> str:
        """The chart as it was drawn for the release."""
        return table.chart_svg


def described(release: Release) -> dict[str, Any]:
    """A release in plain data."""
    return {
        "slug": release.slug,
        "title": release.title,
        "year": release.year.slug,
        "number": release.number,
        "published_at": release.published_at.isoformat(),
        "sha256": release.content_hash,
    }


class ReleaseListView(View):
    """Every release, the older ones too."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them, newest first."""
        releases = list(Release.objects.select_related("year"))
        newest = set(Release.objects.newest_of_each_year().values_list("pk", flat=True))
        context = {"releases": releases, "newest": newest}
        return cached_page(request, render(request, "indicators/release_list.html", context))


class ReleaseDetailView(View):
    """One release with all its tables, as it was made."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show it, and say so where a newer one replaced it."""
        release = get_object_or_404(Release.objects.select_related("year"), slug=slug)
        newest = Release.objects.filter(year=release.year).order_by("-number").first()
        context = {
            "release": release,
            "tables": list(release.tables.order_by("position")),
            "newer": newest if newest != release else None,
        }
        return cached_page(request, render(request, "indicators/release_detail.html", context))
