"""From a Vega-Lite specification to SVG that may stand in a page and in a PDF.

The page's rules allow no style attribute and no script; the PDF needs a name for every picture.
"""

import hashlib
import json
from functools import cache
from typing import Any, Final
from xml.etree.ElementTree import Element

import vl_convert
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from ui.charts.svg import SVG, framed
from ui.fonts import FONT_DIRECTORY

VEGA_LITE: Final = "6.1"

_DROPPED: Final = ("style", "class", "pointer-events", "aria-roledescription", "aria-hidden")


@cache
def _register_fonts() -> None:
    """Tell the converter of our font, once in a process."""
    vl_convert.register_font_directory(str(FONT_DIRECTORY))


def render(spec: dict[str, Any], *, title: str, description: str) -> str:
    """Draw the specification and give it its name and its description."""
    _register_fonts()
    drawn = vl_convert.vegalite_to_svg(json.dumps(spec, sort_keys=True), vl_version=VEGA_LITE, allowed_base_urls=[])
    root = fromstring(drawn)
    for element in list(root.iter()):
        _tidy(element)
    width, height = (float(size) for size in root.attrib["viewBox"].split()[2:])
    digest = hashlib.sha256(json.dumps([title, description, spec], sort_keys=True).encode()).hexdigest()
    return framed(list(root), title=title, description=description, width=width, height=height, key=digest[:16])


def _tidy(element: Element) -> None:
    """Drop what the page forbids or does not need, and the empty shapes that Vega leaves behind."""
    for name in _DROPPED:
        element.attrib.pop(name, None)
    if "aria-label" not in element.attrib:
        element.attrib.pop("role", None)
    for child in list(element):
        if child.tag == f"{{{SVG}}}path" and child.get("d", "") in ("", "M0,0h0v0h0Z"):
            element.remove(child)
