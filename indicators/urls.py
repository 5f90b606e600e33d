"""Addresses of the figures."""

from django.urls import path

from indicators.views import public, releases, submissions

app_name = "indicators"

urlpatterns = [
    path("figures/", public.FigureIndexView.as_view(), name="figure-index"),
    path("figures/<slug:theme>/", public.ThemeDetailView.as_view(), name="theme-detail"),
    path("figures/<slug:theme>/<slug:indicator>/", public.IndicatorDetailView.as_view(), name="indicator-detail"),
    path("figures/<slug:theme>/<slug:indicator>.csv", public.IndicatorCsvView.as_view(), name="indicator-csv"),
    path("figures/<slug:theme>/<slug:indicator>.json", public.IndicatorJsonView.as_view(), name="indicator-json"),
    path("figures/<slug:theme>/<slug:indicator>.svg", public.IndicatorSvgView.as_view(), name="indicator-svg"),
    path("releases/", public.ReleaseListView.as_view(), name="release-list"),
    path("releases/<slug:slug>/", public.ReleaseDetailView.as_view(), name="release-detail"),
    path("partner/figures/", submissions.ReturnListView.as_view(), name="return-list"),
    path(
        "partner/figures/<slug:period>/<slug:family>/",
        submissions.SubmissionEditView.as_view(),
        name="submission-edit",
    ),
    path("partner/releases/new/", releases.ReleaseCreateView.as_view(), name="release-create"),
]
