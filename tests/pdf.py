"""Reads PDF files as machines do: tags, bookmarks, letters."""

import io
import re
from collections.abc import Iterator

import pikepdf

MAPPING = re.compile(r"<([0-9A-F]{4})> <([0-9A-F]+)>")


def opened(data: bytes) -> pikepdf.Pdf:
    """The file, ready to be looked into."""
    return pikepdf.open(io.BytesIO(data))


def elements(node: pikepdf.Object, name: str = "") -> Iterator[pikepdf.Object]:
    """Every tag under the node, in reading order; only those of the name, if one is given."""
    children = node.get("/K", pikepdf.Array())
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            if name in ("", str(child.S)):
                yield child
            yield from elements(child, name)


def bookmarks(pdf: pikepdf.Pdf) -> list[tuple[int, str]]:
    """The outline as depth and title."""
    found: list[tuple[int, str]] = []

    def walk(items: list[pikepdf.OutlineItem], depth: int) -> None:
        for item in items:
            found.append((depth, item.title))
            walk(item.children, depth + 1)

    with pdf.open_outline() as outline:
        walk(outline.root, 0)
    return found


def fonts(pdf: pikepdf.Pdf) -> set[str]:
    """The names of the fonts of all pages and pictures, without the tag of the subset."""
    return {
        str(item.BaseFont).rpartition("+")[2]
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
    }


def letters(words: str) -> str:
    """The text without its white space: where lines break is the typesetter's choice."""
    return "".join(words.split())


def text_of(pdf: pikepdf.Pdf) -> str:
    """The letters of the text layer, in the order in which the pages draw them."""
    return letters("".join(_page_text(page) for page in pdf.pages))


def _page_text(page: pikepdf.Page) -> str:
    maps = {name: _letters_of(font) for name, font in page.Resources.get("/Font", {}).items()}
    text, current = "", {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            current = maps[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            parts = operands if str(operator) == "Tj" else operands[0]
            text += "".join(_decoded(bytes(part), current) for part in parts if isinstance(part, pikepdf.String))
    return text


def _decoded(glyphs: bytes, letters_of: dict[str, str]) -> str:
    codes = (glyphs[start : start + 2].hex().upper() for start in range(0, len(glyphs), 2))
    return "".join(letters_of.get(code, "") for code in codes)


def _letters_of(font: pikepdf.Object) -> dict[str, str]:
    """Which glyph stands for which letters."""
    lines = font.ToUnicode.read_bytes().decode("ascii")
    return {code: bytes.fromhex(value).decode("utf-16-be") for code, value in MAPPING.findall(lines)}


def runs_of(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Each piece of text that is drawn in one go, on the pages and in the pictures on them."""
    pictures = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form"]
    for place in [*(page.obj for page in pdf.pages), *pictures]:
        yield from _runs(place)


def _runs(place: pikepdf.Object) -> Iterator[str]:
    fonts_here = place.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
    maps, current = {name: _letters_of(font) for name, font in fonts_here.items()}, {}
    for operands, operator in pikepdf.parse_content_stream(place):
        if str(operator) == "Tf":
            current = maps[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            parts = operands if str(operator) == "Tj" else operands[0]
            yield "".join(_decoded(bytes(part), current) for part in parts if isinstance(part, pikepdf.String))
