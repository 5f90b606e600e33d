"""HTML as a tree, to compare what two programs wrote whatever the order of attributes and the white space."""

from collections.abc import Collection
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

VOID = {"input", "br", "hr", "path", "img", "meta", "link"}


@dataclass
class Node:
    """One element: its attributes, the classes as a set, and what stands in it."""

    tag: str
    attributes: dict[str, Any] = field(default_factory=dict)
    children: list[Any] = field(default_factory=list)

    def find_all(self, **wanted: str) -> list["Node"]:
        """Elements below with these attributes (`tag`, or a name with underscores)."""
        found = []
        for child in self.children:
            if isinstance(child, Node):
                if all(child.get(name) == value for name, value in wanted.items()):
                    found.append(child)
                found += child.find_all(**wanted)
        return found

    def find(self, **wanted: str) -> "Node":
        """The one element with these attributes."""
        (found,) = self.find_all(**wanted)
        return found

    def get(self, name: str) -> Any:
        """The tag, or an attribute."""
        return self.tag if name == "tag" else self.attributes.get(name.replace("_", "-").rstrip("-"))

    @property
    def classes(self) -> set[str]:
        """The classes."""
        return set(self.attributes.get("class", ()))

    @property
    def text(self) -> str:
        """The words in it, with single spaces."""
        words = [child if isinstance(child, str) else child.text for child in self.children]
        return " ".join(" ".join(words).split())


class _Reader(HTMLParser):
    def __init__(self, ignored: Collection[str]) -> None:
        super().__init__()
        self.ignored = ignored
        self.path = [Node("root")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = {name: value or "" for name, value in attrs if name not in self.ignored}
        if "class" in kept:
            kept["class"] = tuple(sorted(set(kept["class"].split())))
        node = Node(tag, kept)
        self.path[-1].children.append(node)
        if tag not in VOID:
            self.path.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.path[-1].tag == tag, f"</{tag}> closes <{self.path[-1].tag}>"
            self.path.pop()

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.path[-1].children.append(" ".join(data.split()))


def parse(html: str, ignored: Collection[str] = ()) -> Node:
    """The tree of some HTML. Fails where an element is not closed."""
    reader = _Reader(ignored)
    reader.feed(html)
    reader.close()
    assert len(reader.path) == 1, f"<{reader.path[-1].tag}> is not closed"
    return reader.path[0]
