"""What people write is printed as they wrote it, whatever it would mean to the typesetter or to a browser."""

from dataclasses import replace

import pytest
from lxml import html as parser

from reports.content import Part, Piece, Report
from reports.content.freeze import freeze
from reports.content.prose import plain
from reports.document.render.html import render_html
from reports.document.render.pdf import render_pdf
from tests.factories.reports import sample_learning, sample_report
from tests.pdf import letters, opened, text_of

NASTY = (
    '#panic("x")',
    "$x^2$ costs $5",
    "*stars* _lines_ `ticks`",
    "= Heading",
    "\\u{1F600} \\ #sym.arrow",
    "<b>bold</b> <label> & @ref",
    '#import "x": * // comment /* more */ --- ~ \'',
    "{{ report }} {% now %}",
)


def nasty_report() -> Report:
    """A report in which every text of a piece is one of them."""
    pieces = tuple(
        Piece(f"briefing-{number}", words, words, words, (Part(words, plain(words)),))
        for number, words in enumerate(NASTY)
    )
    learning = replace(sample_learning(), title=NASTY[0], briefings=pieces, spotlights=(), case_studies=())
    return replace(sample_report(sections=(learning,)), title=NASTY[4])


@pytest.fixture(scope="module")
def pdf_text() -> str:
    with opened(render_pdf(freeze(nasty_report()))) as pdf:
        return text_of(pdf)


@pytest.fixture(scope="module")
def html_text() -> str:
    return letters(parser.fromstring(render_html(freeze(nasty_report()))).text_content())


@pytest.mark.parametrize("words", NASTY)
def test_the_pdf_prints_it_in_title_byline_summary_and_text(pdf_text: str, words: str) -> None:
    assert pdf_text.count(letters(words)) >= 5  # the contents list it too


@pytest.mark.parametrize("words", NASTY)
def test_the_page_prints_it_in_title_byline_summary_and_text(html_text: str, words: str) -> None:
    assert html_text.count(letters(words)) >= 5
