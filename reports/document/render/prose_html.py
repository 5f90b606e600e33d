"""Blocks of people's prose, as they stand in a frozen report, to HTML. Every letter is escaped."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WRAPPED = {"strong": "<strong>{}</strong>", "emphasis": "<em>{}</em>"}


def blocks_html(blocks: list[dict[str, Any]], level: int) -> SafeString:
    """Paragraphs, lists and quotes; a heading inside them takes the given level."""
    return format_html_join("\n", "{}", ((_block(block, level),) for block in blocks))


def _block(block: dict[str, Any], level: int) -> SafeString:
    match block["kind"]:
        case "paragraph":
            return format_html('<p class="govuk-body">{}</p>', _inlines(block["inlines"]))
        case "subheading":
            words = _inlines(block["inlines"])
            return format_html('<h{} class="govuk-heading-s">{}</h{}>', level, words, level)
        case "quote":
            inner = blocks_html(block["blocks"], level)
            return format_html('<blockquote class="govuk-inset-text">{}</blockquote>', inner)
        case _:
            tag, style = ("ol", "number") if block["ordered"] else ("ul", "bullet")
            items = format_html_join("\n", "<li>{}</li>", ((_item(item, level),) for item in block["items"]))
            return format_html('<{} class="govuk-list govuk-list--{}">{}</{}>', tag, style, items, tag)


def _item(blocks: list[dict[str, Any]], level: int) -> SafeString:
    """An item that is one paragraph stands without the paragraph's own space."""
    if len(blocks) == 1 and blocks[0]["kind"] == "paragraph":
        return _inlines(blocks[0]["inlines"])
    return blocks_html(blocks, level)


def _inlines(inlines: list[dict[str, Any]]) -> SafeString:
    return format_html_join("", "{}", ((_inline(inline),) for inline in inlines))


def _inline(inline: dict[str, Any]) -> SafeString:
    if inline["kind"] == "text":
        return format_html("{}", inline["text"])
    inner = _inlines(inline["inlines"])
    if inline["kind"] == "link":
        return format_html('<a class="govuk-link" href="{}">{}</a>', inline["href"], inner)
    return format_html(WRAPPED[inline["kind"]], inner)
