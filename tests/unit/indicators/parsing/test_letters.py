"""Letters that look alike, that nobody sees, and that were damaged on their way."""

from pathlib import Path

import pytest

from indicators.parsing.encodings import decode
from indicators.parsing.file_problems import FileRefused
from indicators.parsing.letters import cleaned, folded, garbled, visible
from indicators.parsing.state_words import squeezed
from indicators.parsing.workbook import clean
from indicators.returns.grid.answers import read_answer

VERTICAL_TAB = Path(__file__).parent / "files" / "vertical-tab.txt"


@pytest.mark.parametrize("apostrophe", "’‘ʼ′´ʹ＇‛")
def test_every_apostrophe_is_the_same(apostrophe: str) -> None:
    assert squeezed(f"Don{apostrophe}t know") == "don't know"


@pytest.mark.parametrize("dash", "‐‑‒–—−－")
def test_every_dash_is_the_same(dash: str) -> None:
    assert squeezed(f"Anti{dash}bullying") == "anti-bullying"


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Mis\u00adsing\u200b chil\u2060dren\ufeff", "missing children"),
        ("Мissing сhildren", "missing children"),  # Cyrillic М and с
        ("Ｍｉｓｓｉｎｇ", "missing"),
        ("oﬀicers", "officers"),
        ("Cafe\u0301", "café"),
        ("“Nil”", '"nil"'),
        ("Missing\u00a0\u2009children", "missing children"),
        ("and so on…", "and so on..."),
        ("95¹", "95¹"),
        ("H₂", "h₂"),
    ],
)
def test_words_are_the_same_however_they_are_written(text: str, same: str) -> None:
    assert squeezed(text) == same


def test_plain_letters_are_left_alone() -> None:
    assert folded("Größe") == "Größe"
    assert visible("9\u200b5") == "95"
    assert cleaned("Zoë, 1st – “done” \u00ad") == "Zoë, 1st – “done” \u00ad"


@pytest.mark.parametrize("sign", "\v\f\x85\u2028\u2029\r\x1c")
def test_what_ends_a_line_never_joins_two_words(sign: str) -> None:
    assert cleaned(f"one{sign}two") == "one\ntwo"
    assert clean(f"one{sign}two") == "one\ntwo"


def test_a_text_of_a_presentation_keeps_its_lines() -> None:
    assert cleaned(VERTICAL_TAB.read_text(encoding="utf-8")) == "Line one\nline two\n"
    assert cleaned("one\x07two") == "one two"


def test_a_cell_of_the_form_is_read_like_one_of_a_file() -> None:
    assert read_answer("9\u200b5\ufeff").number == 95
    assert "could mean 1,000" in read_answer("1.000").error
    assert read_answer("[x]: one\vtwo").reason == "one two"


@pytest.mark.parametrize("text", ["childâ€™s", "cafÃ©s", "Â£500", "child\ufffds"])
def test_damaged_letters_are_found(text: str) -> None:
    assert garbled(f"the {text} one") == text


@pytest.mark.parametrize("text", ["child’s", "cafés", "£500", "Ã la carte", "Â", "plain", "São Paulo"])
def test_sound_letters_are_not_called_damaged(text: str) -> None:
    assert garbled(text) == ""


TEXTS = [
    "The child’s first report – not the adult’s",
    "“Hello”, she said… twice",
    "Größe, café, naïve, Señor, façade",
    "£500 or €600 a year; 3½ hours",
    "Élan and ÉCOLE",
    "(‘quoted’) and ’90s",
    "• first\n• second",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman", "cp850"]
)
def test_no_text_is_read_as_another(text: str, encoding: str) -> None:
    """As it was typed, or asked back: never anything else."""
    try:
        content = text.encode(encoding)
    except UnicodeEncodeError:
        return
    try:
        assert decode(content).text == text
    except FileRefused as refusal:
        assert "CSV UTF-8" in str(refusal)  # noqa: PT017
        assert encoding in ("mac_roman", "cp850")


@pytest.mark.parametrize("content", ["Õ", "\x81"])
def test_letters_that_make_no_sense_are_asked_back(content: str) -> None:
    with pytest.raises(FileRefused, match="CSV UTF-8"):
        decode(f"a {content} b".encode("latin-1"))


def test_a_mark_that_was_read_as_letters_is_none() -> None:
    assert decode("ï»¿Code".encode()).text == "Code"
    assert decode(b"\xef\xbb\xbf\xef\xbb\xbfCode").text == "Code"
