"""Letters as people see them: what is invisible is nothing, and what looks alike is the same. Pure.

Texts that are copied from a web page, a PDF or Word bring other letters than those that were typed: a curly apostrophe,
a space of no width, a Cyrillic “а”. Words are compared after `folded`; what is stored and printed passes `cleaned`.
"""

import re
import unicodedata

from ui.typed_text import cleaned, with_line_ends

__all__ = ["cleaned", "folded", "garbled", "visible", "with_line_ends"]

_UNSEEN = {
    0x00AD,
    0x034F,
    0x061C,
    0x180E,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),
    0xFEFF,
    *range(0xE0000, 0xE0080),
}
_NOTHING = dict.fromkeys(_UNSEEN)
_APOSTROPHES = "‘’‚‛ʹʻʼʽˈ′‵´`＇"
_QUOTES = "“”„‟«»″‶＂"
_DASHES = "‐‑‒–—―⁃−﹘﹣－"
# Cyrillic and Greek letters that no reader can tell from Latin ones, each beside its Latin twin.
_TWINS = (
    ("АВЕЅІЈКМНОРСТХУавеѕіјкморстхуһԁԛԝ", "ABESIJKMHOPCTXYabesijkmopctxyhdqw"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ", "ABEZHIKMNOPTYXovp"),
)
_ALIKE = str.maketrans(
    dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys(_QUOTES, '"')
    | dict.fromkeys(_DASHES, "-")
    | {other: latin for others, latins in _TWINS for other, latin in zip(others, latins, strict=True)}
    | {"…": "...", "⁄": "/", "∕": "/"}
)
# UTF-8 that was read as something else on its way (’ as â€™, £ as Â£, é as Ã©), and letters that are lost for good.
_GARBLED = re.compile(
    "â€[™˜œ\u009d“”¦\u0093\u0094¢]|Â[£\u00a0°½](?=[0-9A-Za-z])|(?<=[A-Za-z])Ã[©¨¡¶¼«§±³º¢¤®](?=[a-z])"
    "|(?<=[A-Za-z])\ufffd(?=[A-Za-z])"
)


def visible(text: str) -> str:
    """The text without letters that nobody sees."""
    return text if text.isascii() else text.translate(_NOTHING)


def folded(text: str) -> str:
    """The text with one letter for all that look alike. Raised digits stay what they are: a footnote is no digit."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text.translate(_NOTHING)).translate(_ALIKE)
    return text if text.isascii() else "".join(map(_plain, text))


def _plain(letter: str) -> str:
    kind = unicodedata.decomposition(letter)
    is_shape = kind.startswith(("<wide>", "<narrow>", "<compat>")) and not letter.isspace()
    return unicodedata.normalize("NFKC", letter) if is_shape else letter


def garbled(text: str) -> str:
    """The first word whose letters were damaged on the way; empty where all are sound."""
    if text.isascii():
        return ""
    return next((word for word in text.split() if _GARBLED.search(word)), "")
