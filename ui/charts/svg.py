"""The frame of every picture that we draw: a name, a description, and a size that follows the room it is given."""

from typing import Final
from xml.etree.ElementTree import Element, register_namespace, tostring

from ui.charts.text import clean

SVG: Final = "http://www.w3.org/2000/svg"
register_namespace("", SVG)


def element(tag: str, text: str = "", **attributes: str | float) -> Element:
    """One SVG element; an attribute's underscores stand for hyphens, its numbers lose needless zeros."""
    made = Element(
        f"{{{SVG}}}{tag}",
        {
            name.replace("_", "-"): value if isinstance(value, str) else f"{value:g}"
            for name, value in attributes.items()
        },
    )
    made.text = clean(text) or None
    return made


def framed(children: list[Element], *, title: str, description: str, width: float, height: float, key: str) -> str:
    """An SVG picture, named for those who listen. `key` sets its ids apart from those of other pictures in the page."""
    names = (f"chart-{key}-title", f"chart-{key}-desc")
    root = element(
        "svg",
        role="img",
        aria_labelledby=" ".join(names),
        viewBox=f"0 0 {width:g} {height:g}",
        width="100%",
    )
    root.set("class", "app-chart")
    root.append(element("title", title, id=names[0]))
    root.append(element("desc", description, id=names[1]))
    root.extend(children)
    return tostring(root, encoding="unicode")
