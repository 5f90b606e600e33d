"""In which letters a text file was written. Pure.

UTF-8 proves itself. What is not UTF-8 says nothing of its letters: the same byte is ’ on a Mac and Õ in Windows. Then
the text itself decides: an English text has no capital Õ behind a small letter. Where more than one reading makes
sense, Windows has it, for nearly every such file comes from there; where none does, the file is asked for again.
"""

import re
from dataclasses import dataclass

from indicators.parsing.file_problems import FileRefused

BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# A mark that was taken for letters, and saved again with another before it.
_MARKS = re.compile("^(?:\ufeff|ï»¿)+")
WINDOWS = "cp1252"
CANDIDATES = {WINDOWS: "Windows", "mac_roman": "Mac Roman", "cp850": "MS-DOS"}
ASK = "Save it as “CSV UTF-8 (comma delimited)” and upload it again."
_UTF16 = {0: "utf-16-be", 1: "utf-16-le"}

_SMALL = "àáâäåæçèéêëíîïñóôöøùúûüýœß"
_LARGE = "ÀÁÂÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØÙÚÛÜŒ"
_LETTER = rf"[A-Za-z{_SMALL}{_LARGE}]"
# Each sign with the company that it keeps in a text that makes sense.
_SENSIBLE = re.compile(
    rf"[\x00-\x7f–—\u00a0]|(?<=\S)[’”](?!{_LETTER})|(?<={_LETTER})’(?=[a-z])"
    rf"|’(?=[0-9])|(?<!{_LETTER})[‘“]|…(?!{_LETTER})|(?<!{_LETTER})[•·]"
    rf"|[£€](?=\s?[0-9])|(?<=[A-Za-z{_SMALL}{_LARGE}])[{_SMALL}](?![A-Z])|[{_SMALL}](?=[a-z{_SMALL}])"
    rf"|(?<![a-z{_SMALL}])[{_LARGE}](?=[A-Za-z{_SMALL}])|(?<=[A-Z])[{_LARGE}](?![a-z])"
    r"|(?<=[0-9])[°½¼¾²³×%](?![A-Za-z])|[½¼¾±](?=[ 0-9])|(?<=m)[²³]|§(?=\s?[0-9])|[©®](?=\s)|(?<=[A-Za-z])[®™©]"
)


@dataclass(frozen=True)
class Decoded:
    """The text of a file. `guess` names its letters, in words, where the text alone decided and Windows was not it."""

    text: str
    encoding: str
    guess: str = ""


def decode(content: bytes) -> Decoded:
    """The text of a file without its marks. Raises `FileRefused` where its letters cannot be known."""
    named = next((encoding for mark, encoding in BYTE_ORDER_MARKS if content.startswith(mark)), "")
    for encoding in filter(None, (named or "utf-8", _by_zeros(content))):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if named or "\x00" not in text:
            return Decoded(_MARKS.sub("", text), encoding)
    if named or b"\x00" in content:
        raise FileRefused(
            f"We cannot read the characters in the file. {ASK}"
            if named
            else "The file is not a CSV file. Upload the template as .csv or .xlsx."
        )
    return _by_sense(content)


def _by_zeros(content: bytes) -> str:
    """UTF-16 without a mark: every other byte of plain letters is zero."""
    head = content[:400]
    for first, encoding in _UTF16.items():
        zeros = head[first::2]
        if len(zeros) > 2 and zeros.count(0) > 0.8 * len(zeros) and not head[1 - first :: 2].count(0):
            return encoding
    return ""


def _by_sense(content: bytes) -> Decoded:
    readings: dict[str, str] = {}
    for encoding in CANDIDATES:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _SENSIBLE.sub("", text):
            readings[encoding] = text
    if WINDOWS in readings:
        return Decoded(readings[WINDOWS], WINDOWS)
    if len(set(readings.values())) == 1:
        encoding, text = next(iter(readings.items()))
        return Decoded(text, encoding, CANDIDATES[encoding])
    raise FileRefused(f"We cannot tell which letters the characters in the file stand for. {ASK}")
