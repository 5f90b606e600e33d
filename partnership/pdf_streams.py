"""How much the streams of an uploaded PDF unpack to, counted piece by piece without keeping any of it. Pure."""

import base64
import binascii
import zlib
from collections.abc import Mapping
from typing import Any

import pikepdf

# All streams of a file together, and the dots of one picture.
MOST_UNPACKED = 256 * 1024 * 1024
MOST_DOTS = 100_000_000
PIECE = 1 << 20
FLATE = ("/FlateDecode", "/Fl")
LETTERS = ("/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx")
RUNS = ("/RunLengthDecode", "/RL")
# What 2 bytes of a run can stand for.
MOST_OF_A_RUN = 128
PICTURES = ("/DCTDecode", "/DCT", "/CCITTFaxDecode", "/CCF", "/JPXDecode", "/JBIG2Decode")
DRAWN = ("/Image", "/Form")


class RejectedPdf(Exception):
    """The file is not taken; the message says why, and what to do."""


class Room:
    """What may still be unpacked."""

    def __init__(self) -> None:
        self.left = MOST_UNPACKED

    def take(self, stream: pikepdf.Stream, values: Mapping[str, Any]) -> None:
        """Count one stream. Raises `RejectedPdf` where its data are elsewhere, packed strangely, or too many."""
        if "/F" in values or "/FFilter" in values:
            raise RejectedPdf("The PDF takes data from other files. Print it to a new PDF, and upload that.")
        kind = str(values.get("/Subtype", ""))
        if str(values.get("/Type", "")) == "/XObject" and kind not in DRAWN:
            raise RejectedPdf("The PDF has a program in a picture. Print it to a new PDF, and upload that.")
        if kind == "/Image":
            width, height = (values.get(name, 0) for name in ("/Width", "/Height"))
            if int(width) * int(height) > MOST_DOTS:
                raise _bomb()
        filters = _filters(values.get("/Filter"))
        data = stream.read_raw_bytes()
        self.left -= len(data)
        if filters and filters[0] in LETTERS:
            data = _from_letters(data, filters.pop(0))
        if filters and filters[0] in FLATE:
            self._inflate(data)
            filters.pop(0)
        elif filters and filters[0] in RUNS:
            self.left -= len(data) // 2 * MOST_OF_A_RUN
            filters.pop(0)
        if self.left < 0:
            raise _bomb()
        if filters and filters[0] in PICTURES:
            filters.pop(0)
        if filters:
            told = filters[0].removeprefix("/")
            raise RejectedPdf(f"The PDF is packed in an unusual way ({told}). Print it to a new PDF, and upload that.")

    def _inflate(self, data: bytes) -> None:
        unpacker = zlib.decompressobj()
        try:
            while data and not unpacker.eof:
                piece = unpacker.decompress(data, PIECE)
                data = unpacker.unconsumed_tail
                self.left -= len(piece)
                if self.left < 0:
                    raise _bomb()
                if not piece and not data:
                    break
        except zlib.error as error:
            raise RejectedPdf("The PDF is damaged. Save it again, and upload the new file.") from error


def _bomb() -> RejectedPdf:
    return RejectedPdf(
        "The PDF unpacks to far more data than pages need. Print it to a new PDF with smaller images. Upload that."
    )


def _filters(given: Any) -> list[str]:
    if given is None:
        return []
    return [str(given)] if isinstance(given, pikepdf.Name) else [str(one) for one in given]


def _from_letters(data: bytes, name: str) -> bytes:
    try:
        if name in LETTERS[:2]:
            return base64.a85decode(data.strip().removesuffix(b"~>"), adobe=False, ignorechars=b" \t\n\r\v\f\0")
        digits = b"".join(data.partition(b">")[0].split())
        return binascii.unhexlify(digits + b"0" * (len(digits) % 2))
    except ValueError as error:
        raise RejectedPdf("The PDF is damaged. Save it again, and upload the new file.") from error
