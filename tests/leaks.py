"""Looks for numbers in whatever the portal publishes: pages, data, drawings, workbooks, PDF files.

A number is looked for as people and programs write it: plain, with commas or with spaces, with a sign or without. What
only places a mark in a drawing is kept apart from what can be read.
"""

import functools
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import pikepdf
from lxml import etree
from PIL import Image

from tests.pdf import runs_of

# Not in the middle of a word, a hash or another number.
NUMBER = re.compile(r"(?<![0-9A-Za-z.,])[0-9]+(?:\.[0-9]+)?(?![0-9A-Za-z])")
GROUPED = re.compile(r"(?<![0-9A-Za-z.,])[0-9]{1,3}(?:[,\u00a0\u202f\u2009 ][0-9]{3})+(?:\.[0-9]+)?(?![0-9A-Za-z])")
GAPS = re.compile(r"[,\u00a0\u202f\u2009 ]")
ESCAPED = re.compile(r"&(?:nbsp|thinsp|#160|#8239|#8201|#xa0|#x202f|#x2009);", re.IGNORECASE)
# What places and sizes marks; nobody reads it, but it can be measured.
PLACES = frozenset(
    {"d", "points", "transform", "viewbox", "style", "font-size", "stroke-width", "stroke-dasharray", "textlength"}
    | {"x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "width", "height"}
)
# What tells the drawing for telephones from the other one of the same title.
NARROW = " (narrow)"
PLACED = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
SHORT = 3


@dataclass(frozen=True)
class Artefact:
    """Something that the portal sends: where it came from, its content type, its bytes, and its headers."""

    name: str
    content_type: str
    data: bytes
    headers: str = ""

    @property
    def kind(self) -> str:
        """The content type without its parameters."""
        return self.content_type.partition(";")[0].strip()

    @property
    def address(self) -> str:
        """Its name without what was asked for."""
        return self.name.partition("?")[0]

    @functools.cached_property
    def text(self) -> str:
        """All that can be read in it, its headers too. Raises `KeyError` for a kind that nobody can read here yet."""
        return "\n".join([self.headers, *READERS[self.kind](self.data)])

    @functools.cached_property
    def numbers(self) -> set[str]:
        """Every number that can be read in it."""
        return numbers(self.text)

    def holds(self, words: str) -> bool:
        """Whether the words are in it anywhere, in its packed parts too."""
        return words in self.text or words.encode() in self.data


def numbers(text: str) -> set[str]:
    """Every number of a text, without sign and without what parts its thousands."""
    text = ESCAPED.sub(" ", text)
    grouped = {GAPS.sub("", found) for found in GROUPED.findall(text)}
    return set(NUMBER.findall(text)) | grouped


def is_telling(number: str) -> bool:
    """Whether a number is long enough that it does not turn up by chance."""
    return len(number.replace(".", "")) >= SHORT + ("." not in number)


class _Reader(HTMLParser):
    """Parts what can be read in a page or a drawing from what places marks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.readable: list[str] = []
        self.drawings: dict[str, set[str]] = {}
        self._in_title = self._in_drawing = False
        self._title, self._ending, self._places = "", "", set[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "svg":
            self._in_drawing, self._title, self._places = True, "", set()
            self._ending = NARROW if "chart-narrow-" in (dict(attrs).get("aria-labelledby") or "") else ""
        self._in_title = tag == "title"
        for name, value in attrs:
            if name in PLACES:
                self._places.update(PLACED.findall(value or ""))
            else:
                self.readable.append(value or "")

    def handle_data(self, data: str) -> None:
        self.readable.append(data)
        if self._in_title and self._in_drawing:
            self._title += data

    def handle_comment(self, data: str) -> None:
        self.readable.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False
        if tag == "svg":
            self._in_drawing = False
            self.drawings.setdefault(self._title.strip() + self._ending, set()).update(self._places)


def _read(text: str) -> _Reader:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader


def coordinates(svg: str) -> set[str]:
    """What places the marks of a drawing."""
    return set().union(*_read(svg).drawings.values())


def drawings(artefact: Artefact) -> dict[str, set[str]]:
    """What places the marks of each drawing of a page or of a record, by the drawing's title."""
    if artefact.kind in ("text/html", "image/svg+xml"):
        return _read(artefact.data.decode()).drawings
    if artefact.kind == "application/json":
        found: dict[str, set[str]] = {}
        for text in texts(json.loads(artefact.data)):
            if "<svg" in text:
                for title, places in _read(text).drawings.items():
                    found.setdefault(title, set()).update(places)
        return found
    return {}


def texts(data: Any) -> Iterator[str]:
    """Every text, key and number of plain data."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield str(key)
            yield from texts(value)
    elif isinstance(data, list | tuple):
        for one in data:
            yield from texts(one)
    elif data is not None:
        yield str(data)


def _of_page(data: bytes) -> Iterable[str]:
    return _read(data.decode()).readable


def _of_json(data: bytes) -> Iterator[str]:
    for text in texts(json.loads(data)):
        yield from _read(text).readable if "<svg" in text else [text]


def _of_text(data: bytes) -> Iterable[str]:
    return [data.decode()]


def _of_workbook(data: bytes) -> Iterator[str]:
    """Every part of the file: sheets, shared texts, properties, comments."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for name in file.namelist():
            yield name
            for element in etree.fromstring(file.read(name)).iter():
                yield element.text or ""
                yield from (value for key, value in element.attrib.items() if str(key).lower() not in PLACES)


ALTERNATIVE = ("/Alt", "/ActualText", "/E")
WORDS = (*ALTERNATIVE, "/Title", "/Contents", "/T", "/V", "/TU", "/Subject", "/Keywords", "/Author", "/Desc")


def words_of_pdf(data: bytes, keys: Iterable[str] = WORDS) -> Iterator[str]:
    """The texts of a PDF file that are in no text layer, such as alternative texts and titles."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary):
                yield from (str(item[key]) for key in keys if isinstance(item.get(key), pikepdf.String))


def _of_pdf(data: bytes) -> Iterator[str]:
    yield from words_of_pdf(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield from runs_of(pdf)
        yield from (str(value) for value in pdf.docinfo.values())
        yield pdf.Root.Metadata.read_bytes().decode()
        for name, attached in pdf.attachments.items():
            yield from (name, attached.description, attached.get_file().read_bytes().decode())


def _of_picture(data: bytes) -> Iterator[str]:
    """What a photograph or drawing says beside its dots: comments, where it was taken, and by which program."""
    with Image.open(io.BytesIO(data)) as picture:
        yield from (f"{name}: {value}" for name, value in picture.info.items())
        yield from (f"{tag}: {value}" for tag, value in picture.getexif().items())


def _of_zip(data: bytes) -> Iterator[str]:
    """What files of text are packed: tables, and what describes them."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for name in file.namelist():
            yield from (name, file.read(name).decode())


READERS: dict[str, Callable[[bytes], Iterable[str]]] = {
    "application/zip": _of_zip,
    "text/html": _of_page,
    "image/svg+xml": _of_page,
    "application/json": _of_json,
    "application/ld+json": _of_json,
    "application/csvm+json": _of_json,
    "application/problem+json": _of_json,
    "text/csv": _of_text,
    "text/css": _of_text,
    "text/plain": _of_text,
    "application/atom+xml": _of_text,
    "application/rss+xml": _of_text,
    "application/xml": _of_text,
    "text/calendar": _of_text,
    "application/pdf": _of_pdf,
    "image/png": _of_picture,
    "image/jpeg": _of_picture,
    "image/webp": _of_picture,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": _of_workbook,
}
