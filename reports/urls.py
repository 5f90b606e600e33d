"""Public addresses of the annual report."""

from django.urls import include, path

from reports.models import FileKind
from reports.views import archive, editions, impact, plain, previews, sections
from reports.views import public as views

app_name = "reports"

urlpatterns = [
    path("partner/impact/", impact.ImpactListView.as_view(), name="impact-list"),
    path("partner/impact/<int:pk>/", impact.ImpactEditView.as_view(), name="impact-edit"),
    path("partner/impact/<int:pk>/withdraw/", impact.ImpactWithdrawView.as_view(), name="impact-withdraw"),
    path("partner/impact/<slug:year>/<slug:action>/new/", impact.ImpactCreateView.as_view(), name="impact-create"),
    path("partner/report/", include("reports.writing_urls")),
    path("partner/report-records/", include("reports.record_urls")),
    path("preview/<str:token>/", previews.PreviewView.as_view(), name="preview"),
    path("preview/<str:token>/preview.pdf", previews.PreviewFileView.as_view(), name="preview-pdf"),
    path("", include("reports.signing_urls")),
    path("reports/", views.ReportListView.as_view(), name="report-list"),
    path("reports/archive/<slug:slug>/", archive.FormerReportView.as_view(), name="former-report"),
    path("reports/archive/<slug:slug>/report.pdf", archive.FormerReportFileView.as_view(), name="former-report-pdf"),
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
    path("reports/<slug:year>/", views.ReportDetailView.as_view(), name="report-detail"),
    path(
        "reports/<slug:year>/annual-report.pdf",
        views.ReportFileView.as_view(kind=FileKind.PDF),
        name="report-pdf",
    ),
    path(
        "reports/<slug:year>/annual-report.html",
        views.ReportFileView.as_view(kind=FileKind.PAGE),
        name="report-html",
    ),
    path(
        "reports/<slug:year>/annual-report.json",
        views.ReportFileView.as_view(kind=FileKind.JSON),
        name="report-json",
    ),
    path("reports/<slug:year>/data.xlsx", views.ReportFileView.as_view(kind=FileKind.XLSX), name="report-xlsx"),
    path("reports/<slug:year>/data.zip", views.ReportFileView.as_view(kind=FileKind.ZIP), name="report-zip"),
    path("reports/<slug:year>/tables/<slug:anchor>.csv", sections.ReportTableView.as_view(), name="report-table"),
    path("reports/<slug:year>/summary/", plain.PlainVersionView.as_view(), name="report-summary"),
    path("reports/<slug:year>/easy-read/", plain.EasyReadView.as_view(), name="report-easy-read"),
    path("reports/<slug:year>/sections/", sections.ReportSectionListView.as_view(), name="report-section-list"),
    path("reports/<slug:year>/sections/<slug:anchor>/", sections.ReportSectionView.as_view(), name="report-section"),
]
