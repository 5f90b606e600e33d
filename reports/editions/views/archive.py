"""Reports of years before the portal, for everyone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.generic import TemplateView, View

from reports.editions.former_reports import PDF
from reports.editions.models.former import FormerReport
from reports.editions.storage import read


class FormerReportView(TemplateView):
    """One former report: its summary, and the way to its PDF."""

    template_name = "reports/editions/former_report.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = get_object_or_404(FormerReport.objects.public(), slug=self.kwargs["slug"])
        return super().get_context_data(report=report, **kwargs)


class FormerReportFileView(View):
    """The PDF as it was uploaded."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        response = former_file(get_object_or_404(FormerReport.objects.public(), slug=slug))
        patch_cache_control(response, public=True, max_age=60)
        return response


def former_file(report: FormerReport) -> HttpResponse:
    """The stored bytes. Raises `MissingFile`, for which readers are told to come back later."""
    response = HttpResponse(read(report.sha256, PDF), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="annual-report-{report.slug}.pdf"'
    return response
