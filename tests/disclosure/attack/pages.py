"""Reads pages and drawings: tables with their headings, sentences, and what marks of charts are said to be."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Table:
    """A table of a page: its caption, the headings of its columns, its rows with theirs, and the heading above it."""

    above: str = ""
    caption: str = ""
    headings: list[str] = field(default_factory=list)
    rows: list[tuple[str, list[str]]] = field(default_factory=list)


@dataclass
class Page:
    """What is on a page: tables, sentences, links, and the labels of the marks in drawings."""

    tables: list[Table] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    drawings: list[tuple[str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    """Follows headings, tables and drawings as they come."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._open: list[str] = []
        self._above, self._text = "", ""
        self._table: Table | None = None
        self._row: list[str] = []
        self._heading = ""
        self._in_head = False
        self._title = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        for name in ("href", "src"):
            if found.get(name):
                self.page.links.append(found[name] or "")
        if found.get("aria-label") and "svg" in self._open:
            self.page.marks.append(found["aria-label"] or "")
        if tag == "table":
            self._table = Table(above=self._above)
            self.page.tables.append(self._table)
        elif tag == "thead":
            self._in_head = True
        elif tag == "tr":
            self._row, self._heading = [], ""
        if tag in ("caption", "th", "td", "p", "li", "h1", "h2", "h3", "h4", "title", "desc", "dd", "dt"):
            self._text = ""
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        text = " ".join(self._text.split())
        table = self._table
        if tag in ("h1", "h2", "h3", "h4"):
            self._above = text
        elif tag == "caption" and table is not None:
            table.caption = text
        elif tag in ("th", "td") and table is not None:
            if self._in_head:
                table.headings.append(text)
            elif tag == "th":
                self._heading = text
            else:
                self._row.append(text)
        elif tag == "tr" and table is not None and not self._in_head:
            table.rows.append((self._heading, self._row))
        elif tag == "thead":
            self._in_head = False
        elif tag == "table":
            self._table = None
        elif tag in ("p", "li", "dd"):
            self.page.texts.append((self._above, text))
        elif tag == "title" and "svg" in self._open:
            self._title = text
        elif tag == "desc":
            self.page.drawings.append((self._title, text))


def read_page(data: bytes) -> Page:
    """Everything that is on a page, or in a drawing."""
    reader = _Reader()
    reader.feed(data.decode())
    reader.close()
    return reader.page
