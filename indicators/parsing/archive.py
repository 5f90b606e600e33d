"""A guard before a workbook is opened: an XLSX file is a zip archive, and a small one can unpack to gigabytes. Pure.

What an archive says of itself is not believed: each part is unpacked once, piece by piece, and counted. The reader
keeps a sheet as a full rectangle, so that one far cell costs as much as all cells before it: rows times columns is
limited too, and so is what long texts come to that many cells share.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from indicators.parsing.places import number_of
from indicators.parsing.problems import FileRefused

PIECE = 1 << 20
# What a reference to a cell, or the tail of a text, may be cut into between two pieces; and how long a tag can be.
OVERLAP = 64
LONGEST_TAG = 4096
# A cell without contents, and a line without cells: a height or a colour that was set to the last line of a sheet.
EMPTY_CELL = re.compile(rb"<(?:\w+:)?c\b[^<>]*/>")
EMPTY_ROW = re.compile(rb"<(?:\w+:)?row\b[^<>]*(?:/>|>\s*</(?:\w+:)?row>)")
REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,4})([0-9]{1,9})["']""")
FORBIDDEN = {
    "vbaproject.bin": "It contains macros. Save it as a workbook without macros (.xlsx) and upload it again.",
    "externallinks/": "It uses figures from other workbooks. Paste them as values and upload the file again.",
    "activex/": "It contains controls. Copy the figures into the template from this page.",
    "embeddings/": "It contains other files. Copy the figures into the template from this page.",
}
# What other files are that come as zip archives, and what to do with them.
OTHER_KINDS = {
    "xl/workbook.bin": "The file is a binary workbook (.xlsb). Save it as .xlsx and upload that.",
    "mimetype": "The file is an OpenDocument file. Save it as .xlsx or .csv and upload that.",
    "word/document.xml": "The file is a Word document, not a workbook. Copy its table into the template.",
    "ppt/presentation.xml": "The file is a presentation, not a workbook. Copy its table into the template.",
    "index/document.iwa": "The file comes from Apple Numbers or Pages. Export it as .xlsx or .csv and upload that.",
}
NO_WORKBOOK = (
    "The file is an archive, not a workbook. Take the workbook out of it, or upload the template as .xlsx or .csv."
)


@dataclass(frozen=True)
class Limits:
    """How large a file may be, before and after it is unpacked."""

    file_bytes: int = 10 * 1024 * 1024
    members: int = 500
    unpacked_bytes: int = 150 * 1024 * 1024
    ratio: int = 200
    cells: int = 3_000_000
    shared_characters: int = 1 << 30


LIMITS = Limits()
BOMB = "It unpacks to far more data than a return could have. Copy the figures into the template from this page."


@dataclass
class Contents:
    """What the guard saw in a workbook: how many cells its sheets span."""

    cells: int = 0


def check_size(content: bytes, limits: Limits = LIMITS) -> None:
    """Refuse an empty and an oversized file. Raises `FileRefused`."""
    if not content.strip():
        raise FileRefused("The file is empty. Download the template, fill it in and upload it.")
    if len(content) > limits.file_bytes:
        raise FileRefused(
            f"The file is too large ({len(content) / 1024 / 1024:.1f} MB). The most we can accept is "
            f"{limits.file_bytes // 1024 // 1024} MB. Remove anything that is not part of the return."
        )


def check_workbook(content: bytes, limits: Limits = LIMITS) -> Contents:
    """Look through an XLSX file without opening it as a workbook. Raises `FileRefused`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _check_names(members, limits)
            return _check_parts(archive, members, limits)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise FileRefused(
            "We cannot read the workbook. It is damaged or protected by a password. Open it in Excel or LibreOffice, "
            "save it as a new .xlsx file without a password and upload that."
        ) from error


def _check_names(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.members:
        raise FileRefused(f"The workbook has {len(members):,} parts. {BOMB}")
    names = [_plain_name(member.filename).lower() for member in members]
    if len(set(names)) != len(names):
        raise FileRefused(
            "The workbook contains the same part twice. Open it, save it as a new .xlsx file and upload it."
        )
    for name in names:
        for part, why in FORBIDDEN.items():
            if part in name:
                raise FileRefused(f"We cannot accept the workbook. {why}")
    if "xl/workbook.xml" not in names:
        raise FileRefused(next((why for part, why in OTHER_KINDS.items() if part in names), NO_WORKBOOK))


def _plain_name(name: str) -> str:
    """A part's name as the standard writes it: some programs write backslashes, or begin with a slash."""
    return name.replace("\\", "/").removeprefix("./").lstrip("/")


def with_plain_names(content: bytes) -> bytes:
    """The same workbook with its parts named as the standard has it. Looked through by `check_workbook` before."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if all(_plain_name(member.filename) == member.filename for member in members):
            return content
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as plain:
            for member in members:
                plain.writestr(_plain_name(member.filename), archive.read(member))
        return out.getvalue()


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: int, limits: Limits) -> Iterator[bytes]:
    """The unpacked part, piece by piece, as long as it stays within what is allowed."""
    size = 0
    most = min(room, max(PIECE, member.compress_size * limits.ratio))
    with archive.open(member) as part:
        while piece := part.read(PIECE):
            size += len(piece)
            if size > most:
                raise FileRefused(f"We cannot accept the workbook. {BOMB}")
            yield piece


def _check_parts(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], limits: Limits) -> Contents:
    found = Contents()
    room = limits.unpacked_bytes
    shared, longest = 0, 0
    for member in members:
        # A part that says that it is smaller than it is would be read beyond its end by others: read what is there.
        member.file_size = max(member.file_size, limits.unpacked_bytes + 1)
        sheet, tail, run = _Sheet(limits.cells - found.cells), b"", 0
        for piece in _pieces(archive, member, room, limits):
            room -= len(piece)
            whole = tail + piece
            if b"<!DOCTYPE" in whole or b"<!ENTITY" in whole:
                raise FileRefused(
                    "We cannot accept the workbook because it declares its own XML. Open it in Excel or LibreOffice, "
                    "save it as a new .xlsx file and upload that."
                )
            # Any part can be named as a sheet, so that each is looked at as one.
            cut = _last_tag(whole)
            sheet.look(whole[:cut])
            shared += piece.count(b't="s"') + piece.count(b"t='s'")
            if member.filename.lower().endswith("sharedstrings.xml"):
                run, most = _longest(piece, run)
                longest = max(longest, most)
            tail = whole[cut:]
        sheet.look(tail)
        found.cells += sheet.rows * sheet.columns
    if shared * longest > limits.shared_characters:
        raise FileRefused(f"The workbook repeats a very long text many times. {BOMB}")
    return found


def _last_tag(whole: bytes) -> int:
    """Where the last tag begins, which may go on in the next piece."""
    found = whole.rfind(b"<", -LONGEST_TAG)
    return max(len(whole) - OVERLAP, 0) if found < 0 else found


def _longest(piece: bytes, run: int) -> tuple[int, int]:
    """Length of the text that goes on in the next piece, and of the longest text between two shared strings."""
    lengths = [len(part) for part in piece.split(b"</si>")]
    lengths[0] += run
    return lengths[-1], max(lengths)


class _Sheet:
    """The rectangle that the cells of one sheet span."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.rows = self.columns = 0

    def look(self, piece: bytes) -> None:
        """Take in the cells of one piece. Raises `FileRefused` where the rectangle is too large."""
        names, lines = {b""}, {b"0"}
        for name, line in REFERENCE.findall(EMPTY_ROW.sub(b"", EMPTY_CELL.sub(b"", piece))):
            names.add(name)
            lines.add(line)
        self.rows = max(self.rows, *map(int, lines))
        self.columns = max(self.columns, *(number_of(name.decode("ascii").upper()) for name in names))
        if self.rows * self.columns > self.most:
            raise FileRefused(
                f"A sheet has {self.rows:,} lines and {self.columns:,} columns, far more than a return needs. "
                "Delete anything to the right of the table and below it, and upload the file again."
            )
