"""What no font can draw is told in words on paper, and left as it is in the web page."""

from dataclasses import replace

import pytest

from reports.content.freeze import digest, freeze
from reports.document.render import pdf
from reports.document.render.errors import RenderError
from reports.document.render.glyphs import in_words, replaced, undrawn
from reports.document.render.html import render_html
from reports.document.render.pdf import render_pdf
from tests.factories.reports import sample_learning, sample_report
from tests.pdf import letters, opened, text_of

EMOJI = "Thank you \U0001f600 and \u65e5\u672c, \x07bell, \u2265 5"


def report_with_emoji() -> str:
    """A report whose section is called by what cannot be drawn."""
    return freeze(sample_report(sections=(replace(sample_learning(), title=EMOJI),)))


def test_an_emoji_does_not_stop_the_report() -> None:
    frozen = report_with_emoji()
    made = render_pdf(frozen)

    with opened(made) as opened_pdf:
        text = text_of(opened_pdf)
    assert letters("Thank you [grinning face] and [cjk unified ideograph-65e5") in text
    assert letters("bell, \u2265 5") in text
    assert digest(frozen) in text
    assert render_pdf(frozen) == made
    assert "\U0001f600" in render_html(frozen)


def test_a_report_of_nothing_but_such_letters_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_ATTEMPTS", 1)

    with pytest.raises(RenderError, match="could not be displayed"):
        render_pdf(report_with_emoji())


def test_complaints_are_read_with_their_escapes() -> None:
    complaint = 'error: the text `"\\u{7}"` could not be displayed; the text `"a\\"b"` could not be displayed'

    assert undrawn(complaint) == {"\x07", 'a"b'}
    assert undrawn("another error") == set()


def test_names_leave_out_what_only_joins() -> None:
    assert in_words("\U0001f469\u200d\U0001f467") == "[woman, girl]"
    assert in_words("\x07") == ""


def test_every_text_is_reached_and_nothing_else_is_changed() -> None:
    value = {"a": ["x\x07y", 1, None], "b": {"c": "\x07"}}

    assert replaced(value, {"\x07"}) == {"a": ["xy", 1, None], "b": {"c": ""}}
