"""What is taken for a picture, and what is left of it."""

import io

import pytest
from PIL import Image

from learning.media import picture_check
from learning.media.picture_check import RejectedPicture, draw_picture

GPS, ORIENTATION, MAKER = 0x8825, 0x0112, 0x010F


def packed(kind: str, image: Image.Image | None = None, **options: object) -> bytes:
    """An image as a file."""
    file = io.BytesIO()
    (image or Image.new("RGB", (120, 60), "teal")).save(file, kind, **options)
    return file.getvalue()


def photograph() -> bytes:
    """A photograph that says where it was taken, by which camera, and something in a comment; it lies on its side."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, "Camera of Adult B"
    exif.get_ifd(GPS)[1] = "N"
    return packed("JPEG", exif=exif, comment=b"in the garden of Adult B", icc_profile=b"profile of Adult B")


def test_nothing_is_left_of_a_photograph_but_its_dots() -> None:
    before = photograph() + b"and behind the end: Adult B"
    assert before.count(b"Adult B") == 4

    drawn = draw_picture(before)

    assert b"Adult B" not in drawn.content
    after = Image.open(io.BytesIO(drawn.content))
    assert not after.getexif()
    assert set(after.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    # It stands as it was held.
    assert (drawn.kind, drawn.width, drawn.height) == ("jpeg", 60, 120)
    assert draw_picture(before) == drawn


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (packed("PNG", Image.new("RGBA", (50, 50), (0, 0, 0, 0)), pnginfo=None), "png"),
        (packed("PNG", Image.new("P", (50, 50))), "png"),
        (packed("PNG", Image.new("L", (50, 50))), "png"),
        (packed("JPEG", Image.new("CMYK", (50, 50))), "jpeg"),
        (packed("WEBP"), "jpeg"),
        (packed("WEBP", Image.new("RGBA", (50, 50), (0, 0, 0, 0))), "png"),
    ],
    ids=["clear", "palette", "grey", "print colours", "webp", "clear webp"],
)
def test_what_people_have_is_taken(data: bytes, kind: str) -> None:
    drawn = draw_picture(data)
    assert drawn.kind == kind
    assert Image.open(io.BytesIO(drawn.content)).mode in ("RGB", "RGBA")


def test_a_large_one_becomes_as_wide_as_a_page() -> None:
    drawn = draw_picture(packed("JPEG", Image.new("RGB", (4000, 1000))))
    assert (drawn.width, drawn.height) == (1600, 400)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
MOVES = packed("WEBP", save_all=True, append_images=[Image.new("RGB", (120, 60), "red")])


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "not a JPEG"),
        (b"words", "not a JPEG"),
        (SVG, "not a JPEG"),
        (b"%PDF-1.7\n%%EOF", "not a JPEG"),
        (packed("GIF"), "not a JPEG"),
        (packed("TIFF"), "not a JPEG"),
        (packed("JPEG")[:300], "damaged|not a JPEG"),
        (packed("PNG")[:-30], "damaged"),
        (MOVES, "moves"),
        (packed("PNG", Image.new("RGB", (1, 1))), "at least"),
        (packed("PNG", Image.new("1", (9000, 9000))), "dots|damaged"),
    ],
    ids=["empty", "text", "svg", "pdf", "gif", "tiff", "cut jpeg", "cut png", "moving", "one dot", "bomb"],
)
@pytest.mark.asvs("1.3.4", "5.2.2")
def test_everything_else_is_refused_with_what_to_do(data: bytes, told: str) -> None:
    with pytest.raises(RejectedPicture, match=told):
        draw_picture(data)


def test_a_file_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_check, "MOST_BYTES", 100)
    with pytest.raises(RejectedPicture, match="larger than"):
        draw_picture(packed("PNG") + bytes(200))
