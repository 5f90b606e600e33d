"""Addresses of the annual report, feature by feature."""

from django.urls import include, path

app_name = "reports"

urlpatterns = [
    path("", include("reports.editions.urls")),
    path("", include("reports.document.urls")),
    path("", include("reports.contributions.urls")),
    path("", include("reports.assessments.urls")),
    path("", include("reports.impact.urls")),
    path("", include("reports.distribution.urls")),
    path("", include("reports.signing.urls")),
    path("", include("reports.board_pack.urls")),
]
