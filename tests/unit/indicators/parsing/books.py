"""A small workbook, part by part, for the tests of the guard."""

import io
import zipfile
from collections.abc import Mapping

from tests.unit.indicators.parsing.forms import HEAD, book_bytes

LINES: list[list[object]] = [[*HEAD], ["a", "First row", 1, 2], ["b", "Second row", 3, 4]]


def archive(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


GOOD = parts_of(book_bytes({"Two windows": LINES}))
SHEET = "xl/worksheets/sheet1.xml"
