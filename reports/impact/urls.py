"""Addresses of claims of impact."""

from django.urls import path

from reports.impact.views import impact

urlpatterns = [
    path("partner/impact/", impact.ImpactListView.as_view(), name="impact-list"),
    path("partner/impact/<int:pk>/", impact.ImpactEditView.as_view(), name="impact-edit"),
    path("partner/impact/<int:pk>/withdraw/", impact.ImpactWithdrawView.as_view(), name="impact-withdraw"),
    path("partner/impact/<slug:year>/<slug:action>/new/", impact.ImpactCreateView.as_view(), name="impact-create"),
]
