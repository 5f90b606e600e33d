"""Pictures and attachments, uploaded through the real service."""

import io
from typing import Any

from PIL import Image

from learning.media.models import ENDINGS, FileKind
from learning.models.product import LearningProduct


def photograph(colour: str = "teal") -> bytes:
    """A JPEG file that tells where it was taken and by whom."""
    exif = Image.Exif()
    exif[0x010F] = "Camera of Adult B"
    exif.get_ifd(0x8825)[1] = "N"
    file = io.BytesIO()
    Image.new("RGB", (120, 60), colour).save(file, "JPEG", exif=exif)
    return file.getvalue()


def file_address(product: LearningProduct, number: int = 0) -> list[Any]:
    """What the address of a file is made of that readers are shown."""
    assert product.live_revision is not None
    file = product.live_revision.content["media"][number]
    return [product.key, file["name"], ENDINGS[FileKind(file["kind"])]]
