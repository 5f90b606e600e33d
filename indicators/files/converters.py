"""Converters of addresses of files."""

from django.urls import register_converter


class FileKindConverter:
    """The ending of a file that can be fetched."""

    regex = "xlsx|csv"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FileKindConverter, "file_kind")
