"""How far the actions of a plan came, at a glance: a sentence, and one square for each action. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, tostring

from ui.charts.svg import element
from ui.charts.theme import BASELINE_COLOUR, TEXT_COLOUR

# In the order of the drawing: the key of each, its word, and its colour. A sign in the square says the same.
STATES = (
    ("done", "done", "#12436D"),
    ("under_way", "under way", "#28A197"),
    ("on_hold", "on hold", "#F46A25"),
    ("not_implementing", "not being implemented", "#801650"),
    ("not_started", "not begun", "#FFFFFF"),
)
SIZE, GAP, A_ROW = 22, 4, 11


@dataclass(frozen=True)
class Row:
    """The actions that came equally far: the words, how many, and their squares as SVG text."""

    key: str
    words: str
    count: int
    squares: str


def sentence(counts: Mapping[str, int]) -> str:
    """“Of 11 actions, 5 are done, 4 are under way and 2 are not begun.” Empty where there are none."""
    total = sum(counts.values())
    if not total:
        return ""
    told = [f"{counts[key]} {'is' if counts[key] == 1 else 'are'} {words}" for key, words, _ in STATES if counts[key]]
    listed = told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
    return f"Of {total} {'action' if total == 1 else 'actions'}, {listed}."


def rows(counts: Mapping[str, int]) -> list[Row]:
    """A row for each kind that there is, those that came farthest first."""
    return [
        Row(key, words.capitalize(), counts[key], _squares(key, colour, counts[key]))
        for key, words, colour in STATES
        if counts[key]
    ]


def _squares(key: str, colour: str, count: int) -> str:
    """The squares of one kind. The words stand beside them, so they are silent for those who listen."""
    across, down = min(count, A_ROW), -(-count // A_ROW)
    width, height = across * (SIZE + GAP) - GAP + 2, down * (SIZE + GAP) - GAP + 2
    picture = element(
        "svg", aria_hidden="true", viewBox=f"0 0 {width} {height}", width=width, height=height, focusable="false"
    )
    for index in range(count):
        left, top = (index % A_ROW) * (SIZE + GAP) + 1, (index // A_ROW) * (SIZE + GAP) + 1
        square = element(
            "rect", x=left, y=top, width=SIZE, height=SIZE, fill=colour, stroke=BASELINE_COLOUR, stroke_width=1.5
        )
        if key == "not_started":
            square.set("stroke-dasharray", "3 2")
        picture.append(square)
        picture.extend(_sign(key, left, top))
    return tostring(picture, encoding="unicode")


def _sign(key: str, left: int, top: int) -> Iterator[Element]:
    """A tick, a half-filled square, two bars, a cross; nothing for what is not begun."""

    def stroke(path: str, colour: str = "#FFFFFF") -> Element:
        return element("path", d=path, fill="none", stroke=colour, stroke_width=2.5)

    if key == "done":
        yield stroke(f"M{left + 5} {top + 12}l4 4l8 -10")
    elif key == "under_way":
        yield element("path", d=f"M{left + 1} {top + 1}h{SIZE - 2}L{left + 1} {top + SIZE - 1}z", fill="#FFFFFF")
    elif key == "on_hold":
        yield stroke(f"M{left + 8} {top + 6}v10M{left + 14} {top + 6}v10", TEXT_COLOUR)
    elif key == "not_implementing":
        yield stroke(f"M{left + 6} {top + 6}l10 10M{left + 16} {top + 6}l-10 10")
