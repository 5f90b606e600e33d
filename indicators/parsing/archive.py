"""A guard before a workbook is opened: an XLSX file is a zip archive, and a small one can unpack to gigabytes. Pure.

What an archive says of itself is not believed: each part is unpacked once, piece by piece, and counted as the reader
counts (`archive_parts`): rows times columns of each sheet, and what long texts come to that many cells share.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers.expat import ExpatError

from indicators.parsing.archive_parts import OWN_XML, PartCounter, SharedCounter
from indicators.parsing.file_problems import FileRefused

PIECE = 1 << 20
XML = (".xml", ".rels")
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
NO_WORKBOOK = "The file is an archive, not a workbook. Take the workbook or the .csv file out of it and upload that."


@dataclass(frozen=True)
class Limits:
    """How large a file may be, before and after it is unpacked."""

    file_bytes: int = 10 * 1024 * 1024
    members: int = 500
    unpacked_bytes: int = 150 * 1024 * 1024
    ratio: int = 200
    cells: int = 3_000_000
    sheets: int = 100
    shared_characters: int = 100_000_000


LIMITS = Limits()
DAMAGED = (
    "We cannot read the workbook. It is damaged or protected by a password. Open it in Excel or LibreOffice, save it "
    "as a new .xlsx file without a password and upload that."
)
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    ExpatError,
)
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
    except UNREADABLE as error:
        raise FileRefused(DAMAGED) from error


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
    room, cells = limits.unpacked_bytes, 0
    parts: dict[str, PartCounter] = {}
    for member in members:
        # A part that says that it is smaller than it is would be read beyond its end by others: read what is there.
        member.file_size = max(member.file_size, limits.unpacked_bytes + 1)
        # Any part can be named as a sheet, so that each is counted as one.
        part, tail = PartCounter(limits.cells - cells), b""
        for piece in _pieces(archive, member, room, limits):
            room -= len(piece)
            part.take(piece)
            if not part.is_xml and (b"<!DOCTYPE" in tail + piece or b"<!ENTITY" in tail + piece):
                raise FileRefused(OWN_XML)
            tail = piece[-16:]
        part.take(b"", is_last=True)
        name = _plain_name(member.filename).lower()
        if not part.is_xml and name.endswith(XML):
            raise FileRefused(DAMAGED)
        cells += part.cells
        parts[name] = part
    _check_sheets(parts, limits)
    _check_texts(archive, members, parts, limits)
    return Contents(cells)


def _check_sheets(parts: dict[str, PartCounter], limits: Limits) -> None:
    """The reader reads a part once for each sheet that names it: each names its own."""
    sheets = parts["xl/workbook.xml"].sheets
    if len(sheets) > limits.sheets:
        raise FileRefused(f"The workbook has {len(sheets):,} sheets. Keep those of the return, and upload it again.")
    relations = parts.get("xl/_rels/workbook.xml.rels")
    targets = {} if relations is None else relations.targets
    named = [posixpath.normpath(posixpath.join("/xl", targets.get(name, name))).lower() for name in sheets]
    if len(set(named)) != len(named):
        raise FileRefused(
            "Two sheets of the workbook are the same part. Open it, save it as a new .xlsx file and upload that."
        )


def _check_texts(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], parts: dict[str, PartCounter], limits: Limits
) -> None:
    """The reader copies a text for each cell that names it."""
    longest = max((part.longest for part in parts.values()), default=0)
    if sum(part.shared for part in parts.values()) * longest <= limits.shared_characters:
        return
    texts = max(parts.values(), key=lambda part: len(part.lengths))
    letters = 0
    for member in members:
        if not parts[_plain_name(member.filename).lower()].shared:
            continue
        counter = SharedCounter(texts.lengths)
        for piece in _pieces(archive, member, limits.unpacked_bytes, limits):
            counter.take(piece)
            if letters + counter.letters > limits.shared_characters:
                raise FileRefused(f"The workbook repeats a very long text many times. {BOMB}")
        letters += counter.letters
