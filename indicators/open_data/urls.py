"""Public addresses of the figures."""

from django.urls import path

from indicators.open_data.views import files, public, release_calendar, symbols
from indicators.open_data.views.api.guide import ApiGuideView

urlpatterns = [
    path("figures/", public.FigureIndexView.as_view(), name="figure-index"),
    # Before the themes: “symbols” is none.
    path("figures/symbols/", symbols.SymbolsView.as_view(), name="symbols"),
    path("figures/<slug:theme>/", public.ThemeDetailView.as_view(), name="theme-detail"),
    path("figures/<slug:theme>/<slug:indicator>/", public.IndicatorDetailView.as_view(), name="indicator-detail"),
    path("figures/<slug:theme>/<slug:indicator>.csv", files.IndicatorCsvView.as_view(), name="indicator-csv"),
    path("figures/<slug:theme>/<slug:indicator>.json", files.IndicatorJsonView.as_view(), name="indicator-json"),
    path("figures/<slug:theme>/<slug:indicator>.svg", files.IndicatorSvgView.as_view(), name="indicator-svg"),
    path("figures/<slug:theme>/<slug:indicator>.xlsx", files.IndicatorXlsxView.as_view(), name="indicator-xlsx"),
    path(
        "figures/<slug:theme>/<slug:indicator>.csv-metadata.json",
        files.IndicatorCsvMetadataView.as_view(),
        name="indicator-csv-metadata",
    ),
    path("api/", ApiGuideView.as_view(), name="api-guide"),
    path("data/catalog.jsonld", files.CatalogueView.as_view(), name="data-catalogue"),
    path("releases/", public.ReleaseListView.as_view(), name="release-list"),
    # Before the releases: no release is called that.
    path("releases/calendar.ics", release_calendar.release_calendar, name="release-calendar"),
    path("releases/<slug:slug>/", public.ReleaseDetailView.as_view(), name="release-detail"),
    path("releases/<slug:slug>/changes/", public.ReleaseChangesView.as_view(), name="release-changes"),
    path("releases/<slug:slug>/data.xlsx", files.ReleaseXlsxView.as_view(), name="release-xlsx"),
    path("releases/<slug:slug>/datapackage.json", files.DataPackageView.as_view(), name="release-datapackage"),
    path("releases/<slug:slug>/<slug:family>.csv", files.ReleaseCsvView.as_view(), name="release-csv"),
    path(
        "releases/<slug:slug>/<slug:family>.csv-metadata.json",
        files.ReleaseCsvMetadataView.as_view(),
        name="release-csv-metadata",
    ),
]
