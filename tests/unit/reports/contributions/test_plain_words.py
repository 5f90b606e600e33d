"""Whether a text is plain, and the pictures that stand beside it."""

from pathlib import Path

import pytest
from lxml import etree

from reports.content.pictures import PICTURES, words_for
from reports.contributions.plain_words import EASY, sentences_of, warnings_of

FOLDER = Path(__file__).parents[4] / "static" / "reports" / "pictures"
FIFTEEN = " ".join(["word"] * 15)


@pytest.mark.parametrize("text", [FIFTEEN, f"{FIFTEEN}. {FIFTEEN}!", f"{FIFTEEN}\n{FIFTEEN}", "Call 999.", ""])
def test_what_is_short_and_in_words_is_plain(text: str) -> None:
    assert list(warnings_of([text], EASY)) == []


def test_a_sentence_of_sixteen_words_is_named_with_its_number_of_words() -> None:
    [warning] = warnings_of([f"Short one. {FIFTEEN} more"], EASY)

    assert warning == f"“{FIFTEEN} more” has 16 words. Use no more than 15, or split it into two sentences."


@pytest.mark.parametrize("sign", ["%", "&", "/", "£", "+", "=", "#", "@", "[c]", "<", "→"])
def test_a_sign_is_named(sign: str) -> None:
    [warning] = warnings_of([f"We had {sign} more"], EASY)

    assert warning.startswith(f"“We had {sign} more” contains symbols (")
    assert "Use words" in warning


def test_sentences_end_at_stops_and_at_lines() -> None:
    assert sentences_of("One. Two?\n\nThree\nFour! ") == ["One.", "Two?", "Three", "Four!"]


def test_marks_of_headings_and_lists_are_no_signs() -> None:
    assert sentences_of("# Who we are\n\n- One thing\n* Another\n#\n#1 of all") == [
        *("Who we are", "One thing", "Another", "#1 of all")
    ]
    assert list(warnings_of(["## Who we are"], EASY)) == []


def test_each_picture_is_our_own_small_drawing_that_runs_and_loads_nothing() -> None:
    assert {path.stem for path in FOLDER.glob("*")} == set(PICTURES)
    for path in FOLDER.glob("*.svg"):
        root = etree.parse(path).getroot()
        tags = {etree.QName(element).localname for element in root.iter()}
        assert tags <= {"svg", "path", "rect", "circle"}
        assert all(not name.startswith(("on", "href")) for element in root.iter() for name in element.attrib)


def test_a_picture_that_is_no_longer_drawn_has_no_words() -> None:
    assert words_for("house") == "A house"
    assert words_for("castle") == ""
