"""What a workbook shows beside the plain contents of its cells, read from its parts: the fast reader gives none.

Raised, lowered and struck-out letters; formats that show another number; errors and formulas without a result; lines
and columns that are hidden. Pure; the guard has looked through the archive before.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.parsers.expat import ParserCreate

from indicators.parsing.number_formats import BUILT_IN, is_faithful, shown
from indicators.parsing.odd_cells import OddNumber, OddText
from indicators.parsing.places import letters, number_of

Start = Callable[[str, Mapping[str, str]], None]
Odd = OddText | OddNumber
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})$")
_TRUE = {"1", "true", "on"}
_RAISED = {"superscript", "subscript"}
# Whether a sheet needs the slow look at all.
_HINT = re.compile(
    rb"""<(?:\w+:)?(?:f[ >/]|rPr)|\bt=["']e["']|\bhidden=["'](?:1|true|on)["']|\bshowZeros=["'](?:0|false|off)["']"""
)


@dataclass
class Look:
    """What one sheet shows. `odd` are its cells by line, counted from 1, and column, counted from 0."""

    odd: dict[tuple[int, int], Odd] = field(default_factory=dict)
    hidden_lines: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    hides_zeros: bool = False


@dataclass
class _Styles:
    """Of each style: whether its letters are struck out or raised, and its format."""

    struck: set[int] = field(default_factory=set)
    raised: set[int] = field(default_factory=set)
    formats: dict[int, str] = field(default_factory=dict)


@dataclass
class _Text:
    """A text in runs: all of it, and what is neither raised nor struck out."""

    whole: str = ""
    plain: str = ""
    is_struck: bool = False
    is_raised: bool = False


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _parse(content: bytes, start: Start, end: Callable[[str], None], data: Callable[[str], None]) -> None:
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, given: start(_local(name), given)
    parser.EndElementHandler = lambda name: end(_local(name))
    parser.CharacterDataHandler = data
    parser.Parse(content, True)


def _nothing(_text: str) -> None:
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

    def sheets(self) -> dict[str, str]:
        """The part of each sheet, by the sheet's name."""
        targets: dict[str, str] = {}
        found: dict[str, str] = {}

        def relation(name: str, given: Mapping[str, str]) -> None:
            if name == "Relationship":
                targets[given.get("Id", "")] = given.get("Target", "")

        def sheet(name: str, given: Mapping[str, str]) -> None:
            if name == "sheet":
                pointer = next((value for key, value in given.items() if _local(key) == "id"), "")
                target = targets.get(pointer, "")
                found[given.get("name", "")] = (
                    target if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
                )

        for part, start in (("xl/_rels/workbook.xml.rels", relation), ("xl/workbook.xml", sheet)):
            content = self.read(part)
            if content:
                _parse(content, start, _nothing, _nothing)
        return found


class _StyleReader:
    """Takes in the part of styles."""

    def __init__(self) -> None:
        self.styles = _Styles()
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
            struck = struck or (name == "strike" and given.get("val", "1") in _TRUE)
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


class _TextReader:
    """Takes in texts with their runs, from one element `si` or `is` to the next."""

    def __init__(self) -> None:
        self.texts: list[_Text] = []
        self.current: _Text | None = None
        self.in_text = self.in_phonetic = False
        self.struck = self.raised = False

    def start(self, name: str, given: Mapping[str, str]) -> None:
        if name in ("si", "is"):
            self.current = _Text()
            self.texts.append(self.current)
            self.struck = self.raised = False
        elif name == "r":
            self.struck = self.raised = False
        elif name == "rPh":
            self.in_phonetic = True
        elif name == "strike":
            self.struck = given.get("val", "1") in _TRUE
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


def odd_text(text: _Text) -> OddText | None:
    """A text as a cell; None where all its letters stand for themselves."""
    if not (text.is_struck or text.is_raised):
        return None
    how = "struck out" if text.is_struck else "raised or lowered, like the number of a footnote"
    refusal = (
        f"Part of “{text.whole.strip()}” is {how}, so we cannot tell which number you mean. Enter the number alone, "
        "without this formatting."
    )
    return OddText(text.whole, refusal, plain=text.plain.strip(), is_struck=text.is_struck)


class _SheetReader:
    """Takes in one sheet, cell by cell."""

    def __init__(self, styles: _Styles, texts: Sequence[_Text]) -> None:
        self.look = Look()
        self.styles = styles
        self.texts = texts
        self.inline = _TextReader()
        self.line = self.index = 0
        self.given: Mapping[str, str] = {}
        self.in_value = self.has_formula = False
        self.value = ""

    def start(self, name: str, given: Mapping[str, str]) -> None:
        if name == "c":
            self._cell(given)
        elif name == "v":
            self.in_value = True
        elif name == "f":
            self.has_formula = True
        elif name == "row":
            self.line = int(given["r"]) if given.get("r", "").isdigit() else self.line + 1
            self.index = -1
            if given.get("hidden") in _TRUE:
                self.look.hidden_lines.append(self.line)
        elif name == "col" and given.get("hidden") in _TRUE:
            first, last = int(given.get("min", "1")), int(given.get("max", "1"))
            self.look.hidden_columns.extend(range(first - 1, min(last, first + 200)))
        elif name == "sheetView" and given.get("showZeros", "1") not in _TRUE:
            self.look.hides_zeros = True
        else:
            self.inline.start(name, given)

    def _cell(self, given: Mapping[str, str]) -> None:
        match = _REFERENCE.match(given.get("r", ""))
        if match is None:
            self.index += 1
        else:
            self.index, self.line = number_of(match[1].upper()) - 1, int(match[2])
        self.given, self.value, self.has_formula = given, "", False
        self.inline.texts.clear()

    def end(self, name: str) -> None:
        if name == "v":
            self.in_value = False
        elif name == "c":
            odd = self._odd()
            if odd is not None:
                self.look.odd[self.line, self.index] = odd
        else:
            self.inline.end(name)

    def data(self, text: str) -> None:
        if self.in_value:
            self.value += text
        else:
            self.inline.data(text)

    def _odd(self) -> Odd | None:
        kind, value = self.given.get("t", "n"), self.value.strip()
        if kind == "e":
            return OddText("", f"The cell contains the error {value}. Enter the number.", told=value)
        if self.has_formula and not value and kind != "str":
            return OddText(
                "",
                f"Cell {letters(self.index)}{self.line} holds a formula without its result. Open the file in your "
                "spreadsheet program, save it and upload it again.",
            )
        runs = self._runs(kind, value)
        odd = None if runs is None else odd_text(runs)
        if odd is not None or not (value or runs):
            return odd
        style = int(self.given.get("s", "0") or 0)
        whole = self._whole_cell(style, kind, value)
        if whole is not None:
            return whole
        code = self.styles.formats.get(style)
        return _odd_number(float(value), code) if code is not None and kind == "n" else None

    def _runs(self, kind: str, value: str) -> _Text | None:
        """The cell's text with its runs; None where it is no text, or was of no interest."""
        if kind == "s":
            return self.texts[int(value)] if value.isdigit() and int(value) < len(self.texts) else None
        return self.inline.texts[0] if self.inline.texts else None

    def _whole_cell(self, style: int, kind: str, value: str) -> Odd | None:
        """A cell that is struck out, or raised, as a whole."""
        struck, raised = style in self.styles.struck, style in self.styles.raised
        if not (struck or raised):
            return None
        how = "struck out" if struck else "raised or lowered, like a footnote"
        refusal = f"The figure is {how}. If it counts, remove this formatting; if not, clear the cell."
        if kind == "n":
            return OddNumber(float(value), refusal, told=value)
        # A heading or a row's words in small letters say what they say; only what is struck out is withdrawn.
        runs = self._runs(kind, value)
        return OddText(value if runs is None else runs.whole, refusal, is_struck=struck)


def _odd_number(number: float, code: str) -> OddNumber | None:
    seen = shown(number, code)
    if not seen.is_other:
        return None
    what = f"shows “{seen.text}”" if seen.text else "shows nothing"
    refusal = (
        f"The cell {what} but holds {number:g}. Change its number format to “General” and check that it shows the "
        "number you mean."
    )
    return OddNumber(number, refusal, told=seen.text or f"{number:g}", is_percent=seen.is_percent)


def look_at(content: bytes) -> dict[str, Look]:
    """What each sheet shows, by its name. Raises `ValueError` and `ExpatError` for a part that is no XML."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = Parts(archive)
        styles = _styles(parts.read("xl/styles.xml"))
        odd_styles = styles.struck | styles.raised | set(styles.formats)
        texts = _texts(parts.read("xl/sharedStrings.xml"), is_needed=bool(styles.struck | styles.raised))
        has_odd_texts = any(text.is_struck or text.is_raised for text in texts)
        used = re.compile(rb"""\bs=["'](?:%s)["']""" % "|".join(map(str, sorted(odd_styles))).encode())
        looks = {}
        for name, part in parts.sheets().items():
            sheet = parts.read(part)
            if has_odd_texts or _HINT.search(sheet) or (odd_styles and used.search(sheet)):
                reader = _SheetReader(styles, texts)
                _parse(sheet, reader.start, reader.end, reader.data)
                looks[name] = reader.look
        return looks


def _styles(content: bytes) -> _Styles:
    reader = _StyleReader()
    if content:
        _parse(content, reader.start, reader.end, _nothing)
    return reader.styles


def _texts(content: bytes, *, is_needed: bool) -> list[_Text]:
    """The shared texts with their runs; none where no run can matter."""
    if not content or not (is_needed or b"strike" in content or b"vertAlign" in content):
        return []
    reader = _TextReader()
    _parse(content, reader.start, reader.end, reader.data)
    return reader.texts
