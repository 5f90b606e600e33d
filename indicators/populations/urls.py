"""Addresses of population estimates."""

from django.urls import path

from indicators.populations import views

urlpatterns = [
    path("partner/populations/", views.PopulationListView.as_view(), name="population-list"),
    path("partner/populations/load/", views.PopulationLoadView.as_view(), name="population-load"),
    path("partner/populations/withdraw/", views.PopulationWithdrawView.as_view(), name="population-withdraw"),
]
