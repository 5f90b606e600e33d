"""Every format says the same of what was approved and what was not, and none says that all of it was."""

import io

import openpyxl
from lxml import html as parser

from reports.content.freeze import freeze
from reports.document.authorship_notice import APPROVED, BASIS, KEPT, SIGNED
from reports.document.render.html import render_html, render_standalone
from reports.document.render.workbook import workbook_bytes
from reports.document.sections.notes import notes
from tests.pdf import letters, opened, text_of
from tests.unit.reports.document.test_sections import NOTHING, YEAR

UNTRUE = ("Nothing in this report was typed", "Everything in this report was approved")


def words(text: str) -> str:
    return " ".join(text.split())


def test_it_names_who_wrote_what_nobody_reviews_and_who_signs() -> None:
    assert words(BASIS) == f"{APPROVED} {KEPT} {SIGNED}"
    by_the_coordinator, _, by_the_chair = KEPT.partition(" only the chair wrote ")
    for part in (
        "section introductions",
        "reasons for leaving sections out",
        "notes on the law and on corrections",
        "titles and notes of releases",
    ):
        assert part in by_the_coordinator
    assert by_the_chair.startswith("why the report is published without it")
    assert "three safeguarding partners and the chair" in SIGNED


def test_the_page_and_the_page_that_stands_alone_say_it(frozen: str) -> None:
    for page in (render_html(frozen), render_standalone(frozen)):
        [edition] = parser.fromstring(page).xpath("//section[@aria-labelledby='edition']")
        assert BASIS in words(edition.text_content())
        assert not any(one in page for one in UNTRUE)


def test_the_pdf_says_it(pdf_bytes: bytes) -> None:
    with opened(pdf_bytes) as pdf:
        printed = text_of(pdf)
    assert letters(BASIS) in printed
    assert not any(letters(one) in printed for one in UNTRUE)


def test_the_workbook_says_it_among_its_notes(frozen: str) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(frozen)))["Notes"]
    cells = {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row}
    assert BASIS in cells


def test_notes_and_sources_say_it() -> None:
    printed = freeze(notes(YEAR, NOTHING).introduction)
    assert BASIS in printed
    assert not any(one in printed for one in UNTRUE)
