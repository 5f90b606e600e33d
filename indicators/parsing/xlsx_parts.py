"""The parts of a workbook that hold its sheets' places, its styles and its shared texts. Pure.

The guard has looked through the archive before; a part that is no XML raises `ExpatError`.
"""

import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers.expat import ParserCreate

from indicators.parsing.number_formats import BUILT_IN, is_faithful
from indicators.parsing.xlsx_rules import RuleStyle

Start = Callable[[str, Mapping[str, str]], None]
TRUE = {"1", "true", "on"}
_TO_BE_WORKED_OUT = re.compile(rb"""<(?:\w+:)?calcPr\b[^>]*\bfullCalcOnLoad=["'](?:1|true|on)["']""")
_RAISED = {"superscript", "subscript"}


@dataclass
class Styles:
    """Of each style: whether its letters are struck out or raised, or white on white, and its format.

    `rules` are the styles that rules of conditional formatting give.
    """

    struck: set[int] = field(default_factory=set)
    raised: set[int] = field(default_factory=set)
    white: set[int] = field(default_factory=set)
    formats: dict[int, str] = field(default_factory=dict)
    rules: dict[int, RuleStyle] = field(default_factory=dict)

    @property
    def odd(self) -> set[int]:
        """The styles by which a cell may show another number than it holds."""
        return self.struck | self.raised | self.white | set(self.formats)


@dataclass
class Text:
    """A text in runs: all of it, and what is neither raised nor struck out."""

    whole: str = ""
    plain: str = ""
    is_struck: bool = False
    is_raised: bool = False


def local(name: str) -> str:
    return name.rpartition(":")[2]


def parse_part(content: bytes, start: Start, end: Callable[[str], None], data: Callable[[str], None]) -> None:
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, given: start(local(name), given)
    parser.EndElementHandler = lambda name: end(local(name))
    parser.CharacterDataHandler = data
    parser.Parse(content, True)


def nothing(_text: str) -> None:
    """Of what is of no use here."""


class Parts:
    """The parts of a workbook by their names, however these are written."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = {name.lower().lstrip("/"): name for name in archive.namelist()}

    def read(self, name: str) -> bytes:
        """The content of a part; nothing where there is none."""
        found = self.names.get(name.lower().lstrip("/"))
        return b"" if found is None else self.archive.read(found)

    def is_to_be_worked_out(self) -> bool:
        """Whether a program wrote the formulas and left their results to the program that opens the file."""
        return _TO_BE_WORKED_OUT.search(self.read("xl/workbook.xml")) is not None

    def sheets(self) -> dict[str, str]:
        """The part of each sheet, by the sheet's name."""
        targets: dict[str, str] = {}
        found: dict[str, str] = {}

        def relation(name: str, given: Mapping[str, str]) -> None:
            if name == "Relationship":
                targets[given.get("Id", "")] = given.get("Target", "")

        def sheet(name: str, given: Mapping[str, str]) -> None:
            if name == "sheet":
                pointer = next((value for key, value in given.items() if local(key) == "id"), "")
                target = targets.get(pointer, "")
                found[given.get("name", "")] = (
                    target if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
                )

        for part, start in (("xl/_rels/workbook.xml.rels", relation), ("xl/workbook.xml", sheet)):
            content = self.read(part)
            if content:
                parse_part(content, start, nothing, nothing)
        return found


@dataclass
class _Font:
    """What matters of letters: whether they are struck out, raised or lowered, or white."""

    is_struck: bool = False
    is_raised: bool = False
    is_white: bool = False

    def take(self, name: str, given: Mapping[str, str]) -> None:
        """One property of the font."""
        self.is_struck = self.is_struck or (name == "strike" and given.get("val", "1") in TRUE)
        self.is_raised = self.is_raised or (name == "vertAlign" and given.get("val") in _RAISED)
        if name == "color":
            # The first colour of a theme is its background, which is white unless somebody chose another.
            is_background = given.get("theme") == "0" and not given.get("tint", "").strip("0.-")
            self.is_white = given.get("rgb", "").upper().endswith("FFFFFF") or is_background


def _fills(name: str, given: Mapping[str, str]) -> bool:
    """Whether a part of a fill gives the cell another colour than white."""
    if name == "patternFill":
        return given.get("patternType", "none") not in ("none", "solid")
    return (
        name in ("fgColor", "bgColor", "stop")
        and given.get("indexed") != "64"
        and not (given.get("rgb", "").upper().endswith("FFFFFF") or given.get("theme") == "0")
    )


class _StyleReader:
    """Takes in the part of styles."""

    def __init__(self) -> None:
        self.styles = Styles()
        self.path: list[str] = []
        self.formats: dict[str, str] = dict(BUILT_IN)
        self.fonts: list[_Font] = []
        self.filled: list[bool] = []
        self.number = 0
        self.rule_number = -1
        self.rule_code = ""

    def start(self, name: str, given: Mapping[str, str]) -> None:
        parent = self.path[-1] if self.path else ""
        self.path.append(name)
        if "dxfs" in self.path:
            self._rule(name, parent, given)
        elif name == "numFmt" and parent == "numFmts":
            self.formats[given.get("numFmtId", "")] = given.get("formatCode", "")
        elif name == "font" and parent == "fonts":
            self.fonts.append(_Font())
        elif parent == "font" and self.fonts and "fonts" in self.path:
            self.fonts[-1].take(name, given)
        elif name == "fill" and parent == "fills":
            self.filled.append(False)
        elif "fills" in self.path and self.filled:
            self.filled[-1] = self.filled[-1] or _fills(name, given)
        elif name == "xf" and parent == "cellXfs":
            self._style(given)

    def _rule(self, name: str, parent: str, given: Mapping[str, str]) -> None:
        if name == "dxf":
            self.rule_number += 1
            self.fonts.append(_Font())
            self.filled.append(False)
            self.rule_code = ""
        elif name == "numFmt":
            self.rule_code = given.get("formatCode", "")
        elif parent == "font":
            self.fonts[-1].take(name, given)
        elif "fill" in self.path:
            self.filled[-1] = self.filled[-1] or _fills(name, given)

    def _end_of_rule(self) -> None:
        font, is_filled = self.fonts.pop(), self.filled.pop()
        code = self.rule_code if self.rule_code and not is_faithful(self.rule_code) else ""
        style = RuleStyle(font.is_struck, font.is_white and not is_filled, code)
        if style.is_odd:
            self.styles.rules[self.rule_number] = style

    def _style(self, given: Mapping[str, str]) -> None:
        font, fill = (int(given.get(name, "0") or 0) for name in ("fontId", "fillId"))
        look = self.fonts[font] if font < len(self.fonts) else _Font()
        if look.is_struck:
            self.styles.struck.add(self.number)
        if look.is_raised:
            self.styles.raised.add(self.number)
        if look.is_white and not (fill < len(self.filled) and self.filled[fill]):
            self.styles.white.add(self.number)
        code = self.formats.get(given.get("numFmtId", ""), "")
        if code and not is_faithful(code):
            self.styles.formats[self.number] = code
        self.number += 1

    def end(self, name: str) -> None:
        self.path.pop()
        if name == "dxf":
            self._end_of_rule()


class TextReader:
    """Takes in texts with their runs, from one element `si` or `is` to the next."""

    def __init__(self) -> None:
        self.texts: list[Text] = []
        self.current: Text | None = None
        self.in_text = self.in_phonetic = False
        self.struck = self.raised = False

    def start(self, name: str, given: Mapping[str, str]) -> None:
        if name in ("si", "is"):
            self.current = Text()
            self.texts.append(self.current)
            self.struck = self.raised = False
        elif name == "r":
            self.struck = self.raised = False
        elif name == "rPh":
            self.in_phonetic = True
        elif name == "strike":
            self.struck = given.get("val", "1") in TRUE
        elif name == "vertAlign":
            self.raised = given.get("val") in _RAISED
        elif name == "t":
            self.in_text = True

    def end(self, name: str) -> None:
        if name == "t":
            self.in_text = False
        elif name == "rPh":
            self.in_phonetic = False
        elif name == "r":
            self.struck = self.raised = False
        elif name in ("si", "is"):
            self.current = None

    def data(self, text: str) -> None:
        if self.current is None or not self.in_text or self.in_phonetic:
            return
        self.current.whole += text
        if text.strip():
            self.current.is_struck = self.current.is_struck or self.struck
            self.current.is_raised = self.current.is_raised or self.raised
        if not (self.struck or self.raised):
            self.current.plain += text


def read_styles(content: bytes) -> Styles:
    reader = _StyleReader()
    if content:
        parse_part(content, reader.start, reader.end, nothing)
    return reader.styles


def read_texts(content: bytes, *, is_needed: bool) -> list[Text]:
    """The shared texts with their runs; none where no run can matter."""
    if not content or not (is_needed or b"strike" in content or b"vertAlign" in content):
        return []
    reader = TextReader()
    parse_part(content, reader.start, reader.end, reader.data)
    return reader.texts
