"""Addresses of a return as a spreadsheet."""

from django.urls import include, path

# Registers the endings of files.
from indicators.files import converters, national_views, views  # noqa: F401

file_urlpatterns = [
    path("", views.UploadCreateView.as_view(), name="upload-create"),
    path("template.<file_kind:kind>", views.ReturnFileView.as_view(), name="return-template"),
    path("files/<int:pk>/", views.UploadPreviewView.as_view(), name="upload-preview"),
    path("files/<int:pk>/marked/", views.UploadMarkedView.as_view(), name="upload-marked"),
]
urlpatterns = [
    path("partner/returns/open-data/", national_views.OpenDataMappingView.as_view(), name="open-data-mapping"),
    path("partner/figures/<slug:period>/returns/<slug:slug>/", include(file_urlpatterns)),
]
