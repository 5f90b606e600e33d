"""Addresses of the backfill of closed years."""

from django.urls import include, path

from indicators.backfill import views

# Registers the endings of files.
from indicators.files import converters  # noqa: F401

file_urlpatterns = [
    path("", views.ClosedYearUploadView.as_view(), name="closed-upload-create"),
    path("template.<file_kind:kind>", views.ClosedYearFileView.as_view(), name="closed-return-template"),
    path("files/<int:pk>/", views.ClosedYearPreviewView.as_view(), name="closed-upload-preview"),
    path("files/<int:pk>/marked/", views.ClosedYearMarkedView.as_view(), name="closed-upload-marked"),
]
urlpatterns = [
    path("partner/returns/closed-years/", views.ClosedYearListView.as_view(), name="closed-year-list"),
    path("partner/returns/closed-years/<slug:period>/<slug:slug>/", include(file_urlpatterns)),
]
