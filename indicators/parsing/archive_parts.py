"""Counting what a part of a workbook makes the reader keep: as the reader counts, while the part streams by. Pure.

The reader keeps a sheet as a full rectangle, so that one far cell costs as much as all cells before it. Cells and lines
that do not say where they stand follow the one before. Cells without contents, and lines without cells, count nothing:
a height or a colour may be set to the last line of a sheet.
"""

import re
from array import array
from collections.abc import Mapping
from xml.parsers.expat import ExpatError, ParserCreate

from indicators.parsing.file_problems import FileRefused
from indicators.parsing.places import number_of

# A tag, or a comment, that is longer than this is none: all of it would have to be held, and looked at again and again.
LONGEST_TAG = 1 << 20
REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
# Within a cell: what makes it one that holds something.
CONTENTS = frozenset({"v", "is", "t", "f"})
OWN_XML = (
    "We cannot accept the workbook because it declares its own XML. Open it in Excel or LibreOffice, save it as a new "
    ".xlsx file and upload that."
)


class PartCounter:
    """Takes in one part, piece by piece. Raises `FileRefused` where its rectangle has more cells than `most`.

    `is_xml` is False for what is no XML, from where it stops being any. `sheets` are the names by which the sheets of a
    workbook point to their parts, `targets` the parts that such names stand for.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        # The line that is read, the one in which the cell says that it stands, and the last one that held anything.
        self.row = self.line = self.last = 0
        # The columns that hold something in that last line.
        self.filled: set[int] = set()
        self.rows = self.columns = self.index = 0
        self.is_waiting = False
        self.shared = 0
        self.longest = 0
        self.lengths = array("Q")
        self.sheets: list[str] = []
        self.targets: dict[str, str] = {}
        self.is_xml = True
        self.size = 0
        self.parser = ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.StartDoctypeDeclHandler = self._refuse_declaration
        self.known: dict[str, int] = {}

    @property
    def cells(self) -> int:
        """How many cells the reader keeps of it."""
        return self.rows * self.columns

    def take(self, piece: bytes, *, is_last: bool = False) -> None:
        """The next piece of the part."""
        self.size += len(piece)
        if not self.is_xml or (is_last and not self.size):
            return
        try:
            self.parser.Parse(piece, is_last)
        except ExpatError:
            self.is_xml = False
            return
        if self.size - self.parser.CurrentByteIndex > LONGEST_TAG + len(piece):
            self.is_xml = False

    @staticmethod
    def _refuse_declaration(*_about: object) -> None:
        raise FileRefused(OWN_XML)

    def _start(self, name: str, given: Mapping[str, str]) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            self._cell(given)
        elif self.is_waiting and name in CONTENTS:
            self._count()
        elif name == "row":
            told = given.get("r")
            self.row = int(told) if told is not None and told.isdecimal() else self.row + 1
            self.index = 0
            self.is_waiting = False
        elif name == "si":
            self._begin_text()
        elif name == "sheet":
            self.sheets.extend(value for key, value in given.items() if key.rpartition(":")[2] == "id")
        elif name == "Relationship":
            self.targets[given.get("Id", "")] = given.get("Target", "")

    def _cell(self, given: Mapping[str, str]) -> None:
        self.is_waiting = True
        self.index += 1
        self.line = max(self.row, 1)
        told = given.get("r")
        if told is not None:
            found = REFERENCE.fullmatch(told)
            if found is None:
                raise FileRefused(f"A cell of the workbook has no place (“{told[:20]}”). Save it again, and upload it.")
            letters = found[1]
            self.index = self.known.get(letters) or self.known.setdefault(letters, number_of(letters.upper()))
            self.line = int(found[2])
        if given.get("t") == "s":
            self.shared += 1

    def _count(self) -> None:
        self.is_waiting = False
        if self.line < self.last:
            # The reader takes the first line for the uppermost.
            raise FileRefused("The lines of a sheet are in the wrong order. Save the workbook again and upload it.")
        if self.line > self.last:
            self.filled.clear()
        self.last = self.line
        if self.index in self.filled:
            raise FileRefused(
                f"Line {self.line} of a sheet has two cells in one place. Open the file in Excel or LibreOffice, save "
                "it as a new .xlsx file and upload that."
            )
        self.filled.add(self.index)
        if self.line <= self.rows and self.index <= self.columns:
            return
        self.rows, self.columns = max(self.rows, self.line), max(self.columns, self.index)
        if self.rows * self.columns > self.most:
            raise FileRefused(
                f"A sheet has {self.rows:,} lines and {self.columns:,} columns, far more than a return needs. "
                "Delete anything to the right of the table and below it, and upload the file again."
            )

    # The texts that cells share.

    def _begin_text(self) -> None:
        self.lengths.append(0)
        self.parser.CharacterDataHandler = self._text
        self.parser.EndElementHandler = self._end

    def _text(self, text: str) -> None:
        self.lengths[-1] += len(text)

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] == "si":
            self.longest = max(self.longest, self.lengths[-1])
            self.parser.CharacterDataHandler = None


class SharedCounter:
    """How many letters the cells of one part come to, that only name a text: the second look, where it may matter."""

    def __init__(self, lengths: "array[int]") -> None:
        self.lengths = lengths
        self.letters = 0
        self.is_shared = self.in_value = False
        self.value = ""
        self.parser = ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def take(self, piece: bytes) -> None:
        """The next piece of the part; what was read before is XML."""
        self.parser.Parse(piece, False)

    def _start(self, name: str, given: Mapping[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self.is_shared = given.get("t") == "s"
        elif name == "v":
            self.in_value, self.value = True, ""

    def _text(self, text: str) -> None:
        if self.in_value and self.is_shared:
            self.value += text[:20]

    def _end(self, name: str) -> None:
        if self.in_value and name.rpartition(":")[2] == "v":
            self.in_value = False
            told = self.value.strip()
            if self.is_shared and told.isdecimal() and int(told) < len(self.lengths):
                self.letters += self.lengths[int(told)]
