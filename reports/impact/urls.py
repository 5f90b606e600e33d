"""Addresses of claims of impact."""

from django.urls import path

from reports.impact.views import impact, writing

urlpatterns = [
    path("partner/impact/", impact.ImpactListView.as_view(), name="impact-list"),
    path("partner/impact/<int:pk>/", writing.ImpactEditView.as_view(), name="impact-edit"),
    path("partner/impact/<int:pk>/claim/", writing.SentenceView.as_view(), name="impact-sentence"),
    path("partner/impact/<int:pk>/evidence/", writing.EvidenceKindView.as_view(), name="impact-evidence"),
    path("partner/impact/<int:pk>/evidence/<int:number>/", writing.PieceView.as_view(), name="impact-evidence-edit"),
    path("partner/impact/<int:pk>/evidence/<slug:sort>/", writing.PieceView.as_view(), name="impact-evidence-new"),
    path("partner/impact/<int:pk>/withdraw/", impact.ImpactWithdrawView.as_view(), name="impact-withdraw"),
    path("partner/impact/<slug:year>/<slug:action>/new/", writing.ImpactCreateView.as_view(), name="impact-create"),
]
