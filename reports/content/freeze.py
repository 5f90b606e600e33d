"""Canonical JSON and its SHA-256: the same report is always the same bytes.

The rules, in full:

- UTF-8 without a byte order mark, every text in Unicode normal form C, keys too;
- keys sorted by code point, no space between tokens, nothing escaped that JSON does not demand;
- line ends inside texts are ``\\n``; the document ends with exactly one ``\\n``;
- numbers are whole numbers only. A float is refused: its digits depend on who prints it, and a figure
  of a report is text or a decimal written as text;
- only dataclasses, dicts with text keys, lists, tuples, texts, whole numbers, true, false and null.
"""

import hashlib
import json
import unicodedata
from dataclasses import fields, is_dataclass
from typing import Any


class NotCanonical(ValueError):
    """The value cannot be frozen, or the text is not as ``freeze`` writes it."""


def freeze(value: Any) -> str:
    """Return the canonical JSON of a report (or of any plain value)."""
    return _written(_plain(value, "$"))


def thaw(frozen: str) -> dict[str, Any]:
    """Read canonical JSON back; refuse a text that ``freeze`` would have written otherwise."""
    try:
        value = json.loads(frozen, parse_float=_no_float, parse_constant=_no_float)
    except NotCanonical:
        raise
    except ValueError as error:
        raise NotCanonical(f"This is not valid JSON: {error}") from error
    if not isinstance(value, dict):
        raise NotCanonical("A frozen report is a JSON object.")
    if not _is_plainly_canonical(value, frozen) and freeze(value) != frozen:
        raise NotCanonical("This JSON is not in the canonical form: its bytes were changed.")
    return value


def _no_float(token: str) -> Any:
    raise NotCanonical(f"{token} cannot be frozen: a figure is text, or a decimal written as text.")


def _written(plain: Any) -> str:
    """Return plain values as one line of JSON, in the one way in which we write it."""
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def _is_plainly_canonical(value: dict[str, Any], frozen: str) -> bool:
    """Whether a glance at the whole text is enough: each renderer reads the report, and freezing it again takes long.

    The signs between two texts join with no letter, so where the whole is in normal form every text is. Where this is
    False the text may be canonical all the same, such as one with a line end before an accent.
    """
    is_normal = "\\r" not in frozen and unicodedata.is_normalized("NFC", frozen)
    return is_normal and _written(value) == frozen


def digest(frozen: str | bytes) -> str:
    """Return the SHA-256 of frozen text or of a file's bytes, as 64 hexadecimal digits."""
    data = frozen.encode("utf-8") if isinstance(frozen, str) else frozen
    return hashlib.sha256(data).hexdigest()


def _plain(value: Any, path: str) -> Any:
    """Return the value as dicts, lists and scalars; ``path`` says where a refused value stands."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return _text(value, path)
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: _plain(getattr(value, item.name), f"{path}.{item.name}") for item in fields(value)}
    if isinstance(value, dict):
        return _plain_dict(value, path)
    if isinstance(value, list | tuple):
        return [_plain(item, f"{path}[{number}]") for number, item in enumerate(value)]
    raise NotCanonical(f"{path}: {type(value).__name__} cannot be frozen.")


def _plain_dict(value: dict[Any, Any], path: str) -> dict[str, Any]:
    """Return the dict with normal keys; two keys that become the same are refused."""
    plain: dict[str, Any] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise NotCanonical(f"{path}: the key {key!r} is not text.")
        name = _text(key, path)
        if name in plain:
            raise NotCanonical(f"{path}: the key {name!r} appears twice.")
        plain[name] = _plain(item, f"{path}.{name}")
    return plain


def _text(value: str, path: str) -> str:
    """Return the text in normal form C with plain line ends."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotCanonical(f"{path}: the text has half a character in it.") from error
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
