"""Blocks of people's prose as plain text: for mails, and for every check that reads what readers will read."""

from ui.prose.blocks import Block, Blocks, Inline, Inlines, ItemList, LineBreak, Link, Picture, Quote, Rule, Table, Text


def text_of(blocks: Blocks, *, with_addresses: bool = False, site: str = "") -> str:
    """The words, an empty line between paragraphs.

    `with_addresses`, where each link leads stands behind it; `site` stands before the address of a page of this site.
    """
    return _text(blocks, site if with_addresses else None)


# Below, `site` is None where no addresses are wanted.
def _text(blocks: Blocks, site: str | None) -> str:
    return "\n\n".join(filter(None, (_block(block, site) for block in blocks)))


def _block(block: Block, site: str | None) -> str:
    match block:
        case ItemList():
            marks = [f"{number}." for number in block.numbers] if block.ordered else ["-"] * len(block.items)
            items = [_item(item, site) for item in block.items]
            return "\n".join(
                f"{mark} {_indented(item, len(mark) + 1)}".rstrip() for mark, item in zip(marks, items, strict=True)
            )
        case Quote():
            return _text(block.blocks, site)
        case Table():
            lines = [[_words(cell, site) for cell in line] for line in (block.head, *block.rows)]
            return "\n".join(" | ".join(line).strip() for line in lines)
        case Rule():
            return ""
        case _:
            return _words(block.inlines, site)


def _item(blocks: Blocks, site: str | None) -> str:
    """An item; a list inside it follows at once."""
    parts = [("\n" if isinstance(block, ItemList) else "\n\n") + _block(block, site) for block in blocks]
    return "".join(parts).lstrip("\n")


def _indented(text: str, by: int) -> str:
    return text.replace("\n", "\n" + " " * by)


def _words(inlines: Inlines, site: str | None) -> str:
    return "".join(_inline(inline, site) for inline in inlines)


def _inline(inline: Inline, site: str | None) -> str:
    if isinstance(inline, Text):
        return inline.text
    if isinstance(inline, LineBreak):
        return "\n"
    if isinstance(inline, Picture):
        return inline.words
    words = _words(inline.inlines, site)
    if site is not None and isinstance(inline, Link) and inline.href not in (words, f"mailto:{words}"):
        href = f"{site}{inline.href}" if inline.href.startswith("/") else inline.href
        return f"{words} ({href})"
    return words
