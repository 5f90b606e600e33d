"""Editions in the admin: pages of our own, for what may be done to an edition is decided by services."""

from django.urls import path

from partnership.admin_site import site
from reports.build.views import (
    BuildWithoutView,
    EditionDetailView,
    EditionFileView,
    EditionListView,
    EditionProgressView,
    PutFilesBackView,
)
from reports.distribution.views import distribution
from reports.document.completeness_pages import PAGES as COMPLETENESS_PAGES
from reports.editions.views import archive_staff
from reports.impact.views.comparison import ClosureEditView, ClosureWithdrawView, ComparisonView
from reports.provenance.views import EditionOriginsView
from reports.publishing import views

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
    path("reports/edition/<int:pk>/build-again/", BuildWithoutView.as_view(), name="report-build-again"),
    path("reports/edition/<int:pk>/put-files-back/", PutFilesBackView.as_view(), name="report-put-files-back"),
    path("reports/edition/<int:pk>/schedule/", views.ScheduleView.as_view(), name="report-schedule"),
    path("reports/edition/<int:pk>/unschedule/", views.UnscheduleView.as_view(), name="report-unschedule"),
    path("reports/edition/<int:pk>/take-down/", views.TakeDownView.as_view(), name="report-take-down"),
    path("reports/edition/<int:pk>/previews/", distribution.PreviewListView.as_view(), name="report-previews"),
    path(
        "reports/edition/<int:pk>/previews/new/", distribution.PreviewGrantView.as_view(), name="report-preview-grant"
    ),
    path(
        "reports/edition/<int:pk>/previews/<int:preview>/revoke/",
        distribution.PreviewRevokeView.as_view(),
        name="report-preview-revoke",
    ),
    path("reports/edition/<int:pk>/recipients/", distribution.RecipientListView.as_view(), name="report-recipients"),
    path(
        "reports/edition/<int:pk>/recipients/new/",
        distribution.RecipientCreateView.as_view(),
        name="report-recipient-add",
    ),
    path(
        "reports/edition/<int:pk>/recipients/<int:recipient>/take-back/",
        distribution.RecipientCancelView.as_view(),
        name="report-recipient-cancel",
    ),
    path(
        "reports/edition/<int:pk>/presentations/new/",
        distribution.PresentationCreateView.as_view(),
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
