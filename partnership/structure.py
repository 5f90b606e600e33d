"""The structure of the partnership as a picture. The same tree is listed and told: see `structure_tree`."""

import hashlib
import json
from xml.etree.ElementTree import Element

from partnership.structure_layout import (
    DETAIL_HEIGHT,
    DETAIL_SIZE,
    NAME_SIZE,
    NARROW,
    PADDING,
    WIDTH,
    Box,
    Link,
    lay_out,
)
from partnership.structure_tree import (
    Branch,
    SeatNode,
    StructureNode,
    StructureTree,
    build_tree,
    describe,
    from_plain,
    to_plain,
)
from ui.charts.svg import element, framed
from ui.charts.theme import BASELINE_COLOUR, CATEGORY_COLOURS, FONT_STACK, LINE_HEIGHT, TEXT_COLOUR

__all__ = [
    "NARROW",
    "Branch",
    "SeatNode",
    "StructureNode",
    "StructureTree",
    "build_tree",
    "describe",
    "draw",
    "from_plain",
    "to_plain",
]

TITLE = "How the partnership is organised"
_BOARD_COLOUR = CATEGORY_COLOURS[0]
_WHITE = "#FFFFFF"


def draw(tree: StructureTree, width: int = WIDTH) -> str:
    """The structure as SVG text: boxes joined by lines, words as words. `NARROW` is for telephones."""
    layout = lay_out(tree, width)
    shapes = [element("rect", width=layout.width, height=layout.height, fill=_WHITE)]
    shapes += [_link(link) for link in layout.links]
    tops = {root.node.slug for root in tree.roots}
    for box in layout.boxes:
        shapes += _box(box, is_top=box.node.slug in tops)
    frozen = json.dumps(to_plain(tree), sort_keys=True)
    return framed(
        shapes,
        title=TITLE,
        description=describe(tree),
        width=layout.width,
        height=layout.height,
        key=f"{'' if width == WIDTH else 'narrow-'}{hashlib.sha256(frozen.encode()).hexdigest()[:16]}",
    )


def _link(link: Link) -> Element:
    points = " ".join(f"{x:g},{y:g}" for x, y in link.points)
    return element("polyline", points=points, fill="none", stroke=BASELINE_COLOUR, stroke_width=1.5)


def _box(box: Box, *, is_top: bool) -> list[Element]:
    """The box of a group: filled at the top of the structure, with a broken edge where it is an example only."""
    frame = element(
        "rect",
        x=box.x,
        y=box.y,
        width=box.width,
        height=box.height,
        fill=_BOARD_COLOUR if is_top else _WHITE,
        stroke=_BOARD_COLOUR,
        stroke_width=2,
    )
    if box.node.is_illustrative:
        frame.set("stroke-dasharray", "6 4")
    colour = _WHITE if is_top else TEXT_COLOUR
    baseline = box.y + box.inset + NAME_SIZE - 1
    words: list[Element] = []
    for line in box.name:
        words.append(_line(line, box, baseline, colour, size=NAME_SIZE, weight="bold"))
        baseline += LINE_HEIGHT
    for line in box.details:
        words.append(_line(line, box, baseline, colour, size=DETAIL_SIZE, weight="normal"))
        baseline += DETAIL_HEIGHT
    return [frame, *words]


def _line(words: str, box: Box, baseline: float, colour: str, *, size: int, weight: str) -> Element:
    return element(
        "text",
        words,
        x=box.x + PADDING,
        y=baseline,
        fill=colour,
        font_family=FONT_STACK,
        font_size=size,
        font_weight=weight,
    )
