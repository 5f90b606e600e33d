"""What a named reader sees of a report before it is public: the page and the PDF, both with their embargo on them."""

import functools
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.generic import View

from reports.distribution.models.preview import Preview
from reports.distribution.previews import AccessState, embargo_of, find_preview, note_opening
from reports.document.render.errors import RenderError
from reports.document.render.pdf import render_pdf
from reports.editions.models.edition import Edition
from reports.editions.models.stored_file import FileKind
from reports.editions.queries import file_of
from reports.editions.table_links import without_tables
from reports.editions.views.public import GONE, content_of, gone

NOT_YET = 403
# Whoever has the link has the report, so it is kept out of caches, search engines and other sites' logs.
PRIVATE = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}


class PreviewView(View):
    """The page of a preview. Leads to the public report once there is one."""

    what = "page"

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        found = find_preview(token)
        if found is None:
            raise Http404("This preview does not exist.")
        response = self._answer(request, found.preview, found.access, token)
        for name, value in PRIVATE.items():
            response[name] = value
        return response

    def _answer(self, request: HttpRequest, preview: Preview, access: AccessState, token: str) -> HttpResponse:
        edition = preview.edition
        match access:
            case AccessState.PUBLIC:
                return HttpResponseRedirect(reverse("reports:report-detail", args=[edition.year.slug]))
            case AccessState.TAKEN_DOWN:
                return gone(request, edition)
            case AccessState.OPEN:
                # Who asks only whether it is there has not opened it, and nothing is made for them.
                if request.method == "HEAD":
                    return HttpResponse()
                response = self.show(request, preview, token)
                note_opening(preview, self.what)
                return response
            case _:
                is_early = access is AccessState.EARLY
                context = {"preview": preview, "is_early": is_early}
                return render(
                    request, "reports/distribution/preview_closed.html", context, status=NOT_YET if is_early else GONE
                )

    def show(self, request: HttpRequest, preview: Preview, token: str) -> HttpResponse:
        """The stored page under its banner."""
        file = file_of(preview.edition, FileKind.HTML)
        if file is None:
            raise Http404("This edition has no page.")
        context: dict[str, Any] = {
            "edition": preview.edition,
            "preview": preview,
            "embargo": embargo_of(preview.edition),
            "token": token,
            # Safe: rendered by our own template from frozen data, stored under its hash, read back by it.
            "document": mark_safe(without_tables(content_of(file).decode(), preview.edition)),  # noqa: S308
        }
        return render(request, "reports/distribution/preview_detail.html", context)


class PreviewFileView(PreviewView):
    """The PDF of a preview: typeset anew with the embargo and the reader on each page, so that it is no final copy."""

    what = "pdf"

    def show(self, request: HttpRequest, preview: Preview, token: str) -> HttpResponse:
        """The marked PDF."""
        response = HttpResponse(_marked(preview.edition, preview.reader), content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="preview-{preview.edition.year.slug}.pdf"'
        return response


def _marked(edition: Edition, reader: str) -> bytes:
    try:
        return _typeset(edition.frozen, f"{embargo_of(edition)}. For {reader} only.")
    except RenderError as error:
        raise Http404(str(error)) from error


# Who opens the file twice, or a mail scanner that follows the link, keeps no thread of the server busy for long.
@functools.lru_cache(maxsize=4)
def _typeset(frozen: str, mark: str) -> bytes:
    """The PDF with the mark on each page."""
    return render_pdf(frozen, mark=mark)
