"""People's Markdown to blocks. Renderers draw blocks; none of them ever reads people's text as markup."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from reports.content.blocks import (
    Block,
    Blocks,
    Emphasis,
    Inline,
    Inlines,
    ItemList,
    Link,
    Paragraph,
    Quote,
    Strong,
    Subheading,
    Text,
)

SAFE_SCHEMES = {"https", "http", "mailto", "tel"}
_PARSER = MarkdownIt("commonmark", {"html": False})


def prose(markdown: str) -> Blocks:
    """Parse Markdown into blocks; what we do not draw (code, rules, pictures) becomes plain words."""
    tokens: Sequence[Token] = _PARSER.parse(markdown)
    return _blocks(SyntaxTreeNode(tokens).children)


def plain(text: str) -> Blocks:
    """Return plain text as paragraphs: an empty line parts them, nothing else has a meaning."""
    parts = [" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n")]
    return tuple(Paragraph((Text(part),)) for part in parts if part)


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> Blocks:
    return tuple(block for node in nodes for block in _block(node))


def _block(node: SyntaxTreeNode) -> list[Block]:
    match node.type:
        case "paragraph":
            return [Paragraph(_inlines(node.children[0].children))]
        case "heading":
            return [Subheading(_inlines(node.children[0].children))]
        case "bullet_list" | "ordered_list":
            items = tuple(_blocks(item.children) for item in node.children)
            return [ItemList(ordered=node.type == "ordered_list", items=items)]
        case "blockquote":
            return [Quote(_blocks(node.children))]
        case "hr":
            return []
        case _:  # code: its text, as it stands
            return [Paragraph((Text(node.content.strip()),))]


def _inlines(nodes: Sequence[SyntaxTreeNode]) -> Inlines:
    merged: list[Inline] = []
    for node in nodes:
        for inline in _inline(node):
            last = merged[-1] if merged else None
            if isinstance(inline, Text) and isinstance(last, Text):
                merged[-1] = Text(last.text + inline.text)
            else:
                merged.append(inline)
    return tuple(merged)


def _inline(node: SyntaxTreeNode) -> Inlines:
    match node.type:
        case "strong":
            return (Strong(_inlines(node.children)),)
        case "em":
            return (Emphasis(_inlines(node.children)),)
        case "link":
            return _link(node)
        case "softbreak" | "hardbreak":
            return (Text(" "),)
        case "image":
            return _inlines(node.children)
        case _:  # text and code
            return (Text(node.content),) if node.content else ()


def _link(node: SyntaxTreeNode) -> Inlines:
    """Keep the link only where it leads out by a scheme that is safe; else keep its words."""
    href = str(node.attrs.get("href", ""))
    inlines = _inlines(node.children)
    return (Link(href, inlines),) if urlsplit(href).scheme in SAFE_SCHEMES and inlines else inlines
