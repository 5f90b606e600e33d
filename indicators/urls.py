"""Addresses of the figures, feature by feature."""

from django.urls import include, path

app_name = "indicators"

urlpatterns = [
    path("", include("indicators.open_data.urls")),
    path("", include("indicators.chasing.urls")),
    path("", include("indicators.catalogue.urls")),
    path("", include("indicators.rounds.urls")),
    path("", include("indicators.backfill.urls")),
    path("", include("indicators.populations.urls")),
    # Before the forms: “returns” is no family.
    path("", include("indicators.files.urls")),
    path("", include("indicators.returns.urls")),
    path("", include("indicators.disclosure.urls")),
    path("", include("indicators.releases.urls")),
]
