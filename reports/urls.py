"""Public addresses of the annual report."""

from django.urls import path

from reports.models import FileKind
from reports.views import public as views

app_name = "reports"

urlpatterns = [
    path("reports/", views.ReportListView.as_view(), name="report-list"),
    path("reports/<slug:year>/", views.ReportDetailView.as_view(), name="report-detail"),
    path(
        "reports/<slug:year>/annual-report.pdf",
        views.ReportFileView.as_view(kind=FileKind.PDF),
        name="report-pdf",
    ),
    path(
        "reports/<slug:year>/annual-report.json",
        views.ReportFileView.as_view(kind=FileKind.JSON),
        name="report-json",
    ),
]
