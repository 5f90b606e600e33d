"""Each published edition at an address of its own, which it keeps when a newer one takes its place."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from reports.document.views.sections import ReportTableView
from reports.editions.models.edition import Edition
from reports.editions.models.stored_file import StoredFile
from reports.editions.queries import file_of, is_hidden
from reports.editions.views.public import ReportFileView, ReportWholeView, TakenDown


class EditionFileView(ReportFileView):
    """A file of one published edition. 410 where it was taken down or tells a story that may not be told."""

    def get(self, request: HttpRequest, year: str, number: int = 0) -> HttpResponse:
        return super().get(request, year)

    def find(self, year: str) -> tuple[Edition, StoredFile]:
        """The edition of the address."""
        return find_published(year, self.kwargs["number"], self.kind)


class EditionPageView(ReportWholeView):
    """One published edition as a page."""

    def get(self, request: HttpRequest, year: str, number: int = 0) -> HttpResponse:
        return super().get(request, year)

    def find(self, year: str) -> tuple[Edition, StoredFile]:
        """The edition of the address."""
        return find_published(year, self.kwargs["number"], self.kind)


class EditionTableView(ReportTableView):
    """One table of one published edition as CSV: the figures of that edition, whatever was corrected since."""

    def get(self, request: HttpRequest, year: str, anchor: str = "", number: int = 0) -> HttpResponse:
        """The table of this anchor; 404 where this very edition has none."""
        return super().get(request, year, anchor)

    def find(self, year: str) -> tuple[Edition, StoredFile]:
        """The edition of the address."""
        return find_published(year, self.kwargs["number"], self.kind)


def find_published(year: str, number: int, kind: Any) -> tuple[Edition, StoredFile]:
    """A published edition and its file. Raises `TakenDown`, and 404 where there is none."""
    editions = Edition.objects.published().filter(year__slug=year, number=number)
    edition = get_object_or_404(editions.select_related("year").defer("frozen"))
    if is_hidden(edition):
        raise TakenDown(edition)
    file = file_of(edition, kind)
    if file is None:
        raise Http404("This file does not exist.")
    return edition, file
