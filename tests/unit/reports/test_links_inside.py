"""Words of a report that lead to another part of the same report."""

import io

import pikepdf

from reports.blocks import Link, Paragraph, Text
from reports.content import NarrativePart, NarrativeSection
from reports.freeze import freeze
from reports.render.html import render_html
from reports.render.pdf import render_pdf
from tests.factories.reports import sample_learning, sample_report


def frozen() -> str:
    """A report in which one link leads to a story that it tells, and one to a table that it leaves out."""
    here = Link("#case-study-1", (Text("the story"),))
    gone = Link("#figure-left-out", (Text("a table"),))
    body = (Paragraph((Text("See "), here, Text(" and "), gone, Text("."))),)
    impact = NarrativeSection("impact", "So what?", (), (NarrativePart("impact-1", "Safer", body=body),))
    return freeze(sample_report(sections=(impact, sample_learning())))


def links(record: str) -> int:
    """How many links inside the document the PDF of a frozen report has."""
    with pikepdf.open(io.BytesIO(render_pdf(record))) as pdf:
        found = [note for page in pdf.pages for note in page.get("/Annots", ()) if note.Subtype == "/Link"]
        return sum("/URI" not in note.get("/A", {}) for note in found)


def test_pdf_links_to_what_it_tells_and_prints_the_rest_as_words() -> None:
    told, untold = frozen(), frozen().replace("#case-study-1", "#case-study-2")

    assert links(told) == links(untold) + 1


def test_page_links_to_the_anchor() -> None:
    assert '<a class="govuk-link" href="#case-study-1">the story</a>' in render_html(frozen())
