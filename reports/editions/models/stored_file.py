"""The files of an edition; they lie in storage under their hash."""

from django.db import models

from partnership.constraints import known
from reports.editions.models.edition import Edition


class FileKind(models.TextChoices):
    """What the file is."""

    JSON = "json", "Frozen record (JSON)"
    HTML = "html", "Web page"
    PAGE = "page", "Web page as one file"
    PDF = "pdf", "PDF"
    SECTIONS = "sections", "Web pages by section"
    XLSX = "xlsx", "Workbook of every table (XLSX)"
    ZIP = "zip", "Every table as CSV (ZIP)"


# How each kind is stored and handed out: ending, content type.
FORMATS = {
    FileKind.JSON: ("json", "application/json"),
    FileKind.HTML: ("fragment.html", "text/html; charset=utf-8"),
    FileKind.PAGE: ("html", "text/html; charset=utf-8"),
    FileKind.PDF: ("pdf", "application/pdf"),
    FileKind.SECTIONS: ("sections.json", "application/json"),
    FileKind.XLSX: ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    FileKind.ZIP: ("zip", "application/zip"),
}
# Pieces that our own pages are put together from: no files to keep.
PIECES = (FileKind.HTML, FileKind.SECTIONS)


class StoredFile(models.Model):
    """One file of an edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=20, choices=FileKind.choices)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(name="file_kind_once_an_edition", fields=["edition", "kind"]),
            known("file_kind_known", "kind", FileKind.values),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ending(self) -> str:
        """The ending under which it is stored."""
        return FORMATS[FileKind(self.kind)][0]

    @property
    def content_type(self) -> str:
        """What it is handed out as."""
        return FORMATS[FileKind(self.kind)][1]

    @property
    def name(self) -> str:
        """The name under which people keep it."""
        return f"annual-report-{self.edition.year}.{self.ending}"
