"""Addresses of the work on releases, below `/partner/`."""

from django.urls import path

from indicators.views import planned, policies, protection, releases, withdrawal

urlpatterns = [
    path("releases/", releases.ReleaseManageView.as_view(), name="release-manage"),
    path("releases/new/", releases.ReleaseCreateView.as_view(), name="release-create"),
    path("releases/orders/<int:pk>/", releases.ReleaseOrderView.as_view(), name="release-order"),
    path("releases/orders/<int:pk>/progress/", releases.ReleaseOrderProgressView.as_view(), name="release-progress"),
    path("releases/calendar/new/", planned.PlannedReleaseCreateView.as_view(), name="planned-create"),
    path("releases/calendar/<int:pk>/", planned.PlannedReleaseEditView.as_view(), name="planned-edit"),
    path("releases/calendar/<int:pk>/call-off/", planned.PlannedReleaseCancelView.as_view(), name="planned-cancel"),
    path("releases/policies/", policies.PolicyListView.as_view(), name="policy-list"),
    path("releases/policies/new/", policies.PolicyProposeView.as_view(), name="policy-propose"),
    path("releases/policies/<int:pk>/", policies.PolicyDecideView.as_view(), name="policy-decide"),
    path("releases/protection/<slug:slug>/", protection.DraftProtectionView.as_view(), name="draft-protection"),
    path("releases/<slug:slug>/certificate/", protection.ReleaseCertificateView.as_view(), name="release-certificate"),
    path("releases/<slug:slug>/preview/", releases.ReleasePreviewView.as_view(), name="release-preview"),
    path("releases/<slug:slug>/publish/", releases.ReleasePublishView.as_view(), name="release-publish"),
    path("releases/<slug:slug>/call-off/", releases.ReleaseCancelView.as_view(), name="release-cancel"),
    path("withdraw-return/<int:pk>/", withdrawal.ReturnWithdrawView.as_view(), name="return-withdraw"),
]
