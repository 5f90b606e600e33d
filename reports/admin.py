"""Editions in the admin: pages of our own, for what may be done to an edition is decided by services."""

from django.urls import path

from partnership.admin_site import site
from reports.completeness_pages import PAGES as COMPLETENESS_PAGES
from reports.views.comparison import ClosureEditView, ClosureWithdrawView, ComparisonView
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
    path("reports/edition/", site.admin_view(EditionListView.as_view()), name="report-editions"),
    path("reports/edition/<int:pk>/", site.admin_view(EditionDetailView.as_view()), name="report-edition"),
    path(
        "reports/edition/<int:pk>/progress/",
        site.admin_view(EditionProgressView.as_view()),
        name="report-edition-progress",
    ),
    path(
        "reports/edition/<int:pk>/files/<slug:kind>/",
        site.admin_view(EditionFileView.as_view()),
        name="report-edition-file",
    ),
)
