"""Addresses of a return as a spreadsheet, below `/partner/figures/<period>/returns/<return>/`."""

from django.urls import path, register_converter

from indicators.views import uploads


class FileKindConverter:
    """The ending of a file that can be fetched."""

    regex = "xlsx|csv"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


register_converter(FileKindConverter, "file_kind")

urlpatterns = [
    path("", uploads.UploadCreateView.as_view(), name="upload-create"),
    path("template.<file_kind:kind>", uploads.ReturnFileView.as_view(), name="return-template"),
    path("files/<int:pk>/", uploads.UploadPreviewView.as_view(), name="upload-preview"),
    path("files/<int:pk>/marked/", uploads.UploadMarkedView.as_view(), name="upload-marked"),
]
