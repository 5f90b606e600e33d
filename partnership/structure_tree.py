"""The partnership's groups as plain values: a tree that is drawn, listed, told and frozen from one source."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from partnership.days import stored_day_in_words


@dataclass(frozen=True)
class SeatNode:
    """A place in a group by role and organisation: never by a person's name. Dates are ISO text, or empty."""

    title: str
    organisation: str = ""
    is_chair: bool = False
    is_vacant: bool = False
    has_deputy: bool = False
    is_illustrative: bool = False
    starts_on: str = ""
    ends_on: str = ""

    @property
    def is_independent_chair(self) -> bool:
        """Whether this is the chair who belongs to no organisation."""
        return self.is_chair and not self.organisation

    @property
    def term(self) -> str:
        """The term of office in words; empty if it is not known."""
        if not self.starts_on:
            return ""
        words = f"from {stored_day_in_words(self.starts_on)}"
        return f"{words} to {stored_day_in_words(self.ends_on)}" if self.ends_on else words

    @property
    def in_words(self) -> str:
        """Everything about the seat but its title, told in one line."""
        parts = [
            self.organisation or "independent of any organisation",
            "chairs the group" if self.is_chair else "",
            "vacant" if self.is_vacant else "",
            "has a deputy" if self.has_deputy else "",
            f"term {self.term}" if self.term else "",
            "illustrative" if self.is_illustrative else "",
        ]
        return "; ".join(part for part in parts if part)


@dataclass(frozen=True)
class StructureNode:
    """A group. `parent` is the slug of the group that it answers to, empty at the top."""

    slug: str
    name: str
    kind: str
    parent: str = ""
    arms: tuple[str, ...] = ()
    seats: tuple[SeatNode, ...] = ()
    is_illustrative: bool = False
    terms_of_reference: str = ""
    quorum: int | None = None

    @property
    def independent_chairs(self) -> tuple[SeatNode, ...]:
        """The chairs who belong to no organisation."""
        return tuple(seat for seat in self.seats if seat.is_independent_chair)

    @property
    def seats_in_words(self) -> str:
        """How many seats there are and how many are vacant; empty if no seats are known."""
        if not self.seats:
            return ""
        vacant = sum(seat.is_vacant for seat in self.seats)
        words = f"{len(self.seats)} seat{'s' if len(self.seats) != 1 else ''}"
        return f"{words}, {vacant} vacant" if vacant else words


@dataclass(frozen=True)
class Branch:
    """A group with those that answer to it."""

    node: StructureNode
    children: tuple["Branch", ...] = ()

    def walk(self, depth: int = 0) -> Iterator[tuple["Branch", int]]:
        """This branch and all below it, each parent before its children, with how deep it stands."""
        yield self, depth
        for child in self.children:
            yield from child.walk(depth + 1)

    @property
    def leaves(self) -> int:
        """How many groups below, or this one itself, have nothing below them."""
        return sum(child.leaves for child in self.children) or 1


@dataclass(frozen=True)
class StructureTree:
    """The whole structure: usually one board at the top."""

    roots: tuple[Branch, ...] = ()

    def walk(self) -> Iterator[tuple[Branch, int]]:
        """Every branch with its depth, each parent before its children."""
        for root in self.roots:
            yield from root.walk()

    @property
    def nodes(self) -> tuple[StructureNode, ...]:
        """Every group, each parent before its children."""
        return tuple(branch.node for branch, _ in self.walk())

    @property
    def has_illustrative(self) -> bool:
        """Whether any group is shown as an example only."""
        return any(node.is_illustrative for node in self.nodes)

    @property
    def has_illustrative_seats(self) -> bool:
        """Whether any seat is shown as an example only."""
        return any(seat.is_illustrative for node in self.nodes for seat in node.seats)


def build_tree(nodes: Iterable[StructureNode]) -> StructureTree:
    """Join groups to their parents, in the order given. A parent that is not among them counts as none.

    Raises `ValueError` where groups answer to each other in a circle, or a slug is used twice.
    """
    known = tuple(nodes)
    slugs = {node.slug for node in known}
    below: dict[str, list[StructureNode]] = {}
    for node in known:
        below.setdefault(node.parent if node.parent in slugs else "", []).append(node)

    def branch(node: StructureNode) -> Branch:
        return Branch(node, tuple(branch(child) for child in below.get(node.slug, ())))

    if len(slugs) != len(known):
        raise ValueError("A group appears twice in the structure.")
    tree = StructureTree(tuple(branch(node) for node in below.get("", ())))
    if len(tree.nodes) != len(known):
        raise ValueError("Groups cannot report to each other in a circle.")
    return tree


def to_plain(tree: StructureTree) -> list[dict[str, Any]]:
    """The tree as values that JSON can hold."""
    return [asdict(node) | {"arms": list(node.arms), "seats": [asdict(s) for s in node.seats]} for node in tree.nodes]


def from_plain(groups: Iterable[dict[str, Any]]) -> StructureTree:
    """The tree back from what JSON held."""
    return build_tree(
        StructureNode(
            **group
            | {
                "arms": tuple(group["arms"]),
                "seats": tuple(SeatNode(**seat) for seat in group["seats"]),
            }
        )
        for group in groups
    )


def joined(words: Sequence[str]) -> str:
    """Words as a list in a sentence: a, b and c."""
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def describe(tree: StructureTree) -> str:
    """The structure told in sentences: what the drawing shows, for those who do not see it."""
    if not tree.roots:
        return "No groups recorded."
    count = len(tree.nodes)
    sentences = [f"The structure has {count} group{'s' if count != 1 else ''}."]
    tops = [root.node.name for root in tree.roots]
    sentences.append(f"At the top {'is' if len(tops) == 1 else 'are'} {joined(tops)}.")
    for branch, _ in tree.walk():
        if branch.node.independent_chairs:
            titles = joined([seat.title for seat in branch.node.independent_chairs])
            sentences.append(f"{branch.node.name} is led by: {titles}, who is independent of any organisation.")
        if branch.children:
            names = [child.node.name for child in branch.children]
            verb = "reports" if len(names) == 1 else "report"
            sentences.append(f"{joined(names)} {verb} to {branch.node.name}.")
    examples = [node.name for node in tree.nodes if node.is_illustrative]
    if examples:
        sentences.append(f"Illustrative, not found in a source: {joined(examples)}.")
    return " ".join(sentences)
