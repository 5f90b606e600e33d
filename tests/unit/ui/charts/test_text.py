"""Words in a drawing: cleaned, measured, broken into lines."""

import json
from decimal import Decimal

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from ui.charts.text import clean, number, text_width, wrap
from ui.fonts import FONT_DIRECTORY, FONT_FAMILY


def test_clean_drops_what_xml_forbids_and_joins_spaces():
    assert clean(" a\x00 \n b\ud800 ") == "a b"


@pytest.mark.parametrize(
    ("value", "printed"),
    [(1234567, "1,234,567"), (Decimal("55.70"), "55.70"), (Decimal("1E+3"), "1,000"), (-4, "-4"), (0, "0")],
)
def test_number_prints_commas_and_given_decimals(value, printed):
    assert number(value) == printed


@given(st.text(max_size=80), st.integers(min_value=30, max_value=300))
def test_wrapped_lines_fit_and_lose_nothing(text, width):
    lines = wrap(text, width)

    assert "".join(lines).replace(" ", "") == clean(text).replace(" ", "")
    assert all(text_width(line) <= width for line in lines)


def test_wrap_breaks_between_words():
    assert wrap("the child and the family", 90) == ("the child", "and the", "family")


def test_bold_needs_more_room():
    assert text_width("Police", bold=True) > text_width("Police")


@pytest.mark.parametrize(("narrow", "wide"), [("i", "n"), ("n", "N"), ("N", "W"), ("n", "\u4e2d"), ("i", "7")])
def test_wide_characters_are_given_more_room(narrow, wide):
    assert text_width(narrow) < text_width(wide)


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_widths_are_upper_limits_of_our_font(weight, tmp_path):
    characters = [chr(code) for code in (*range(33, 127), *range(161, 256)) if chr(code) != "\u00ad"]
    (tmp_path / "characters.json").write_text(json.dumps(characters), encoding="utf-8")
    page = tmp_path / "page.typ"
    page.write_text(
        f'#set text(font: "{FONT_FAMILY}", size: 100pt, weight: "{weight}")\n'
        '#context [#metadata(json("characters.json").map(c => measure(text(c)).width / 1pt)) <widths>]',
        encoding="utf-8",
    )

    measured = json.loads(typst.query(str(page), "<widths>", field="value", one=True, font_paths=[str(FONT_DIRECTORY)]))

    too_wide = {
        character: width
        for character, width in zip(characters, measured, strict=True)
        if width > text_width(character, size=100, bold=weight == "bold")
    }
    assert too_wide == {}
