"""Words of a report that lead to another part of the same report."""

import io
import json
from urllib.parse import urldefrag, urljoin

import pikepdf
import pytest
from lxml import html as parser

from reports.content import GlanceSection, NarrativePart, NarrativeSection, Tile
from reports.content.freeze import freeze
from reports.document.render.html import render_html, render_standalone
from reports.document.render.pdf import render_pdf
from reports.document.render.sections_html import render_sections
from tests.factories.reports import sample_learning, sample_report, sample_sections
from ui.prose.blocks import Link, Paragraph, Strong, Text

YEAR = "/reports/2022-23/"
WHOLE = f"{YEAR}whole/"
GOALS = ("figure-missing-children", "learning", "case-study-1", "account-council-training", "edition", "nowhere")


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


def test_page_links_to_the_anchor_and_prints_the_rest_as_words() -> None:
    page = render_html(frozen())

    assert 'See <a class="govuk-link" href="#case-study-1">the story</a> and a table.' in page


def full_of_links(left_out: str) -> str:
    """A report that leads from one part to every other, without the section that the editor left out."""
    links = [Paragraph((Link(f"#{goal}", (Strong((Text(f"to {goal}"),)), Text(" & on"))),)) for goal in GOALS]
    impact = NarrativeSection("impact", "So what?", (), (NarrativePart("impact-1", "Safer", body=tuple(links)),))
    sections = [section for section in (impact, *sample_sections()) if section.anchor != left_out]
    return freeze(sample_report(sections=tuple(sections)))


def pages_of(record: str, form: str) -> dict[str, parser.HtmlElement]:
    """Every page of a form of the report, by its address."""
    if form == "by section":
        stored = json.loads(render_sections(record))
        pages = {f"{YEAR}sections/{one['anchor']}/": one["contents"] + one["body"] for one in stored}
        # What stands on the page of the whole report is led to from there.
        return {address: parser.fromstring(f"<div>{text}</div>") for address, text in pages.items()} | {
            WHOLE: parser.fromstring(render_html(record))
        }
    render = render_html if form == "one page" else render_standalone
    return {WHOLE: parser.fromstring(render(record))}


@pytest.mark.parametrize("form", ["one page", "alone", "by section"])
@pytest.mark.parametrize("left_out", ["", "figures", "learning", "accounts"])
def test_no_link_inside_a_report_is_dead(left_out: str, form: str) -> None:
    pages = pages_of(full_of_links(left_out), form)
    names = {address: set(page.xpath("//@id")) for address, page in pages.items()}

    goals = [
        (address, href, urldefrag(urljoin(address, href)))
        for address, page in pages.items()
        for href in page.xpath("//a/@href")
        if not href.startswith("https:") and not href.endswith(".csv")
    ]

    assert len(goals) > 30
    assert [(address, href) for address, href, goal in goals if goal.fragment not in names.get(goal.url, ())] == []


@pytest.mark.parametrize("form", ["one page", "by section"])
def test_words_of_a_link_to_what_is_left_out_stay_where_they_were(form: str) -> None:
    page = pages_of(full_of_links("learning"), form)[WHOLE if form == "one page" else f"{YEAR}sections/impact/"]
    words = {
        paragraph.text_content(): paragraph.xpath("count(.//a)") == 1
        for paragraph in page.xpath("//div[@class='report-narrative']/p")
        if paragraph.text_content().startswith("to ")
    }

    told = {"figure-missing-children", "account-council-training", "edition"}
    assert words == {f"to {goal} & on": goal in told for goal in GOALS}


def test_pdf_is_made_where_a_tile_names_a_table_that_is_left_out() -> None:
    tile = Tile("figure-left-out", "Missing children", "Children", "95", "2022-23", "Up from 61", "up", "", "")
    glance = GlanceSection("glance", "The year at a glance", (), "", (), (tile,), "", ())
    told = freeze(sample_report(sections=(glance, *sample_sections())))

    assert links(told.replace("figure-left-out", "figure-missing-children")) == links(told) + 1
