"""People's Markdown to blocks: the one reader. Renderers draw blocks; none ever reads people's text as markup."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from urllib.parse import urlsplit

from markdown_it.tree import SyntaxTreeNode

from ui.prose.blocks import (
    Block,
    Blocks,
    Emphasis,
    Inline,
    Inlines,
    ItemList,
    LineBreak,
    Link,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Strong,
    Subheading,
    Table,
    Text,
)
from ui.prose.parser import make_parser
from ui.prose.text import text_of

_PARSER = make_parser()
PAPER_SCHEMES = {"https", "http", "mailto", "tel"}


NO_PICTURES: Mapping[str, Picture] = {}


def read(markdown: str, *, on_paper: bool = False, pictures: Mapping[str, Picture] = NO_PICTURES) -> Blocks:
    """Parse Markdown into blocks. `on_paper`, a link to a page of this site keeps its words alone.

    `pictures` are those that may be shown, by the name that stands for their address in the text. Of every other one
    the words are left.
    """
    return _Reading(on_paper, pictures).blocks(SyntaxTreeNode(_PARSER.parse(markdown)).children)


def pictures_named(markdown: str) -> list[str]:
    """The names or addresses of the pictures in a text, in their order, each once."""
    if "![" not in markdown:
        return []
    found = _of_pictures(SyntaxTreeNode(_PARSER.parse(markdown)))
    return list(dict.fromkeys(found))


def _of_pictures(node: SyntaxTreeNode) -> Iterator[str]:
    if node.type == "image":
        yield str(node.attrs.get("src", ""))
    for child in node.children:
        yield from _of_pictures(child)


def plain(text: str) -> Blocks:
    """Plain text as paragraphs: an empty line parts them, nothing else has a meaning."""
    parts = [" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n")]
    return tuple(Paragraph((Text(part),)) for part in parts if part)


class _Reading:
    def __init__(self, on_paper: bool, pictures: Mapping[str, Picture]) -> None:
        self.on_paper = on_paper
        self.pictures = pictures
        self._levels: list[int] = []

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> Blocks:
        found = (self._block(node) for node in nodes)
        return tuple(block for block in found if not (isinstance(block, Subheading) and is_blank(block.inlines)))

    def _block(self, node: SyntaxTreeNode) -> Block:
        block: Block
        match node.type:
            case "paragraph":
                block = Paragraph(self._words(node))
            case "heading":
                words = self._words(node)
                block = Subheading(words, 1 if is_blank(words) else self._depth(int(node.tag[1])))
            case "bullet_list":
                block = ItemList(ordered=False, items=self._items(node))
            case "ordered_list":
                block = ItemList(ordered=True, items=self._items(node), numbers=_numbers(node))
            case "blockquote":
                block = Quote(self.blocks(node.children))
            case "table":
                block = self._table(node)
            case "hr":
                block = Rule()
            case unknown:
                raise NotImplementedError(unknown)
        return block

    def _depth(self, level: int) -> int:
        """How deep a heading stands below those before it, whatever number of hashes the writer began with."""
        self._levels = [*(one for one in self._levels if one < level), level]
        return len(self._levels)

    def _items(self, node: SyntaxTreeNode) -> tuple[Blocks, ...]:
        return tuple(self.blocks(item.children) for item in node.children)

    def _table(self, node: SyntaxTreeNode) -> Table:
        lines = [line for part in node.children for line in part.children]
        head, *rows = [tuple(self._words(cell) for cell in line.children) for line in lines]
        styles = [str(cell.attrs.get("style", "")) for cell in lines[0].children]
        return Table(head, tuple(rows), tuple(place for place, style in enumerate(styles) if "right" in style))

    def _words(self, node: SyntaxTreeNode) -> Inlines:
        return self._inlines(node.children[0].children) if node.children else ()

    def _inlines(self, nodes: Sequence[SyntaxTreeNode]) -> Inlines:
        merged: list[Inline] = []
        for node in nodes:
            for inline in self._inline(node):
                last = merged[-1] if merged else None
                if isinstance(inline, Text) and isinstance(last, Text):
                    merged[-1] = Text(last.text + inline.text)
                else:
                    merged.append(inline)
        return tuple(merged)

    def _inline(self, node: SyntaxTreeNode) -> Inlines:
        found: Inlines
        match node.type:
            case "strong":
                found = (Strong(self._inlines(node.children)),)
            case "em":
                found = (Emphasis(self._inlines(node.children)),)
            case "link":
                found = self._link(node)
            case "image":
                found = self._picture(node)
            case "softbreak":
                found = (Text(" "),)
            case "hardbreak":
                found = (LineBreak(),)
            case _:  # text and code
                found = (Text(node.content),) if node.content else ()
        return found

    def _picture(self, node: SyntaxTreeNode) -> Inlines:
        """The picture; its words alone where it is none of those that may be shown."""
        inlines = self._inlines(node.children)
        picture = self.pictures.get(str(node.attrs.get("src", "")))
        if picture is None:
            return inlines
        typed = " ".join(text_of((Paragraph(inlines),)).split())
        return (replace(picture, words=typed or picture.words),)

    def _link(self, node: SyntaxTreeNode) -> Inlines:
        href = str(node.attrs.get("href", ""))
        inlines = self._inlines(node.children)
        leads = bool(href) and (not self.on_paper or urlsplit(href).scheme in PAPER_SCHEMES)
        return (Link(href, inlines),) if leads and inlines else inlines


def is_blank(inlines: Inlines) -> bool:
    """Whether nothing is there to be read. A heading without words would stop a whole PDF."""
    return all(_is_blank(one) for one in inlines)


def _is_blank(inline: Inline) -> bool:
    if isinstance(inline, Text):
        return not inline.text.strip()
    if isinstance(inline, Picture):
        return False
    return isinstance(inline, LineBreak) or is_blank(inline.inlines)


def _numbers(node: SyntaxTreeNode) -> tuple[int, ...]:
    """The numbers as they were typed where they rise; else counted on from the first, as in `1. 1. 1.`."""
    typed = tuple(int(item.info) for item in node.children)
    if all(one < two for one, two in pairwise(typed)):
        return typed
    return tuple(range(typed[0], typed[0] + len(typed)))
