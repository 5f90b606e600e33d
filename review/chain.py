"""The hash chain of the audit trail: pure functions over plain data."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

CHAINED_FIELDS = (
    "sequence",
    "at",
    "actor_id",
    "actor_label",
    "verb",
    "kind",
    "object_id",
    "object_label",
    "revision",
    "source",
    "target",
    "note",
    "data",
)


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces: the same content gives the same text on every machine."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def content_hash(content: Mapping[str, Any]) -> str:
    """Hash of a snapshot."""
    return digest(canonical(content))


def link(previous_hash: str, line: Mapping[str, Any]) -> str:
    """Hash of one line: of the line before it and of all that this line says."""
    return digest(canonical([previous_hash, {key: line[key] for key in CHAINED_FIELDS}]))


def first_break(lines: Iterable[Mapping[str, Any]]) -> str | None:
    """What does not hold, as a sentence, or None when the whole chain does. Lines come in order of sequence."""
    previous, expected = "", 1
    for line in lines:
        if line["sequence"] != expected:
            return f"Line {expected} is missing: line {line['sequence']} follows line {expected - 1}."
        if line["previous_hash"] != previous:
            return f"Line {expected} does not follow from line {expected - 1}: a line has been changed or replaced."
        if line["hash"] != link(previous, line):
            return f"Line {expected} has been changed since it was written."
        previous, expected = line["hash"], expected + 1
    return None
