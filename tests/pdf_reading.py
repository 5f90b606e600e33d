"""Reads a tagged PDF as a screen reader does: along its tags, from each to the letters on the pages that it marks."""

from collections import defaultdict
from collections.abc import Iterator

import pikepdf

from tests.pdf import _decoded, _letters_of, letters

Marks = dict[tuple[int, int], dict[int, str]]


def read_along_tags(pdf: pikepdf.Pdf) -> str:
    """The letters in the order of the tags, without white space. What is an artifact has no tag and is not read."""
    marks = {page.obj.objgen: _marked(page) for page in pdf.pages}
    return letters("".join(_read(pdf.Root.StructTreeRoot, None, marks)))


def _marked(page: pikepdf.Page) -> dict[int, str]:
    """The letters of a page, by the number of the mark that they stand in."""
    maps = {name: _letters_of(font) for name, font in page.Resources.get("/Font", {}).items()}
    found: dict[int, str] = defaultdict(str)
    within: list[int | None] = []
    current: dict[str, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" | "BMC":
                numbered = len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]
                within.append(int(operands[1].MCID) if numbered else None)
            case "EMC":
                within.pop()
            case "Tf":
                current = maps[str(operands[0])]
            case "Tj" | "TJ" as shown:
                mark = next((one for one in reversed(within) if one is not None), None)
                parts = operands if shown == "Tj" else operands[0]
                text = "".join(_decoded(bytes(part), current) for part in parts if isinstance(part, pikepdf.String))
                if mark is not None:
                    found[mark] += text
    return found


def _read(node: pikepdf.Object, page: tuple[int, int] | None, marks: Marks) -> Iterator[str]:
    here = node.Pg.objgen if "/Pg" in node else page
    children = node.get("/K", pikepdf.Array())
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary):
            if "/S" in child:
                yield from _read(child, here, marks)
            elif "/MCID" in child:
                where = child.Pg.objgen if "/Pg" in child else here
                yield marks[where].get(int(child.MCID), "")
        elif here is not None:
            yield marks[here].get(int(child), "")
