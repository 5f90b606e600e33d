"""What people wrote, parsed once into blocks, so that no renderer ever reads it as markup. Plain frozen data."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Text:
    """A run of letters."""

    text: str
    kind: Literal["text"] = field(default="text", init=False)


@dataclass(frozen=True, slots=True)
class Strong:
    """Words said strongly."""

    inlines: "Inlines"
    kind: Literal["strong"] = field(default="strong", init=False)


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words with stress."""

    inlines: "Inlines"
    kind: Literal["emphasis"] = field(default="emphasis", init=False)


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: an https, mailto or tel address, or one of this site."""

    href: str
    inlines: "Inlines"
    kind: Literal["link"] = field(default="link", init=False)


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line inside a paragraph that the writer asked for."""

    kind: Literal["break"] = field(default="break", init=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of this site: its address, the words that stand for it, and how large it is in dots."""

    src: str
    words: str
    width: int
    height: int
    kind: Literal["picture"] = field(default="picture", init=False)


Inline = Text | Strong | Emphasis | Link | LineBreak | Picture
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    inlines: Inlines
    kind: Literal["paragraph"] = field(default="paragraph", init=False)


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside somebody's text; it does not enter the contents. `depth` counts from 1 and skips nothing."""

    inlines: Inlines
    depth: int = 1
    kind: Literal["subheading"] = field(default="subheading", init=False)


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list, numbered or not; each item is blocks of its own. `numbers` are those of its items, as they were typed."""

    ordered: bool
    items: tuple["Blocks", ...]
    numbers: tuple[int, ...] = ()
    kind: Literal["list"] = field(default="list", init=False)


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words."""

    blocks: "Blocks"
    kind: Literal["quote"] = field(default="quote", init=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the heads of its columns and its rows. `numeric` are the columns that stand to the right, from 0."""

    head: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    numeric: tuple[int, ...] = ()
    kind: Literal["table"] = field(default="table", init=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """A line between two thoughts."""

    kind: Literal["rule"] = field(default="rule", init=False)


Block = Paragraph | Subheading | ItemList | Quote | Table | Rule
Blocks = tuple[Block, ...]
