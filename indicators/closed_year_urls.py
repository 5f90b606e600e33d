"""Addresses of a file of a closed year, below `/partner/returns/closed-years/<period>/<return>/`."""

from django.urls import path

# Registers the endings of files.
from indicators import upload_urls  # noqa: F401
from indicators.views import closed_years

urlpatterns = [
    path("", closed_years.ClosedYearUploadView.as_view(), name="closed-upload-create"),
    path("template.<file_kind:kind>", closed_years.ClosedYearFileView.as_view(), name="closed-return-template"),
    path("files/<int:pk>/", closed_years.ClosedYearPreviewView.as_view(), name="closed-upload-preview"),
    path("files/<int:pk>/marked/", closed_years.ClosedYearMarkedView.as_view(), name="closed-upload-marked"),
]
