"""Pictures of parts of a page, compared with pictures that were looked at once and kept.

Two pictures are compared field by field, eight pixels wide and high: the mean colour of each may differ a little. That
lets pass what another version of the browser does to the edges of letters, and sees a colour, a border, a margin or a
font that changed. A line of one pixel is not seen by itself.
"""

from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops

FIELD: Final = 8
# Of 255, in one colour of one field. An edge that moves by a pixel changes a field by at most 32.
MOST: Final = 40
# How many pixels a picture may be wider or higher than the one that was kept.
SLACK: Final = 2
COLOURS: Final = 64


def opened(png: bytes) -> Image.Image:
    """A picture without transparency."""
    return Image.open(BytesIO(png)).convert("RGB")


def difference(now: Image.Image, kept: Image.Image) -> str:
    """How two pictures differ, in words; nothing where they show the same."""
    if any(abs(a - b) > SLACK for a, b in zip(now.size, kept.size, strict=True)):
        return f"is {now.width} x {now.height} px, was {kept.width} x {kept.height}"
    both = (0, 0, min(now.width, kept.width), min(now.height, kept.height))
    fields = ImageChops.difference(now.crop(both).reduce(FIELD), kept.crop(both).reduce(FIELD))
    most = max(upper for _, upper in fields.getextrema())
    if most <= MOST:
        return ""
    left, top, right, bottom = (FIELD * edge for edge in fields.point(lambda one: 255 * (one > MOST)).getbbox())
    return f"differs by {most} of 255 between {left}, {top} and {right}, {bottom}"


def keep(picture: Image.Image, path: Path) -> None:
    """Store a picture, small."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
