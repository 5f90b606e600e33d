"""Published tables as files: of the newest release beside an indicator's page, and of every release beside its own."""

from abc import abstractmethod
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views import View

from indicators.exports import csv_text, json_text
from indicators.exports.about import described
from indicators.exports.csvw import MEDIA_TYPE, csv_metadata
from indicators.exports.dcat import catalogue
from indicators.exports.json_file import as_json
from indicators.exports.package import data_package
from indicators.open_data.views.caching import cached_file, cached_page
from indicators.releases.corrected import corrections_of_releases, corrections_of_tables, link_header
from indicators.releases.models.release import Release, ReleaseTable
from indicators.releases.models.release_file import DamagedFile
from indicators.releases.queries import newest_tables, shown_table
from indicators.releases.stored_workbooks import WHOLE, publication_of, publisher, workbook_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOT_HERE = "There is nothing published at this address."
# What is written changes with this number: who keeps an older form must not be told that it is still good.
FORM = 2


def for_everyone(response: HttpResponse) -> HttpResponse:
    """Let pages of other sites read the answer: it is public, and the same for all."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def published_release(slug: str) -> Release:
    """The release of an address; 404 where none is public under it."""
    found: Release = get_object_or_404(Release.objects.public().select_related("year"), slug=slug)
    return found


def linked(answer: HttpResponse, corrected: Sequence[Release], *links: str) -> HttpResponse:
    """Say in the `Link` header where the figures of a frozen file were corrected, beside its other links."""
    found = ", ".join(filter(None, (*links, link_header(corrected))))
    if found:
        answer.headers["Link"] = found
    return answer


class TableFileView(View):
    """The base of a file of one table. `kind` is its ending."""

    kind: str
    content_type: str

    def get(self, request: HttpRequest, **names: str) -> HttpResponse:
        table = self.table(**names)
        data = self.data(table) if table else b""
        if table is None or not data:
            raise Http404(NOT_HERE)
        response = HttpResponse(data, content_type=self.content_type)
        name = f"{table.family_slug}-{table.release.slug}.{self.kind}"
        response.headers["Content-Disposition"] = f'inline; filename="{name}"'
        answer = cached_file(request, response, table.release, f"{table.family_slug}-{self.kind}-{FORM}")
        return for_everyone(linked(answer, corrections_of_tables([table])[table.pk], self.link(table)))

    def table(self, **names: str) -> ReleaseTable | None:
        """The newest published table of a family."""
        return shown_table(names["theme"], names["indicator"])

    @abstractmethod
    def data(self, table: ReleaseTable) -> bytes:
        """The file's content; empty where there is none."""

    def link(self, table: ReleaseTable) -> str:
        """What belongs to the file, as a `Link` header says it."""
        return ""


class OfRelease(TableFileView):
    """The same file of one release, which never changes."""

    def table(self, **names: str) -> ReleaseTable | None:
        """The release's table of the family."""
        release = published_release(names["slug"])
        found: ReleaseTable | None = (
            release.tables.filter(family_slug=names["family"]).select_related("release__year").first()
        )
        return found


class IndicatorCsvView(TableFileView):
    """The table as tidy CSV, with the address of its metadata."""

    kind = "csv"
    content_type = "text/csv; charset=utf-8"

    def data(self, table: ReleaseTable) -> bytes:
        """One line a cell."""
        return csv_text(table.content, table.release.slug, publication_of(table.release).area).encode()

    def link(self, table: ReleaseTable) -> str:
        """Where programs read what the columns mean."""
        metadata = f"{self.request.path.rsplit('/', 1)[-1]}-metadata.json"
        return f'<{metadata}>; rel="describedby"; type="{MEDIA_TYPE}"'


class IndicatorCsvMetadataView(TableFileView):
    """What the columns of the CSV mean."""

    kind = "csv-metadata.json"
    content_type = MEDIA_TYPE

    def data(self, table: ReleaseTable) -> bytes:
        """The metadata, which name the CSV beside them."""
        url = f"{table.family_slug}.csv"
        return as_json(csv_metadata(table.content, publication_of(table.release), url)).encode()


class IndicatorJsonView(TableFileView):
    """The table as JSON."""

    kind = "json"
    content_type = "application/json; charset=utf-8"

    def data(self, table: ReleaseTable) -> bytes:
        """The table with its release."""
        return json_text(table.content, described(publication_of(table.release))).encode()


class IndicatorSvgView(TableFileView):
    """The chart alone."""

    kind = "svg"
    content_type = "image/svg+xml; charset=utf-8"

    def data(self, table: ReleaseTable) -> bytes:
        """The chart as it was drawn for the release."""
        return table.chart_svg.encode()


def workbook_data(release: Release, family: str) -> bytes:
    """The stored workbook; 404 where the worker has not made it, or where it was damaged."""
    file = workbook_of(release, family)
    if file is None:
        return b""
    try:
        return file.data()
    except DamagedFile as error:
        raise Http404(str(error)) from error


class IndicatorXlsxView(TableFileView):
    """The table as a workbook."""

    kind = "xlsx"
    content_type = XLSX

    def data(self, table: ReleaseTable) -> bytes:
        """The workbook that the worker made."""
        return workbook_data(table.release, table.family_slug)


class ReleaseCsvView(OfRelease, IndicatorCsvView):
    """One table of a release as CSV."""


class ReleaseCsvMetadataView(OfRelease, IndicatorCsvMetadataView):
    """What the columns of a release's CSV mean."""


class ReleaseXlsxView(View):
    """All tables of a release as one workbook."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        release = published_release(slug)
        data = workbook_data(release, WHOLE)
        if not data:
            raise Http404(NOT_HERE)
        response = HttpResponse(data, content_type=XLSX)
        response.headers["Content-Disposition"] = f'inline; filename="figures-{release.slug}.xlsx"'
        answer = cached_file(request, response, release, f"xlsx-{FORM}")
        return for_everyone(linked(answer, corrections_of_releases([release])[release.pk]))


class DataPackageView(View):
    """The files of a release, described for programs."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        release = published_release(slug)
        contents = [table.content for table in release.tables.defer("chart_svg").order_by("position")]
        text = as_json(data_package(contents, publication_of(release)))
        response = HttpResponse(text, content_type="application/json; charset=utf-8")
        answer = cached_file(request, response, release, f"datapackage-{FORM}")
        return for_everyone(linked(answer, corrections_of_releases([release])[release.pk]))


class CatalogueView(View):
    """All data sets for catalogues of data."""

    def get(self, request: HttpRequest) -> HttpResponse:
        tables = newest_tables().values()
        entries = [(table.content, publication_of(table.release)) for table in tables]
        response = HttpResponse(as_json(catalogue(entries, publisher())), content_type="application/ld+json")
        return for_everyone(cached_page(request, response))
