"""Files that belong to what is written here: pictures, each with the words that stand for it, and attachments."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from partnership.constraints import hashed, implies, known, written


class FileKind(models.TextChoices):
    """What a stored file is. The portal drew the pictures itself; a PDF is as it was uploaded."""

    JPEG = "jpeg", "JPEG picture"
    PNG = "png", "PNG picture"
    PDF = "pdf", "PDF"


PICTURES = (FileKind.JPEG, FileKind.PNG)
ENDINGS = {FileKind.JPEG: "jpg", FileKind.PNG: "png", FileKind.PDF: "pdf"}
TYPES = {FileKind.JPEG: "image/jpeg", FileKind.PNG: "image/png", FileKind.PDF: "application/pdf"}


class StoredFile(models.Model):
    """A file under its SHA-256, in the database: so a copy or a backup of it is whole. Width and height in dots."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=10, choices=FileKind.choices)
    content = models.BinaryField()
    size = models.PositiveIntegerField("size in bytes")
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            hashed("stored_file_is_hashed", "sha256"),
            known("stored_file_kind_known", "kind", FileKind.values),
            implies("stored_file_picture_is_measured", Q(kind__in=PICTURES), Q(width__gt=0, height__gt=0)),
        ]

    def __str__(self) -> str:
        return self.sha256[:10]


class AttachedQuerySet(models.QuerySet["Attached"]):
    """Files narrowed by what they belong to. The bytes are read only where they are asked for."""

    def of(self, product: models.Model) -> Self:
        """Those of one product, in their order."""
        kind = ContentType.objects.get_for_model(product)
        rows = self.filter(content_type=kind, object_id=product.pk)
        return rows.select_related("file").defer("file__content").order_by("pk")


class Attached(models.Model):
    """A file of one product. `words` stand for a picture where nobody sees it, and are the title of an attachment."""

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="attached")
    words = models.CharField(max_length=300)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects: ClassVar[Any] = AttachedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="attached_once", fields=["content_type", "object_id", "file"]),
            written("attached_has_words", "words"),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def is_picture(self) -> bool:
        """Whether it is shown in the text, rather than offered below it."""
        return self.file.kind in PICTURES

    @property
    def name(self) -> str:
        """What stands for it in a text and in its address: of its content, so that it names nothing else."""
        return f"{'picture' if self.is_picture else 'file'}-{self.file_id[:12]}"

    def as_content(self) -> dict[str, Any]:
        """As a snapshot names it."""
        return {
            "name": self.name,
            "kind": self.file.kind,
            "words": self.words,
            "sha256": self.file_id,
            "size": self.file.size,
            "width": self.file.width,
            "height": self.file.height,
        }
