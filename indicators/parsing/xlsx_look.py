"""What a workbook shows beside the plain contents of its cells, read from its parts: the fast reader gives none.

Raised, lowered, struck-out and white letters; formats that show another number, also by a rule; errors and formulas
without a result; lines and columns that are hidden. Pure; the guard has looked through the archive before.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from indicators.parsing.number_formats import shown
from indicators.parsing.odd_cells import OddNumber, OddText
from indicators.parsing.places import letters, number_of
from indicators.parsing.xlsx_parts import TRUE, Parts, Styles, Text, TextReader, parse_part, read_styles, read_texts
from indicators.parsing.xlsx_rules import RuleReader

Odd = OddText | OddNumber
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})$")
# Whether a sheet needs the slow look at all.
_HINT = re.compile(
    rb"""<(?:\w+:)?(?:f[ >/]|rPr|mergeCell)|\bt=["']e["']|\bhidden=["'](?:1|true|on)["']"""
    rb"""|\b(?:ht|width)=["']0(?:\.0+)?["']|\bshowZeros=["'](?:0|false|off)["']"""
)


@dataclass
class Look:
    """What one sheet shows. `odd` are its cells by line, counted from 1, and column, counted from 0."""

    odd: dict[tuple[int, int], Odd] = field(default_factory=dict)
    hidden_lines: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    hides_zeros: bool = False
    # The first cell of each range of cells that are one.
    merged: set[tuple[int, int]] = field(default_factory=set)


def _is_nothing(size: str | None) -> bool:
    """Whether a height or a width is given, and is none."""
    return size is not None and re.fullmatch(r"0(?:\.0+)?", size) is not None


def odd_text(text: Text) -> OddText | None:
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

    def __init__(self, styles: Styles, texts: Sequence[Text], *, is_to_be_worked_out: bool) -> None:
        self.look = Look()
        self.is_to_be_worked_out = is_to_be_worked_out
        self.styles = styles
        self.texts = texts
        self.inline = TextReader()
        self.rules = RuleReader(styles.rules) if styles.rules else None
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
            if given.get("hidden") in TRUE or _is_nothing(given.get("ht")):
                self.look.hidden_lines.append(self.line)
        elif name == "col" and (given.get("hidden") in TRUE or _is_nothing(given.get("width"))):
            first, last = int(given.get("min", "1")), int(given.get("max", "1"))
            self.look.hidden_columns.extend(range(first - 1, min(last, first + 200)))
        elif name == "sheetView" and given.get("showZeros", "1") not in TRUE:
            self.look.hides_zeros = True
        elif name == "mergeCell":
            match = _REFERENCE.match(given.get("ref", "").partition(":")[0])
            if match is not None:
                self.look.merged.add((int(match[2]), number_of(match[1].upper()) - 1))
        else:
            self.inline.start(name, given)
            if self.rules is not None:
                self.rules.start(name, given)

    def finished(self) -> Look:
        """All that the sheet shows, once it is read."""
        for place, cell in self.rules.odd() if self.rules is not None else ():
            self.look.odd.setdefault(place, cell)
        return self.look

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
            elif self.rules is not None and self.value.strip() and self.given.get("t", "n") == "n":
                self.rules.numbers[self.line, self.index] = float(self.value)
        else:
            self.inline.end(name)
            if self.rules is not None:
                self.rules.end(name)

    def data(self, text: str) -> None:
        if self.in_value:
            self.value += text
        else:
            self.inline.data(text)
            if self.rules is not None:
                self.rules.data(text)

    def _odd(self) -> Odd | None:
        kind, value = self.given.get("t", "n"), self.value.strip()
        if kind == "e":
            return OddText("", f"The cell contains the error {value}. Enter the number.", told=value)
        # Some programs write 0 for every result, and leave it to the next one to work them out.
        is_stand_in = self.is_to_be_worked_out and kind == "n" and value in ("0", "0.0")
        if self.has_formula and (is_stand_in or (not value and kind != "str")):
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

    def _runs(self, kind: str, value: str) -> Text | None:
        """The cell's text with its runs; None where it is no text, or was of no interest."""
        if kind == "s":
            return self.texts[int(value)] if value.isdigit() and int(value) < len(self.texts) else None
        return self.inline.texts[0] if self.inline.texts else None

    def _whole_cell(self, style: int, kind: str, value: str) -> Odd | None:
        """A cell that is struck out, raised, or white, as a whole."""
        struck, raised = style in self.styles.struck, style in self.styles.raised
        if kind == "n" and style in self.styles.white:
            refusal = (
                "The figure is white, so it cannot be seen. If it counts, give it another colour; if not, clear the "
                "cell."
            )
            return OddNumber(float(value), refusal, told=value)
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
        styles = read_styles(parts.read("xl/styles.xml"))
        odd_styles = styles.odd
        texts = read_texts(parts.read("xl/sharedStrings.xml"), is_needed=bool(styles.struck | styles.raised))
        has_odd_texts = any(text.is_struck or text.is_raised for text in texts)
        used = re.compile(rb"""\bs=["'](?:%s)["']""" % "|".join(map(str, sorted(odd_styles))).encode())
        looks = {}
        for name, part in parts.sheets().items():
            sheet = parts.read(part)
            has_rules = bool(styles.rules) and b"conditionalFormatting" in sheet
            if has_odd_texts or has_rules or _HINT.search(sheet) or (odd_styles and used.search(sheet)):
                reader = _SheetReader(styles, texts, is_to_be_worked_out=parts.is_to_be_worked_out())
                parse_part(sheet, reader.start, reader.end, reader.data)
                looks[name] = reader.finished()
        return looks
