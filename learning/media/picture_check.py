"""Whether an uploaded file is a picture, and the picture drawn anew from its dots. Pure; runs in a process of its own.

Nothing of the file itself is kept: what a camera writes beside the dots (place, time, owner, a preview of what was cut
off) and what somebody hides behind them goes with it.
"""

import io
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 10 * 1024 * 1024
# What a file may ask for in memory, and how large it is afterwards: wider than any page.
MOST_DOTS = 50_000_000
LONGEST_SIDE = 1600
SHORTEST_SIDE = 40
QUALITY = 82
FORMATS = ("JPEG", "PNG", "WEBP")
DAMAGED = "The picture is damaged or cut off. Save it again, and upload the new file."


class RejectedPicture(Exception):
    """The file is not taken; the message says why, and what to do."""


@dataclass(frozen=True)
class DrawnPicture:
    """The picture as it is kept: `kind` is "jpeg" or "png", width and height are in dots."""

    kind: str
    content: bytes
    width: int
    height: int


def draw_picture(data: bytes) -> DrawnPicture:
    """Read a JPEG, PNG or WebP file and draw it anew, at most `LONGEST_SIDE` wide or high. Raises `RejectedPicture`."""
    if len(data) > MOST_BYTES:
        raise RejectedPicture(f"The picture is larger than {MOST_BYTES // 1024**2} MB. Make it smaller and try again.")
    Image.MAX_IMAGE_PIXELS = MOST_DOTS
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            _check(image)
            # A photograph is read at the size that is needed, so that a large one costs little memory.
            image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
            return _drawn(image)
    except RejectedPicture:
        raise
    except UnidentifiedImageError as error:
        raise RejectedPicture("This is not a JPEG, PNG or WebP picture. Save it as one, and upload it.") from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise RejectedPicture(DAMAGED) from error


def _check(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MOST_DOTS:
        raise RejectedPicture(f"The picture has more than {MOST_DOTS // 10**6} million dots. Make it smaller.")
    if min(width, height) < SHORTEST_SIDE:
        raise RejectedPicture(f"The picture must be at least {SHORTEST_SIDE} dots wide and high.")
    if getattr(image, "is_animated", False) and image.format != "MPO":
        raise RejectedPicture("The picture moves. Upload one that does not.")


def _drawn(image: Image.Image) -> DrawnPicture:
    is_photograph = image.format in ("JPEG", "MPO")
    turned = ImageOps.exif_transpose(image)
    is_clear = turned.has_transparency_data
    # Its colours as the web takes them; a palette, grey and print colours among them.
    dots = turned.convert("RGBA" if is_clear else "RGB")
    dots.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    # Else comments and colour profiles would be written again.
    dots.info = {}
    packed = io.BytesIO()
    if is_photograph or (not is_clear and image.format == "WEBP"):
        dots.save(packed, "JPEG", quality=QUALITY, optimize=True)
        return DrawnPicture("jpeg", packed.getvalue(), *dots.size)
    dots.save(packed, "PNG", optimize=True)
    return DrawnPicture("png", packed.getvalue(), *dots.size)
