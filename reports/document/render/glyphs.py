"""Letters that no font of the typesetter has, such as emoji: on paper their name stands in their place."""

import re
import unicodedata
from typing import Any

COMPLAINT = re.compile(r"the text `\"((?:[^\"\\]|\\.)+)\"` could not be displayed")
ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")


def undrawn(complaint: str) -> set[str]:
    """The pieces of text that Typst says it has no font for."""
    return {_unescaped(found) for found in COMPLAINT.findall(complaint)}


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2], text)


def in_words(text: str) -> str:
    """[grinning face]; what has no name, such as a control character, leaves nothing."""
    names = (unicodedata.name(character, "").lower() for character in text)
    known = [name for name in names if name and "joiner" not in name and "variation selector" not in name]
    return f"[{', '.join(known)}]" if known else ""


def replaced(value: Any, texts: set[str]) -> Any:
    """The report with each of the texts told in words, wherever it stands."""
    if isinstance(value, str):
        for text in sorted(texts, key=len, reverse=True):
            value = value.replace(text, in_words(text))
        return value
    if isinstance(value, list):
        return [replaced(item, texts) for item in value]
    if isinstance(value, dict):
        return {key: replaced(item, texts) for key, item in value.items()}
    return value
