"""Public addresses of the annual report and of former reports."""

from django.urls import path

from reports.editions.models.stored_file import FileKind
from reports.editions.views import archive, public

urlpatterns = [
    path("reports/", public.ReportListView.as_view(), name="report-list"),
    path("reports/archive/<slug:slug>/", archive.FormerReportView.as_view(), name="former-report"),
    path("reports/archive/<slug:slug>/report.pdf", archive.FormerReportFileView.as_view(), name="former-report-pdf"),
    path("reports/<slug:year>/whole/", public.ReportWholeView.as_view(), name="report-whole"),
    path(
        "reports/<slug:year>/annual-report.pdf",
        public.ReportFileView.as_view(kind=FileKind.PDF),
        name="report-pdf",
    ),
    path(
        "reports/<slug:year>/annual-report.html",
        public.ReportFileView.as_view(kind=FileKind.PAGE),
        name="report-html",
    ),
    path(
        "reports/<slug:year>/annual-report.json",
        public.ReportFileView.as_view(kind=FileKind.JSON),
        name="report-json",
    ),
    path("reports/<slug:year>/data.xlsx", public.ReportFileView.as_view(kind=FileKind.XLSX), name="report-xlsx"),
    path("reports/<slug:year>/data.zip", public.ReportFileView.as_view(kind=FileKind.ZIP), name="report-zip"),
]
