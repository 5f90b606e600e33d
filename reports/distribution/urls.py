"""Addresses of pre-release access."""

from django.urls import path

from reports.distribution.views import previews

urlpatterns = [
    path("preview/<str:token>/", previews.PreviewView.as_view(), name="preview"),
    path("preview/<str:token>/preview.pdf", previews.PreviewFileView.as_view(), name="preview-pdf"),
]
