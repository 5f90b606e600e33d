"""Addresses of population estimates, areas and neighbours."""

from django.urls import path

from indicators.populations.views import areas, estimates

urlpatterns = [
    path("partner/areas/", areas.AreaListView.as_view(), name="area-list"),
    path("partner/areas/load/", areas.AreaLoadView.as_view(), name="area-load"),
    path("partner/areas/add/", areas.NamedAreasView.as_view(), name="area-add-named"),
    path("partner/areas/compare/", areas.ComparisonView.as_view(), name="comparison-choose"),
    path("partner/populations/", estimates.PopulationListView.as_view(), name="population-list"),
    path("partner/populations/load/", estimates.PopulationLoadView.as_view(), name="population-load"),
    path("partner/populations/withdraw/", estimates.PopulationWithdrawView.as_view(), name="population-withdraw"),
]
