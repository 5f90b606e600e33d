"""The annual report for everyone: the list, one year as a page, and its files."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.http import quote_etag
from django.utils.safestring import mark_safe
from django.views.generic import TemplateView, View

from indicators.releases.corrected import link_header
from reports.editions.corrected_figures import corrections_since
from reports.editions.models.edition import Edition, EditionState
from reports.editions.models.former import FormerReport
from reports.editions.models.stored_file import FileKind, StoredFile
from reports.editions.queries import (
    editions_of,
    file_of,
    is_hidden,
    newest_published,
    published_reports,
    readable_edition,
)
from reports.editions.storage import read
from reports.editions.table_links import with_own_tables

GONE = 410


class ReportListView(TemplateView):
    """Every year with a report."""

    template_name = "reports/editions/report_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(reports=published_reports(), former=FormerReport.objects.public(), **kwargs)


class TakenDown(Exception):
    """The edition was taken down, or tells a story that may not be told any more."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        super().__init__(str(edition))


def gone(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The one answer for every address of an edition that nobody may be given: 410, with what readers are told."""
    newest, _ = readable_edition(edition.year.slug)
    context = {
        "year": edition.year,
        "words": edition.taken_down_words,
        "is_draft": edition.state != EditionState.PUBLISHED,
        "was_taken_down": edition.taken_down_at is not None,
        "is_replaced": newest is not None and newest.pk != edition.pk,
    }
    return render(request, "reports/editions/report_taken_down.html", context, status=GONE)


class ReportFileView(View):
    """A file of the newest edition that may be read. Answers 410 while something has to be taken out."""

    kind = FileKind.PDF
    as_page = False

    def get(self, request: HttpRequest, year: str) -> HttpResponse:
        try:
            edition, file = self.find(year)
        except TakenDown as hidden:
            return gone(request, hidden.edition)
        etag = quote_etag(file.sha256)
        if not self.as_page and request.headers.get("If-None-Match") == etag:
            response = HttpResponse(status=304)
        else:
            response = self.answer(request, edition, file)
        if not self.as_page:
            response["ETag"] = etag
            corrected = link_header(corrections_since(edition))
            if corrected:
                response["Link"] = corrected
        # Short, for what is taken down has to go within a minute.
        patch_cache_control(response, public=True, max_age=60)
        return response

    def find(self, year: str) -> tuple[Edition, StoredFile]:
        """The edition and its file; 404 where there is none."""
        edition = newest_published(year)
        if edition is not None and is_hidden(edition):
            raise TakenDown(edition)
        file = file_of(edition, self.kind) if edition else None
        if edition is None or file is None:
            raise Http404("There is no published report of this year.")
        return edition, file

    def answer(self, request: HttpRequest, edition: Edition, file: StoredFile) -> HttpResponse:
        """The file as it is."""
        response = HttpResponse(content_of(file), content_type=file.content_type)
        # The page as one file brings its styles along, which our rules for pages would not let a browser use here.
        disposition = "attachment" if file.kind == FileKind.PAGE else "inline"
        response["Content-Disposition"] = f'{disposition}; filename="{file.name}"'
        return response


class ReportWholeView(ReportFileView):
    """The whole report on one page."""

    kind = FileKind.HTML
    as_page = True

    def answer(self, request: HttpRequest, edition: Edition, file: StoredFile) -> HttpResponse:
        """The stored page within our frame."""
        # Safe: rendered by our own template from frozen data, stored under its hash, read back by it.
        document = mark_safe(with_own_tables(content_of(file).decode(), edition))  # noqa: S308
        editions = editions_of(edition.year)
        newer = [one for one in editions if one.number > edition.number]
        context = {
            "edition": edition,
            "document": document,
            "editions": editions,
            "newer": newer,
            "corrected": corrections_since(edition),
            "can_read_newest": bool(newer) and not is_hidden(newer[0]),
        }
        return render(request, "reports/editions/report_whole.html", context)


def content_of(file: StoredFile) -> bytes:
    """The bytes of a stored file. Raises `MissingFile`, for which readers are told to come back later."""
    return read(file.sha256, file.ending)
