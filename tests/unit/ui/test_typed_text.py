"""What people do not see is taken out of what they type, made visible where a file is shown, escaped in logs."""

import logging

import pytest
from django import forms

from bcssp.log_filters import HideKeys
from indicators.parsing.file_problems import FileProblem
from ui.forms import LONGEST_LINE, LONGEST_TEXT, GovukForm
from ui.typed_text import cleaned, escaped, seen, typed


class Texts(GovukForm):
    title = forms.CharField()
    story = forms.CharField(widget=forms.Textarea)
    password = forms.CharField(widget=forms.PasswordInput, required=False)


def test_a_vertical_tab_is_a_space_in_a_title_and_a_line_in_a_text() -> None:
    form = Texts({"title": "one\vline", "story": "one\vline\r\nand\u2028more"})
    assert form.is_valid()
    assert form.cleaned_data["title"] == "one line"
    assert form.cleaned_data["story"] == "one\nline\nand\nmore"


def test_signs_that_steer_and_turn_are_taken_out() -> None:
    form = Texts({"title": "a\x1b[31mred\u202egpj.exe", "story": "x\x08\u2066y\u2069\ufeff", "password": "a\u202eb"})
    assert form.is_valid()
    assert form.cleaned_data["title"] == "a [31mredgpj.exe"
    assert form.cleaned_data["story"] == "x y"
    assert form.cleaned_data["password"] == "a\u202eb"
    assert not Texts({"title": "a\x00b", "story": "c"}).is_valid()


@pytest.mark.asvs("2.2.1")
def test_every_text_has_an_end() -> None:
    form = Texts({"title": "a" * (LONGEST_LINE + 1), "story": "b" * (LONGEST_TEXT + 1)})
    assert form.errors["title"] == [f"“Title” must have {LONGEST_LINE} characters or fewer; it has {LONGEST_LINE + 1}"]
    assert f"{LONGEST_TEXT} characters or fewer" in form.errors["story"][0]
    assert Texts({"title": "a" * LONGEST_LINE, "story": "b" * LONGEST_TEXT}).is_valid()


@pytest.mark.parametrize("text", ["Plain", "Größe – “ok”", "👩‍👩‍👧 ❤️", "العربية"])
def test_ordinary_letters_stay(text: str) -> None:
    assert typed(text, lines=True) == typed(text, lines=False) == cleaned(text) == text


def test_a_finding_shows_what_a_cell_hides() -> None:
    problem = FileProblem("CELL-1", "“1\u202e2” is not a number.", value="1\x002\x7f\u202e\n3", sheet="a\x1bb")
    assert problem.value == "1␀2␡[U+202E]\n3"
    assert "[U+202E]" in str(problem)
    assert problem.sheet == "a␛b"
    assert seen("plain") == "plain"


@pytest.mark.asvs("16.4.1")
def test_nobody_writes_lines_into_a_log() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 1, "GET %s", ("/a\n2026 ERROR\x1b[2J\u202e\ud800",), None)
    assert HideKeys().filter(record)
    assert record.getMessage() == "GET /a\\n2026 ERROR\\x1b[2J\\u202e\\ud800"
    assert escaped("a\nb\x07\tc", lines=True) == "a\nb\\x07\tc"
    assert escaped("a") == "a"
