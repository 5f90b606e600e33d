"""Blocks of people's prose as plain text: for mails, and for every check that reads what readers will read."""

from ui.prose.blocks import Block, Blocks, Inline, Inlines, ItemList, LineBreak, Link, Quote, Rule, Table, Text


def text_of(blocks: Blocks, *, with_addresses: bool = False) -> str:
    """The words, an empty line between paragraphs. `with_addresses`, where each link leads stands behind it."""
    return "\n\n".join(filter(None, (_block(block, with_addresses) for block in blocks)))


def _block(block: Block, with_addresses: bool) -> str:
    match block:
        case ItemList():
            marks = [f"{number}." for number in block.numbers] if block.ordered else ["-"] * len(block.items)
            items = [_item(item, with_addresses) for item in block.items]
            return "\n".join(
                f"{mark} {_indented(item, len(mark) + 1)}".rstrip() for mark, item in zip(marks, items, strict=True)
            )
        case Quote():
            return text_of(block.blocks, with_addresses=with_addresses)
        case Table():
            lines = [[_words(cell, with_addresses) for cell in line] for line in (block.head, *block.rows)]
            return "\n".join(" | ".join(line).strip() for line in lines)
        case Rule():
            return ""
        case _:
            return _words(block.inlines, with_addresses)


def _item(blocks: Blocks, with_addresses: bool) -> str:
    """An item; a list inside it follows at once."""
    parts = [("\n" if isinstance(block, ItemList) else "\n\n") + _block(block, with_addresses) for block in blocks]
    return "".join(parts).lstrip("\n")


def _indented(text: str, by: int) -> str:
    return text.replace("\n", "\n" + " " * by)


def _words(inlines: Inlines, with_addresses: bool) -> str:
    return "".join(_inline(inline, with_addresses) for inline in inlines)


def _inline(inline: Inline, with_addresses: bool) -> str:
    if isinstance(inline, Text):
        return inline.text
    if isinstance(inline, LineBreak):
        return "\n"
    words = _words(inline.inlines, with_addresses)
    if with_addresses and isinstance(inline, Link) and inline.href not in (words, f"mailto:{words}"):
        return f"{words} ({inline.href})"
    return words
