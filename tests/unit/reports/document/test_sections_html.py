"""The report section by section, and the addresses within it that others link to."""

import json
import re
from dataclasses import replace

import pytest
from lxml import html as parser

from reports.content import FiguresSection, FigureTheme
from reports.content.freeze import freeze
from reports.document.render.html import render_html
from reports.document.render.sections_html import render_sections
from tests.factories.report_figures import police_tables
from tests.factories.reports import sample_report, sample_sections

HEAD = "Read the notes."


@pytest.fixture(scope="module")
def pages(frozen: str) -> list[dict[str, str]]:
    return json.loads(render_sections(frozen))


def ids(text: str) -> set[str]:
    return set(parser.fromstring(f"<div>{text}</div>").xpath("//@id"))


def test_the_sections_hold_what_the_one_page_holds_under_the_same_names(pages: list[dict[str, str]], html: str) -> None:
    named = [name for page in pages for name in ids(page["body"])]

    assert [page["anchor"] for page in pages] == [section.anchor for section in sample_sections()]
    assert [page["title"] for page in pages] == [section.title for section in sample_sections()]
    assert len(named) == len(set(named))
    assert ids(html) == {*named, "report-contents", "edition"}


def test_links_within_a_section_stay_on_its_page(pages: list[dict[str, str]]) -> None:
    for page in pages:
        goals = re.findall(r'href="#([^"]+)"', page["body"] + page["contents"])
        assert set(goals) <= ids(page["body"])


def test_a_link_into_another_section_leads_to_its_page_and_one_to_the_edition_to_the_whole_report(
    monkeypatch: pytest.MonkeyPatch, frozen: str
) -> None:
    goals = ("figures", "edition", "structure", "nowhere")
    links = "".join(f'<a class="govuk-link" href="#{goal}">{goal}</a>' for goal in goals)
    bodies = {"structure": f'<h2 id="structure"></h2>{links}', "figures": '<h2 id="figures"></h2>'}
    monkeypatch.setattr(
        "reports.document.render.sections_html.render_to_string",
        lambda name, context: bodies.get(context["section"]["anchor"], ""),
    )

    body = json.loads(render_sections(frozen))[0]["body"]

    assert re.findall(r'href="([^"]+)"', body) == ["../figures/#figures", "../../whole/#edition", "#structure"]
    assert body.endswith("</a>nowhere")


def test_each_table_and_each_chart_has_its_address_and_a_link_to_it(html: str) -> None:
    page = parser.fromstring(html)
    links = {link.get("href"): " ".join(link.text_content().split()) for link in page.xpath("//a")}

    tables = [f"#{table.find('caption').get('id')}" for table in page.iter("table")]
    charts = [f"#{figure.get('id')}" for figure in page.iter("figure")]
    assert len(tables) == 13
    assert len(charts) == 6
    assert all(links[goal].startswith("Link to this table: ") for goal in tables)
    assert all(links[goal].startswith("Link to this chart: ") for goal in charts)
    words = list(links.values())
    assert len({word for word in words if word.startswith("Link to")}) == len(tables) + len(charts)
    assert links["/reports/2022-23/tables/figure-adult-summary-2.csv"] == (
        "Get it as CSV: Adult safeguarding summary, Each area, 2022 to 2023"
    )


def test_addresses_stay_when_words_figures_order_and_neighbours_change() -> None:
    """A later edition with another order, new figures, a new title and one table less: what is left keeps its name."""
    first = ids(render_html(freeze(sample_report())))
    tables = [
        replace(
            table,
            title=f"{table.title}, revised",
            headline="Other words.",
            rows=tuple(reversed(table.rows)),
            notes=(*table.notes, HEAD),
        )
        for table in reversed(police_tables())
    ]
    left_out, kept = tables[0], tables[1:]
    changed = FiguresSection(
        "figures", "Numbers of the year", (), "", (FigureTheme("theme-police", "Police force", tuple(kept)),)
    )
    sections = [changed if section.anchor == "figures" else section for section in reversed(sample_sections())]

    later = ids(render_html(freeze(sample_report(sections=tuple(sections)))))

    gone = {name for name in first - later if not name.startswith(("figure-adult-summary", "theme-adults"))}
    assert later <= first
    assert gone == {left_out.anchor, f"{left_out.anchor}-table", f"{left_out.anchor}-chart"}


def test_the_same_report_gives_the_same_sections(frozen: str) -> None:
    assert render_sections(frozen) == render_sections(frozen)
