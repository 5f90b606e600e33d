"""People's Markdown to blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.content.freeze import freeze
from reports.content.prose import plain, prose
from ui.prose.blocks import Emphasis, ItemList, LineBreak, Link, Paragraph, Quote, Rule, Strong, Subheading, Table, Text
from ui.prose.reader import read


def test_paragraphs_and_stress() -> None:
    assert prose("One **two** *three*\nfour") == (
        Paragraph((Text("One "), Strong((Text("two"),)), Text(" "), Emphasis((Text("three"),)), Text(" four"))),
    )


def test_headings_lists_and_quotes() -> None:
    assert prose("# Head\n\n1. a\n2. b\n\n> said") == (
        Subheading((Text("Head"),)),
        ItemList(True, ((Paragraph((Text("a"),)),), (Paragraph((Text("b"),)),)), (1, 2)),
        Quote((Paragraph((Text("said"),)),)),
    )
    assert prose("- a") == (ItemList(False, ((Paragraph((Text("a"),)),),)),)


@pytest.mark.parametrize("href", ["https://example.org/a", "mailto:a@example.org", "tel:101"])
def test_a_link_that_leads_out_is_kept(href: str) -> None:
    assert prose(f"[here]({href})") == (Paragraph((Link(href, (Text("here"),)),)),)


@pytest.mark.parametrize("href", ["/learning/", "//example.org", "#top"])
def test_a_link_that_leads_nowhere_from_paper_keeps_its_words(href: str) -> None:
    assert prose(f"[here]({href})") == (Paragraph((Text("here"),)),)


def test_a_link_that_may_not_be_followed_stays_as_it_was_typed() -> None:
    assert prose("[here](ftp://example.org)") == (Paragraph((Text("[here](ftp://example.org)"),)),)


def test_a_link_without_words_leaves_nothing() -> None:
    assert prose("a[](https://example.org)") == (Paragraph((Text("a"),)),)


def test_what_is_not_drawn_becomes_plain_words() -> None:
    assert prose("`code` ![a picture](https://example.org/a.png)") == (Paragraph((Text("code a picture"),)),)
    assert prose("---\n\n    indented") == (Rule(), Paragraph((Text("indented"),)))
    assert prose("<b>bold</b>") == (Paragraph((Text("<b>bold</b>"),)),)


def test_a_year_begins_no_list() -> None:
    sentence = "2023. A year of change for the partnership."

    assert read(sentence) == (Paragraph((Text(sentence),)),)
    assert read("  1998) The Act") == (Paragraph((Text("1998) The Act"),)),)
    assert read("- one\n\n2023. A year") == (
        ItemList(False, ((Paragraph((Text("one"),)),),)),
        Paragraph((Text("2023. A year"),)),
    )


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [("3. a\n4. b", (3, 4)), ("3. a\n7. b", (3, 7)), ("1. a\n1. b", (1, 2)), ("2. a\n1. b", (2, 3))],
)
def test_a_list_keeps_its_numbers(typed: str, numbers: tuple[int, ...]) -> None:
    [found] = read(typed)

    assert isinstance(found, ItemList)
    assert found.numbers == numbers


def test_a_table_is_a_table() -> None:
    assert read("| Group | Number |\n|---|---:|\n| Under **18** | 1,048 |") == (
        Table(
            ((Text("Group"),), (Text("Number"),)),
            (((Text("Under "), Strong((Text("18"),))), (Text("1,048"),)),),
            (1,),
        ),
    )


def test_line_breaks_that_were_asked_for_stay() -> None:
    assert read("one  \ntwo\\\nthree\nfour") == (
        Paragraph((Text("one"), LineBreak(), Text("two"), LineBreak(), Text("three four"))),
    )


def test_lines_pasted_with_a_tab_are_a_paragraph() -> None:
    assert read("\tThe panel met four times this year.\n\tIt agreed one plan.") == (
        Paragraph((Text("The panel met four times this year. It agreed one plan."),)),
    )


@pytest.mark.parametrize(
    ("typed", "address", "after"),
    [
        (
            "https://example.org/_guides_/home_visits_guide today",
            "https://example.org/_guides_/home_visits_guide",
            " today",
        ),
        ("https://example.org/a_(b)_c.", "https://example.org/a_(b)_c", "."),
        ("http://example.org/a_b).", "http://example.org/a_b", ")."),
        ("HTTPS://example.org/x?a=1&amp;b=_2_!", "HTTPS://example.org/x?a=1&amp;b=_2", "_!"),
    ],
)
def test_a_web_address_stays_letter_by_letter(typed: str, address: str, after: str) -> None:
    [paragraph] = read(f"Read {typed}")

    assert isinstance(paragraph, Paragraph)
    before, link, rest = paragraph.inlines
    assert isinstance(link, Link)
    assert (before, link.inlines, rest) == (Text("Read "), (Text(address),), Text(after))


def test_other_addresses_stay_letters() -> None:
    assert read("Ask _team_@example.org or www.example.org/_a_/") == (
        Paragraph((Text("Ask _team_@example.org or www.example.org/_a_/"),)),
    )


def test_an_address_in_the_words_of_a_link_is_no_link_of_its_own() -> None:
    address = "https://example.org/_a_/b"

    assert read(f"[see {address} there]({address})") == (Paragraph((Link(address, (Text(f"see {address} there"),)),)),)
    assert read(f"<{address}>") == (Paragraph((Link(address, (Text(address),)),)),)


def test_letters_that_mean_nothing_stay() -> None:
    assert read("~~gone~~ &amp; ``` <b>") == (Paragraph((Text("~~gone~~ &amp; ``` <b>"),)),)


def test_a_heading_without_words_is_none() -> None:
    assert read("#\n\n## [](/x/)\n\n### Words") == (Subheading((Text("Words"),), 1),)


def test_plain_text_is_parted_by_empty_lines_only() -> None:
    assert plain("# not\na heading\r\n\r\n*two*\n\n ") == (
        Paragraph((Text("# not a heading"),)),
        Paragraph((Text("*two*"),)),
    )


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_can_be_parsed_and_frozen(words: str) -> None:
    assert freeze({"blocks": prose(words)}) == freeze({"blocks": prose(words)})
