"""People's Markdown to blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.content.blocks import Emphasis, ItemList, Link, Paragraph, Quote, Strong, Subheading, Text
from reports.content.freeze import freeze
from reports.content.prose import plain, prose


def test_paragraphs_and_stress() -> None:
    assert prose("One **two** *three*\nfour") == (
        Paragraph((Text("One "), Strong((Text("two"),)), Text(" "), Emphasis((Text("three"),)), Text(" four"))),
    )


def test_headings_lists_and_quotes() -> None:
    assert prose("# Head\n\n1. a\n2. b\n\n> said") == (
        Subheading((Text("Head"),)),
        ItemList(True, ((Paragraph((Text("a"),)),), (Paragraph((Text("b"),)),))),
        Quote((Paragraph((Text("said"),)),)),
    )
    assert prose("- a") == (ItemList(False, ((Paragraph((Text("a"),)),),)),)


@pytest.mark.parametrize("href", ["https://example.org/a", "mailto:a@example.org", "tel:101"])
def test_a_link_that_leads_out_is_kept(href: str) -> None:
    assert prose(f"[here]({href})") == (Paragraph((Link(href, (Text("here"),)),)),)


@pytest.mark.parametrize("href", ["/learning/", "ftp://example.org", "//example.org", "#top"])
def test_a_link_that_leads_nowhere_from_paper_keeps_its_words(href: str) -> None:
    assert prose(f"[here]({href})") == (Paragraph((Text("here"),)),)


def test_a_link_without_words_leaves_nothing() -> None:
    assert prose("a[](https://example.org)") == (Paragraph((Text("a"),)),)


def test_what_is_not_drawn_becomes_plain_words() -> None:
    assert prose("`code` ![a picture](https://example.org/a.png)") == (Paragraph((Text("code a picture"),)),)
    assert prose("---\n\n    indented") == (Paragraph((Text("indented"),)),)
    assert prose("<b>bold</b>") == (Paragraph((Text("<b>bold</b>"),)),)


def test_plain_text_is_parted_by_empty_lines_only() -> None:
    assert plain("# not\na heading\r\n\r\n*two*\n\n ") == (
        Paragraph((Text("# not a heading"),)),
        Paragraph((Text("*two*"),)),
    )


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_can_be_parsed_and_frozen(words: str) -> None:
    assert freeze({"blocks": prose(words)}) == freeze({"blocks": prose(words)})
