"""Addresses of the work on releases."""

from django.urls import path

from indicators.releases.views import announcements, kept_sentences, protection, releases, withdrawal

urlpatterns = [
    path("partner/releases/", releases.ReleaseManageView.as_view(), name="release-manage"),
    path("partner/releases/new/", releases.ReleaseCreateView.as_view(), name="release-create"),
    path("partner/releases/orders/<int:pk>/", releases.ReleaseOrderView.as_view(), name="release-order"),
    path(
        "partner/releases/orders/<int:pk>/progress/",
        releases.ReleaseOrderProgressView.as_view(),
        name="release-progress",
    ),
    path("partner/releases/calendar/new/", announcements.PlannedReleaseCreateView.as_view(), name="planned-create"),
    path("partner/releases/calendar/<int:pk>/", announcements.PlannedReleaseEditView.as_view(), name="planned-edit"),
    path(
        "partner/releases/calendar/<int:pk>/call-off/",
        announcements.PlannedReleaseCancelView.as_view(),
        name="planned-cancel",
    ),
    path("partner/releases/protection/<slug:slug>/", protection.DraftProtectionView.as_view(), name="draft-protection"),
    path(
        "partner/releases/<slug:slug>/certificate/",
        protection.ReleaseCertificateView.as_view(),
        name="release-certificate",
    ),
    path("partner/releases/<slug:slug>/preview/", releases.ReleasePreviewView.as_view(), name="release-preview"),
    path("partner/releases/<slug:slug>/publish/", releases.ReleasePublishView.as_view(), name="release-publish"),
    path("partner/releases/<slug:slug>/call-off/", releases.ReleaseCancelView.as_view(), name="release-cancel"),
    path("partner/kept-sentences/", kept_sentences.KeptSentenceAskView.as_view(), name="kept-sentence-ask"),
    path("partner/withdraw-return/<int:pk>/", withdrawal.ReturnWithdrawView.as_view(), name="return-withdraw"),
]
