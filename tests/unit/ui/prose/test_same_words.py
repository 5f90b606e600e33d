"""What somebody typed reads the same on the page, in the report, in its PDF and as plain text."""

import json
import re
import unicodedata
from dataclasses import asdict, replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.content import NarrativePart, NarrativeSection
from reports.content.freeze import freeze
from reports.content.prose import prose
from reports.document.render.pdf import render_pdf
from tests.factories.reports import sample_report
from tests.pdf import letters, opened
from tests.pdf_reading import read_along_tags
from tests.unit.ui.prose.snippets import SNIPPETS
from ui.prose.html import blocks_html, render
from ui.prose.reader import read
from ui.prose.text import text_of

MARK = "Snippet{number}begins"
BULLETS = re.compile(r"^(\s*(?:[0-9]+\. )*)(?:- )+", re.MULTILINE)
TYPED = st.lists(st.sampled_from(SNIPPETS) | st.text("ab_*#>-1.|`[]() \n\t", max_size=12), max_size=5).map("\n\n".join)


class PageReader(HTMLParser):
    """The letters of a page as people see them: with the numbers of its lists."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.lists: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "ol":
            self.lists.append(int(given.get("start") or 1))
        elif tag == "ul":
            self.lists.append(None)
        elif tag == "li" and self.lists[-1] is not None:
            number = int(given.get("value") or self.lists[-1])
            self.seen.append(f"{number}.")
            self.lists[-1] = number + 1
        elif tag == "br":
            self.seen.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ol", "ul"):
            self.lists.pop()

    def handle_data(self, data: str) -> None:
        self.seen.append(data)


def on_page(html: str) -> str:
    """The letters of a page without white space."""
    reader = PageReader()
    reader.feed(html)
    return letters("".join(reader.seen))


def as_plain_text(text: str) -> str:
    """The letters of the plain text, without the marks that only plain text needs."""
    return letters(text_of(read(text))).replace("|", "").replace("-", "")


def bare(words: str) -> str:
    """Without the marks of plain text, wherever they come from."""
    return words.replace("|", "").replace("-", "")


@pytest.fixture(scope="module")
def printed() -> list[str]:
    """The letters of each snippet in a PDF, along its tags."""
    parts = tuple(
        NarrativePart(f"part-{number}", MARK.format(number=number), body=prose(text))
        for number, text in enumerate((*SNIPPETS, ""))
    )
    report = replace(sample_report(), sections=(NarrativeSection("accounts", "Words", (), parts),))
    with opened(render_pdf(freeze(report))) as pdf:
        whole = unicodedata.normalize("NFC", read_along_tags(pdf))
    whole = whole[whole.rindex(MARK.format(number=0)) :]
    return re.split(r"Snippet\d+begins", whole)[1:]


@pytest.mark.parametrize("number", range(len(SNIPPETS)))
def test_the_pdf_says_what_the_page_says(number: int, printed: list[str]) -> None:
    on_web = unicodedata.normalize("NFC", on_page(render(SNIPPETS[number])))

    assert printed[number].replace("•", "") == on_web


@given(TYPED)
def test_page_report_and_plain_text_say_the_same(text: str) -> None:
    page = on_page(render(text))
    frozen = json.loads(freeze({"blocks": prose(text)}))["blocks"]

    assert on_page(blocks_html(frozen, 4)) == unicodedata.normalize("NFC", page)
    assert as_plain_text(text) == bare(page)


def test_what_is_frozen_is_drawn_as_what_is_typed() -> None:
    for text in SNIPPETS:
        assert on_page(blocks_html([asdict(block) for block in read(text)], 3)) == on_page(render(text))


def test_plain_text_has_its_lists_tables_and_addresses() -> None:
    table = "| A | B |\n|---|---|\n| 1 | [two](https://example.org) |"
    text = f"Steps:\n\n3. **train**\n4. check\n   - twice\n\n{table}\n\n> said\n\n---"

    assert text_of(read(text)) == "Steps:\n\n3. train\n4. check\n   - twice\n\nA | B\n1 | two\n\nsaid"
    assert text_of(read(text), with_addresses=True).endswith("1 | two (https://example.org)\n\nsaid")
    assert text_of(read("See https://example.org/a_b."), with_addresses=True) == "See https://example.org/a_b."
    assert text_of(read("[here](/learning/)"), with_addresses=True, site="https://example.org") == (
        "here (https://example.org/learning/)"
    )
