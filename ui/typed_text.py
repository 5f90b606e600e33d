"""Letters that people do not see, and what becomes of them: in typed texts, on pages, in logs. Pure.

A control character has no meaning in a text; a sign that turns the direction of writing makes a text look like another
one. In what is typed and sent they are taken out, on pages that show a file they are made visible, in logs escaped.
"""

import re

# What stands for a line's end: a vertical tab as well, which PowerPoint writes.
_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# NUL is among them: a form refuses it before, and no database takes it.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f]")
_TURNS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
_NOT_TYPED = re.compile("[\x01-\x08\x0e-\x1b\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u061c\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_PICTURES = 0x2400
_SPACE, _DELETE = 0x20, 0x7F


def with_line_ends(text: str) -> str:
    """The text with one sign for whatever ends a line."""
    return _BREAKS.sub("\n", text)


def cleaned(text: str) -> str:
    """A text for people: every way of ending a line is one, what cannot be printed is a space, nothing turns it."""
    return text if text.isprintable() else _TURNS.sub("", _CONTROLS.sub(" ", with_line_ends(text)))


def typed(text: str, *, lines: bool) -> str:
    """A text as it was meant. One of a single line has spaces for line ends. NUL stays, for a form to refuse it."""
    if text.isprintable():
        return text
    text = _TURNS.sub("", _NOT_TYPED.sub(" ", with_line_ends(text)))
    return text if lines else text.replace("\n", " ").replace("\t", " ")


def seen(text: str) -> str:
    """A text with a picture or the number for each letter that nobody would see. Line ends and tabs stay."""
    return text if text.isprintable() else _UNSEEN.sub(_picture, text)


def _picture(found: re.Match[str]) -> str:
    number = ord(found[0])
    if number < _SPACE:
        return chr(_PICTURES + number)
    return "␡" if number == _DELETE else f"[U+{number:04X}]"


def escaped(text: str, *, lines: bool = False) -> str:
    """A text as one line of a log; with `lines`, its line ends and tabs stay."""
    if text.isprintable():
        return text
    text = _UNSEEN.sub(_escape, text)
    return text if lines else text.replace("\n", "\\n").replace("\t", "\\t")


def _escape(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")
