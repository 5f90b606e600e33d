"""Addresses of disclosure policies."""

from django.urls import path

from indicators.disclosure.views import policies

urlpatterns = [
    path("partner/releases/policies/", policies.PolicyListView.as_view(), name="policy-list"),
    path("partner/releases/policies/new/", policies.PolicyProposeView.as_view(), name="policy-propose"),
    path("partner/releases/policies/<int:pk>/", policies.PolicyDecideView.as_view(), name="policy-decide"),
]
