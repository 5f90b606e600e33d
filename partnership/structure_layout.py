"""Where the boxes of the structure stand: a tree from the top, or boxes set in and stacked if that is too wide."""

from collections.abc import Iterable
from dataclasses import dataclass

from partnership.structure_tree import Branch, StructureNode, StructureTree
from ui.charts.text import wrap
from ui.charts.theme import LINE_HEIGHT

WIDTH = 600
# As wide as the column of a telephone.
NARROW = 288
PADDING = 10
NAME_SIZE, DETAIL_SIZE = 16, 14
DETAIL_HEIGHT = 18
_WIDEST_TREE = 3
_WIDEST_BOX = 300
_MOST_WITH_DETAIL = 14
_GAP = 16
_LEVEL_GAP = 44
_INDENT = 32
_NARROW_INDENT = 14
_EDGE = 2


@dataclass(frozen=True)
class Box:
    """A group in its place, with its words in lines."""

    node: StructureNode
    x: float
    y: float
    width: float
    name: tuple[str, ...]
    details: tuple[str, ...]

    @property
    def inset(self) -> float:
        """The room above and below the words: half as much where the name stands alone."""
        return PADDING if self.details else PADDING / 2

    @property
    def height(self) -> float:
        """As high as its words need."""
        return 2 * self.inset + len(self.name) * LINE_HEIGHT + len(self.details) * DETAIL_HEIGHT


@dataclass(frozen=True)
class Link:
    """A line with right angles from a parent to its child, as points."""

    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Layout:
    """Everything that is drawn, and the room that it takes."""

    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    width: float
    height: float


def lay_out(tree: StructureTree, width: int = WIDTH) -> Layout:
    """Place every group. The words stay readable on a page of paper: what is too wide is stacked instead."""
    leaves = sum(root.leaves for root in tree.roots)
    if leaves <= _WIDEST_TREE and width == WIDTH:
        return _from_the_top(tree, leaves)
    return _indented(tree, width, with_details=len(tree.nodes) <= _MOST_WITH_DETAIL)


def _details(node: StructureNode) -> list[str]:
    """What stands below a group's name."""
    details = [
        node.kind,
        ", ".join(node.arms),
        *(f"Led by: {seat.title}" for seat in node.independent_chairs),
        node.seats_in_words,
        "Illustrative" if node.is_illustrative else "",
    ]
    return [words for words in details if words]


def _box(node: StructureNode, details: Iterable[str], *, x: float, y: float, width: float) -> Box:
    """A box with the group's name and these lines, broken to fit."""
    room = width - 2 * PADDING
    lines = tuple(line for words in details for line in wrap(words, room, size=DETAIL_SIZE))
    name = node.name if lines or not node.is_illustrative else f"{node.name} (illustrative)"
    return Box(node, x, y, width, wrap(name, room, size=NAME_SIZE, bold=True), lines)


def _from_the_top(tree: StructureTree, leaves: int) -> Layout:
    """A tidy tree: every leaf has a column, every parent stands over the middle of its children."""
    column = (WIDTH - 2 * _EDGE + _GAP) / max(leaves, 2)

    def box_at(branch: Branch, left: float, y: float) -> Box:
        room = branch.leaves * column - _GAP
        width = min(room, _WIDEST_BOX)
        return _box(branch.node, _details(branch.node), x=left + (room - width) / 2, y=y, width=width)

    levels: dict[int, float] = {}
    for branch, depth in tree.walk():
        height = box_at(branch, 0, 0).height
        levels[depth] = max(levels.get(depth, 0), height)
    tops = [_EDGE + sum(levels[above] + _LEVEL_GAP for above in range(depth)) for depth in range(len(levels))]
    boxes: list[Box] = []
    links: list[Link] = []

    def place(branch: Branch, depth: int, left: float) -> Box:
        box = box_at(branch, left, tops[depth])
        boxes.append(box)
        middle = box.x + box.width / 2
        for child in branch.children:
            below = place(child, depth + 1, left)
            left += child.leaves * column
            turn = below.y - _LEVEL_GAP / 2
            end = below.x + below.width / 2
            links.append(Link(((middle, box.y + box.height), (middle, turn), (end, turn), (end, below.y))))
        return box

    left = _EDGE + (WIDTH - 2 * _EDGE + _GAP - leaves * column) / 2
    for root in tree.roots:
        place(root, 0, left)
        left += root.leaves * column
    bottom = max((box.y + box.height for box in boxes), default=0)
    return Layout(tuple(boxes), tuple(links), WIDTH, bottom + _EDGE)


def _indented(tree: StructureTree, width: int, *, with_details: bool) -> Layout:
    """One box below the other, each set in from its parent, joined by a rail at the left."""
    deepest = max(depth for _, depth in tree.walk())
    indent = min(_INDENT if width == WIDTH else _NARROW_INDENT, width / 2 / max(deepest, 1))
    gap = _GAP if with_details else _GAP / 4
    boxes: list[Box] = []
    links: list[Link] = []
    y: float = _EDGE

    def place(branch: Branch, depth: int, parent: Box | None) -> None:
        nonlocal y
        x = _EDGE + depth * indent
        details = [" · ".join(_details(branch.node))] if with_details else []
        box = _box(branch.node, details, x=x, y=y, width=width - _EDGE - x)
        y += box.height + gap
        boxes.append(box)
        if parent is not None:
            rail, middle = parent.x + indent / 2, box.y + box.inset + LINE_HEIGHT / 2
            links.append(Link(((rail, parent.y + parent.height), (rail, middle), (box.x, middle))))
        for child in branch.children:
            place(child, depth + 1, box)

    for root in tree.roots:
        place(root, 0, None)
    return Layout(tuple(boxes), tuple(links), width, y - gap + _EDGE)
