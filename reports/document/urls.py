"""Public addresses of single editions, and of the sections and tables of a report."""

from django.urls import path
from django.views.generic import RedirectView

from reports.document.views import editions, sections
from reports.editions.models.stored_file import FileKind

urlpatterns = [
    path(
        "reports/<slug:year>/editions/<int:number>/",
        editions.EditionPageView.as_view(),
        name="edition-page",
    ),
    path(
        "reports/<slug:year>/editions/<int:number>/annual-report.pdf",
        editions.EditionFileView.as_view(kind=FileKind.PDF),
        name="edition-pdf",
    ),
    path(
        "reports/<slug:year>/editions/<int:number>/annual-report.html",
        editions.EditionFileView.as_view(kind=FileKind.PAGE),
        name="edition-html",
    ),
    path(
        "reports/<slug:year>/editions/<int:number>/annual-report.json",
        editions.EditionFileView.as_view(kind=FileKind.JSON),
        name="edition-json",
    ),
    path(
        "reports/<slug:year>/editions/<int:number>/data.xlsx",
        editions.EditionFileView.as_view(kind=FileKind.XLSX),
        name="edition-xlsx",
    ),
    path(
        "reports/<slug:year>/editions/<int:number>/data.zip",
        editions.EditionFileView.as_view(kind=FileKind.ZIP),
        name="edition-zip",
    ),
    path(
        "reports/<slug:year>/editions/<int:number>/tables/<slug:anchor>.csv",
        editions.EditionTableView.as_view(),
        name="edition-table",
    ),
    path("reports/<slug:year>/tables/<slug:anchor>.csv", sections.ReportTableView.as_view(), name="report-table"),
    path("reports/<slug:year>/", sections.ReportFrontView.as_view(), name="report-detail"),
    # The contents had an address of their own once; they stand on the front of the report.
    path(
        "reports/<slug:year>/sections/",
        RedirectView.as_view(pattern_name="reports:report-detail", permanent=True),
        name="report-section-list",
    ),
    path("reports/<slug:year>/sections/<slug:anchor>/", sections.ReportSectionView.as_view(), name="report-section"),
]
