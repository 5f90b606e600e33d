"""The report as HTML: the primary edition."""

import json
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import html as parser

from reports.content import Trail
from reports.content.freeze import digest, freeze
from reports.document.render.html import render_html, render_standalone
from tests.factories.reports import sample_report
from ui.prose.html import blocks_html

FILE_LINKS = re.compile(r'<a class="govuk-link" href="[^"]*\.csv">.*?</a>')


def squeezed(text: str) -> str:
    """The text with a single space for each white space."""
    return " ".join(text.split())


@pytest.fixture(scope="module")
def page(html: str) -> parser.HtmlElement:
    return parser.fromstring(html)


def test_every_figure_of_every_table_is_there(page: parser.HtmlElement, frozen: str) -> None:
    found = {
        table.find("caption").get("id"): [
            [cell.text_content().strip() for cell in row.findall("td")] for row in table.findall(".//tr[td]")
        ]
        for table in page.findall(".//table")
    }
    figures = next(section for section in json.loads(frozen)["sections"] if section["kind"] == "figures")
    tables = [item for theme in figures["themes"] for item in theme["tables"]]
    tables += [more for item in tables for more in item["more_tables"]]

    assert len(tables) == 6
    for table in tables:
        expected = [[cell["text"] for cell in row["cells"]] for row in table["rows"]]
        assert found[f"{table['anchor']}-table"] == expected


def test_every_address_within_the_page_leads_somewhere_and_no_name_is_given_twice(page: parser.HtmlElement) -> None:
    names = page.xpath("//@id")
    targets = [href[1:] for href in page.xpath("//a/@href") if href.startswith("#")]
    targets += [name for names in page.xpath("//@aria-labelledby") for name in names.split()]

    assert len(names) == len(set(names))
    assert targets
    assert set(targets) <= set(names)


def test_the_contents_lead_to_sections_priorities_figures_pieces_and_entries(page: parser.HtmlElement) -> None:
    anchors = page.xpath("//nav//a/@href")

    assert {"#structure", "#priority-1", "#theme-police", "#figure-missing-children", "#spotlight-1"} <= set(anchors)
    assert {"#briefing-1", "#case-study-1", "#reading-symbols", "#notes", "#edition"} <= set(anchors)


def test_headings_start_at_the_second_level_and_skip_none(html: str) -> None:
    levels = [int(level) for level in re.findall(r"<h(\d)", html)]

    assert levels[0] == min(levels) == 2
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_nothing_that_the_content_security_policy_forbids(html: str) -> None:
    assert not re.search(r"<style|<script|\sstyle=|\son\w+=", html)


def test_pictures_stand_in_figures_with_their_words(page: parser.HtmlElement) -> None:
    figures = page.findall(".//figure")

    assert len(figures) == len(page.findall(".//svg")) == 6
    assert all(figure.find("figcaption").text_content().strip() for figure in figures)
    assert all(figure.find(".//div[@role='region']").get("tabindex") == "0" for figure in figures)


def test_illustrative_figures_are_marked_at_headline_chart_and_table(page: parser.HtmlElement) -> None:
    [item] = page.xpath("//section[@aria-labelledby='figure-adult-summary']")

    assert item.find("p").text_content() == "Illustrative: not real figures"
    assert "Illustrative: these are not real figures." in item.find(".//figcaption").text_content()
    assert all("(illustrative: not real figures)" in caption.text_content() for caption in item.findall(".//caption"))
    assert "Enquiries and their outcomes" in item.xpath("string(.//th[@scope='rowgroup'])")


def test_said_and_did_stand_side_by_side(page: parser.HtmlElement) -> None:
    said = page.xpath("//table[caption/@id='priority-1-said']")[0]
    first = said.xpath(".//tbody[1]/tr[1]")[0]

    assert first.xpath("string(th[@scope='rowgroup'])") == "Commitment 1: think family, think community"
    assert "Action 1.1 was done with partners across the area" in first.text_content()
    assert "Evidence. Voice: what people said about it" in first.text_content()
    assert "On hold: The funding has not been agreed." in said.text_content()
    assert "No approved report." in said.text_content()


def test_the_same_report_gives_the_same_page(frozen: str, html: str) -> None:
    assert render_html(frozen) == html
    assert digest(frozen) in html
    assert '<time datetime="2023-06-01">1 June 2023</time>' in html


def test_the_file_that_stands_alone_needs_no_other(frozen: str, html: str) -> None:
    whole = render_standalone(frozen)
    page = parser.document_fromstring(whole)

    assert whole.startswith("<!DOCTYPE html>")
    assert page.get("lang") == "en-GB"
    assert page.xpath("string(//h1)") == "Annual report 2022 to 2023"
    assert page.xpath("string(//title)").startswith("Annual report 2022 to 2023 – ")
    assert not page.xpath("//link | //script | //img | //iframe")
    assert not re.search(r"url\(|@import", page.xpath("string(//style)"))
    # It has no other files beside it to point to.
    assert ".csv" not in whole
    assert squeezed(FILE_LINKS.sub("", html)) in squeezed(whole)
    assert whole == render_standalone(frozen)


def test_prose_keeps_its_shapes_and_escapes_its_letters() -> None:
    text = {"kind": "text", "text": "a < b"}
    paragraph = {"kind": "paragraph", "inlines": [text]}
    blocks = [
        {"kind": "subheading", "inlines": [text]},
        {"kind": "list", "ordered": True, "items": [[paragraph], [paragraph, paragraph]]},
        {"kind": "quote", "blocks": [paragraph]},
        {
            "kind": "paragraph",
            "inlines": [
                {"kind": "strong", "inlines": [text]},
                {"kind": "emphasis", "inlines": [text]},
                {"kind": "link", "href": "https://example.org/?a&b", "inlines": [text]},
            ],
        },
    ]
    words = '<p class="govuk-body">a &lt; b</p>'

    assert blocks_html(blocks, 5).split("\n") == [
        '<h5 class="govuk-heading-s">a &lt; b</h5>',
        '<ol class="govuk-list govuk-list--number"><li>a &lt; b</li>',
        f"<li>{words}",
        f"{words}</li></ol>",
        f'<blockquote class="govuk-inset-text">{words}</blockquote>',
        '<p class="govuk-body"><strong>a &lt; b</strong><em>a &lt; b</em>'
        '<a class="govuk-link" href="https://example.org/?a&amp;b">a &lt; b</a></p>',
    ]


def test_end_of_the_audit_trail_is_printed_with_how_to_check_it(html: str) -> None:
    assert "line 4096" in html
    assert "manage.py verify_audit --line 4096" in html
    assert "audit trail" not in render_html(freeze(replace(sample_report(), trail=Trail())))
