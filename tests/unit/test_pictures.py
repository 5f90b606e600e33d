"""The comparison of pictures lets the edges of letters pass and sees what changed."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from tests.pictures import difference, keep, opened

FONT = Path("static/ui/fonts/AtkinsonHyperlegibleNext-Regular.ttf")
GREEN, GREY, WHITE = "#0f7a52", "#8a8272", "#ffffff"


def picture(*, colour=GREEN, border=10, top=10, size=19, height=100):
    """Something like an inset with a button."""
    made = Image.new("RGB", (400, height), WHITE)
    draw = ImageDraw.Draw(made)
    if border:
        draw.rectangle((0, 0, border, height), fill=GREY)
    draw.rectangle((30, top, 180, top + 40), fill=colour)
    draw.rectangle((30, top + 39, 180, top + 40), fill="#002d18")
    draw.text((40, top + 8), "Save and submit", fill=WHITE, font=ImageFont.truetype(str(FONT), size))
    return made


def test_same_picture_shows_no_difference_even_after_it_was_kept(tmp_path):
    keep(picture(), tmp_path / "one.png")

    assert difference(picture(), opened((tmp_path / "one.png").read_bytes())) == ""


@pytest.mark.parametrize("moved", [(1, 0), (0, 1), (-1, -1)])
def test_a_pixel_more_or_less_is_no_difference(moved):
    assert difference(ImageChops.offset(picture(), *moved), picture()) == ""


@pytest.mark.parametrize(
    "changed",
    [
        {"colour": "#1d70b8"},
        {"border": 0},
        {"border": 4},
        {"top": 15},
        {"size": 24},
        {"height": 104},
    ],
)
def test_another_look_is_a_difference(changed):
    assert difference(picture(**changed), picture()) != ""
