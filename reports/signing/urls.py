"""Addresses of signing and of the challenge log; they stand in the namespace of reports."""

from django.urls import path

from reports.editions.models.stored_file import FileKind
from reports.signing.views import challenges, sign_by_link, signing

urlpatterns = [
    path("partner/reports/<int:pk>/signing/", signing.SigningDetailView.as_view(), name="signing-detail"),
    path("partner/reports/<int:pk>/signing/link/", signing.SigningLinkCreateView.as_view(), name="signing-link-create"),
    path("partner/reports/<int:pk>/sign/", signing.SignatureCreateView.as_view(), name="signature-create"),
    path("partner/reports/<int:pk>/read/", signing.SigningReadView.as_view(), name="signing-report"),
    path(
        "partner/reports/<int:pk>/read/annual-report.pdf",
        signing.SigningReadView.as_view(kind=FileKind.PDF),
        name="signing-pdf",
    ),
    path("sign/<str:token>/", sign_by_link.SignByLinkView.as_view(), name="sign-by-link"),
    path("sign/<str:token>/report/", sign_by_link.SignByLinkReadView.as_view(), name="sign-by-link-report"),
    path(
        "sign/<str:token>/annual-report.pdf",
        sign_by_link.SignByLinkReadView.as_view(kind=FileKind.PDF),
        name="sign-by-link-pdf",
    ),
    path("partner/challenges/", challenges.ChallengeListView.as_view(), name="challenge-list"),
    path("partner/challenges/new/", challenges.ChallengeCreateView.as_view(), name="challenge-create"),
    path("partner/challenges/<int:pk>/", challenges.ChallengeDetailView.as_view(), name="challenge-detail"),
]
