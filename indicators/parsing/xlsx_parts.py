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

Start = Callable[[str, Mapping[str, str]], None]
TRUE = {"1", "true", "on"}
_TO_BE_WORKED_OUT = re.compile(rb"""<(?:\w+:)?calcPr\b[^>]*\bfullCalcOnLoad=["'](?:1|true|on)["']""")
_RAISED = {"superscript", "subscript"}


@dataclass
class Styles:
    """Of each style: whether its letters are struck out or raised, and its format."""

    struck: set[int] = field(default_factory=set)
    raised: set[int] = field(default_factory=set)
    formats: dict[int, str] = field(default_factory=dict)


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


class _StyleReader:
    """Takes in the part of styles."""

    def __init__(self) -> None:
        self.styles = Styles()
        self.path: list[str] = []
        self.formats: dict[str, str] = dict(BUILT_IN)
        self.fonts: list[tuple[bool, bool]] = []
        self.number = 0

    def start(self, name: str, given: Mapping[str, str]) -> None:
        parent = self.path[-1] if self.path else ""
        self.path.append(name)
        if name == "numFmt" and parent == "numFmts":
            self.formats[given.get("numFmtId", "")] = given.get("formatCode", "")
        elif name == "font" and parent == "fonts":
            self.fonts.append((False, False))
        elif parent == "font" and self.fonts and "fonts" in self.path:
            struck, raised = self.fonts[-1]
            struck = struck or (name == "strike" and given.get("val", "1") in TRUE)
            raised = raised or (name == "vertAlign" and given.get("val") in _RAISED)
            self.fonts[-1] = (struck, raised)
        elif name == "xf" and parent == "cellXfs":
            self._style(given)

    def _style(self, given: Mapping[str, str]) -> None:
        font = int(given.get("fontId", "0") or 0)
        struck, raised = self.fonts[font] if font < len(self.fonts) else (False, False)
        if struck:
            self.styles.struck.add(self.number)
        if raised:
            self.styles.raised.add(self.number)
        code = self.formats.get(given.get("numFmtId", ""), "")
        if code and not is_faithful(code):
            self.styles.formats[self.number] = code
        self.number += 1

    def end(self, _name: str) -> None:
        self.path.pop()


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
