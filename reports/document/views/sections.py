"""The annual report section by section, and each of its tables as CSV."""

import io
import json
import zipfile
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe

from reports.editions.corrected_figures import corrections_since
from reports.editions.models.edition import Edition
from reports.editions.models.stored_file import FileKind, StoredFile
from reports.editions.queries import editions_of
from reports.editions.table_links import with_own_tables
from reports.editions.views.public import ReportFileView, content_of

GLANCE = "glance"


@dataclass(frozen=True)
class SectionPage:
    """One section as the build stored it."""

    anchor: str
    title: str
    contents: SafeString
    body: SafeString


def _pages(edition: Edition, file: StoredFile) -> list[SectionPage]:
    """Every section in order. Safe: our own templates made it from frozen data, and it is read back by its hash."""
    stored: list[dict[str, Any]] = json.loads(content_of(file))
    return [
        SectionPage(
            one["anchor"],
            one["title"],
            mark_safe(one["contents"]),  # noqa: S308
            mark_safe(with_own_tables(one["body"], edition)),  # noqa: S308
        )
        for one in stored
    ]


def _from_front(body: SafeString) -> SafeString:
    """A section's links as they lead from the front of the report, which stands above the pages of the sections."""
    # Safe: what was safe before, with other addresses.
    return mark_safe(body.replace('href="../../', 'href="').replace('href="../', 'href="sections/'))  # noqa: S308


class ReportFrontView(ReportFileView):
    """The cover of the report, its year at a glance, and its contents: each section has a page of its own."""

    kind = FileKind.SECTIONS
    as_page = True

    def answer(self, request: HttpRequest, edition: Edition, file: StoredFile) -> HttpResponse:
        """The first page that readers see."""
        pages = _pages(edition, file)
        context = {
            "edition": edition,
            "glance": next((_from_front(page.body) for page in pages if page.anchor == GLANCE), ""),
            "pages": pages,
            "editions": editions_of(edition.year),
            "corrected": corrections_since(edition),
        }
        return render(request, "reports/sections/front.html", context)


class ReportSectionView(ReportFileView):
    """One section, with the one before it, the one after it and the contents."""

    kind = FileKind.SECTIONS
    as_page = True

    def get(self, request: HttpRequest, year: str, anchor: str = "") -> HttpResponse:
        """The section of this anchor; 404 where the newest edition has none."""
        return super().get(request, year)

    def answer(self, request: HttpRequest, edition: Edition, file: StoredFile) -> HttpResponse:
        """The stored section within our frame."""
        pages = _pages(edition, file)
        place = next((number for number, page in enumerate(pages) if page.anchor == self.kwargs["anchor"]), None)
        if place is None:
            raise Http404("This section does not exist.")
        context = {
            "edition": edition,
            "pages": pages,
            "section": pages[place],
            "before": pages[place - 1] if place else None,
            "after": pages[place + 1] if place + 1 < len(pages) else None,
            "corrected": corrections_since(edition),
        }
        return render(request, "reports/sections/section_detail.html", context)


class ReportTableView(ReportFileView):
    """One table of the report as CSV, out of the file that holds all of them."""

    kind = FileKind.ZIP

    def get(self, request: HttpRequest, year: str, anchor: str = "") -> HttpResponse:
        """The table of this anchor; 404 where the newest edition has none."""
        return super().get(request, year)

    def answer(self, request: HttpRequest, edition: Edition, file: StoredFile) -> HttpResponse:
        """The file as it lies in the archive."""
        name = f"{self.kwargs['anchor']}.csv"
        source = f"{edition.year.slug}-edition-{edition.number}"
        with zipfile.ZipFile(io.BytesIO(content_of(file))) as archive:
            if name not in archive.namelist():
                raise Http404("This table does not exist.")
            data = archive.read(name)
        response = HttpResponse(data, content_type="text/csv; charset=utf-8; header=present")
        response["Content-Disposition"] = f'attachment; filename="{source}-{name}"'
        return response
