"""Editions in the admin: pages of our own, for what may be done to an edition is decided by services."""

from django.urls import path

from partnership.admin_site import site
from reports.completeness_pages import PAGES as COMPLETENESS_PAGES
from reports.views import archive_staff, handing, takedown
from reports.views.comparison import ClosureEditView, ClosureWithdrawView, ComparisonView
from reports.views.provenance import EditionOriginsView
from reports.views.staff import EditionDetailView, EditionFileView, EditionListView, EditionProgressView

site.add_pages(
    *COMPLETENESS_PAGES,
    path("reports/comparison/<slug:year>/", ComparisonView.as_view(), name="report-comparison"),
    path("reports/comparison/<slug:year>/<slug:key>/", ClosureEditView.as_view(), name="report-closure"),
    path(
        "reports/comparison/<slug:year>/<slug:key>/withdraw/",
        ClosureWithdrawView.as_view(),
        name="report-closure-withdraw",
    ),
    path("reports/edition/<int:pk>/", site.admin_view(EditionDetailView.as_view()), name="report-edition"),
    path(
        "reports/edition/<int:pk>/progress/",
        site.admin_view(EditionProgressView.as_view()),
        name="report-edition-progress",
    ),
    path(
        "reports/edition/<int:pk>/origins/",
        site.admin_view(EditionOriginsView.as_view()),
        name="report-edition-origins",
    ),
    path(
        "reports/edition/<int:pk>/files/<slug:kind>/",
        site.admin_view(EditionFileView.as_view()),
        name="report-edition-file",
    ),
)

# Opened by our own gate, which keeps what was typed when a session expires.
site.add_pages(
    path("reports/edition/", EditionListView.as_view(), name="report-editions"),
    path("reports/edition/<int:pk>/schedule/", handing.ScheduleView.as_view(), name="report-schedule"),
    path("reports/edition/<int:pk>/unschedule/", handing.UnscheduleView.as_view(), name="report-unschedule"),
    path("reports/edition/<int:pk>/take-down/", takedown.TakeDownView.as_view(), name="report-take-down"),
    path("reports/edition/<int:pk>/previews/", handing.PreviewListView.as_view(), name="report-previews"),
    path("reports/edition/<int:pk>/previews/new/", handing.PreviewGrantView.as_view(), name="report-preview-grant"),
    path(
        "reports/edition/<int:pk>/previews/<int:preview>/revoke/",
        handing.PreviewRevokeView.as_view(),
        name="report-preview-revoke",
    ),
    path("reports/edition/<int:pk>/recipients/", handing.RecipientListView.as_view(), name="report-recipients"),
    path(
        "reports/edition/<int:pk>/recipients/new/", handing.RecipientCreateView.as_view(), name="report-recipient-add"
    ),
    path(
        "reports/edition/<int:pk>/recipients/<int:recipient>/take-back/",
        handing.RecipientTakeBackView.as_view(),
        name="report-recipient-take-back",
    ),
    path(
        "reports/edition/<int:pk>/presentations/new/",
        handing.PresentationCreateView.as_view(),
        name="report-presentation-add",
    ),
    path("reports/former/", archive_staff.FormerReportListView.as_view(), name="former-reports"),
    path("reports/former/new/", archive_staff.FormerReportUploadView.as_view(), name="former-report-upload"),
    path("reports/former/<int:pk>/", archive_staff.FormerReportDecideView.as_view(), name="former-report-decide"),
    path(
        "reports/former/<int:pk>/report.pdf",
        archive_staff.FormerReportDraftFileView.as_view(),
        name="former-report-file",
    ),
)
