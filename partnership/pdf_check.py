"""Whether an uploaded file is a PDF that only shows pages. Pure.

What is not listed here is refused: a list of what is bad is never complete. Places from which a reader's program acts
(the document, its names, pages, bookmarks, annotations) are held against the keys that they may have; every object,
whether anything refers to it or not, against the types, filters and addresses that it may have. Nothing is repaired.
"""

import io
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf
from pikepdf.settings import set_qpdf_limits

from partnership import pdf_lists as lists
from partnership.pdf_streams import RejectedPdf, Room

__all__ = ["RejectedPdf", "check_pdf"]

# The portal takes in no larger file (see `bcssp.body_limit`).
MOST_BYTES = 10 * 1024 * 1024
MOST_PAGES = 600
MOST_OBJECTS = 200_000
# How far back a program for reading looks for the header.
HEADER, HEADER_WITHIN = b"%PDF-", 1024
END = b"%%EOF"
DAMAGED = "The PDF is damaged or cut off. Save it again, and upload the new file."

# What the library itself unpacks: streams of objects and of references. It holds for the whole process.
set_qpdf_limits(flate_max_memory=32 * 1024 * 1024, png_max_memory=32 * 1024 * 1024, max_stream_filters=2)


def check_pdf(data: bytes) -> int:
    """Return how many pages the PDF has. Raises `RejectedPdf`."""
    _check_ends(data)
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise RejectedPdf("The PDF has a password or restrictions. Save it without them, and upload it again.")
            _check_places(pdf)
            if len(pdf.objects) > MOST_OBJECTS:
                raise RejectedPdf(
                    f"The PDF has more than {MOST_OBJECTS:,} parts. Print it to a new PDF, and upload that."
                )
            room = Room()
            for item in [*pdf.objects, pdf.trailer]:
                _check(item, room)
            pages = len(pdf.pages)
            if pdf.get_warnings():
                raise RejectedPdf(DAMAGED)
    except pikepdf.PasswordError as error:
        raise RejectedPdf("The PDF has a password. Save it without one, and upload it again.") from error
    except (pikepdf.PdfError, RecursionError, ValueError, TypeError, KeyError, RuntimeError) as error:
        raise RejectedPdf(DAMAGED) from error
    return pages


def _check_ends(data: bytes) -> None:
    """How large the file is, how it begins and how it ends."""
    if len(data) > MOST_BYTES:
        raise RejectedPdf(
            f"The file is larger than {MOST_BYTES // 1024**2} MB. Reduce the size of its images and upload it again."
        )
    if HEADER not in data[:HEADER_WITHIN]:
        raise RejectedPdf("This is not a PDF file. Save it as a PDF, and upload that.")
    if not data.startswith(HEADER):
        raise RejectedPdf(
            "The file has something before the beginning of its PDF. Open it, save it as a new PDF, and upload that."
        )
    if not data.rstrip(b"\0\t\n\f\r ").endswith(END):
        raise RejectedPdf(DAMAGED)


def _refuse(what: str) -> RejectedPdf:
    return RejectedPdf(
        f"The PDF has something that is not a page or a link ({what}). Print it to a new PDF, and upload that."
    )


# From where a program for reading acts.


def _check_places(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root
    _check_keys(pdf.trailer, lists.TRAILER, "in the file")
    _check_keys(root, lists.DOCUMENT, "in the document")
    _check_keys(root.get("/Names"), lists.NAMES, "in the names")
    opening = root.get("/OpenAction")
    if isinstance(opening, pikepdf.Dictionary):
        _check_action(opening)
    pages = _pages(root)
    for page in pages:
        _check_keys(page, lists.PAGE, "on a page")
        for annotation in page.get("/Annots", ()):
            _check_annotation(annotation)
    for bookmark in _bookmarks(root):
        _check_keys(bookmark, lists.BOOKMARK, "in a bookmark")
        _check_action(bookmark.get("/A"))


def _pages(root: pikepdf.Object) -> list[Any]:
    """The pages in their order, counted while they are found: a small tree can name one page a billion times."""
    found: list[Any] = []
    waiting: list[Any] = [root.get("/Pages")]
    looked_at = 0
    while waiting:
        node = waiting.pop()
        looked_at += 1
        if looked_at > 3 * MOST_PAGES:
            raise _many()
        if not isinstance(node, pikepdf.Dictionary):
            raise RejectedPdf(DAMAGED)
        if "/Kids" in node:
            _check_keys(node, lists.PAGES, "in the list of pages")
            kids = node["/Kids"]
            if not isinstance(kids, pikepdf.Array) or len(kids) > MOST_PAGES:
                raise _many()
            waiting += reversed(list(kids))
        else:
            found.append(node)
    if not 1 <= len(found) <= MOST_PAGES:
        raise _many()
    return found


def _many() -> RejectedPdf:
    return RejectedPdf(f"The PDF must have 1 to {MOST_PAGES} pages. Upload only the pages that are needed.")


def _bookmarks(root: pikepdf.Object) -> Iterator[Any]:
    first = root.get("/Outlines")
    if not isinstance(first, pikepdf.Dictionary):
        return
    _check_keys(first, lists.BOOKMARKS, "in the bookmarks")
    waiting, seen = [first.get("/First")], 0
    while waiting:
        one = waiting.pop()
        if not isinstance(one, pikepdf.Dictionary):
            continue
        seen += 1
        if seen > lists.MOST_BOOKMARKS:
            raise _refuse("too many bookmarks")
        yield one
        waiting += [one.get("/Next"), one.get("/First")]


def _check_annotation(annotation: Any) -> None:
    kind = annotation.get("/Subtype") if isinstance(annotation, pikepdf.Dictionary) else None
    if kind != "/Link":
        raise _refuse(f"{str(kind).removeprefix('/')}: a comment, a form field, media or a file on a page")
    _check_keys(annotation, lists.LINK, "in a link")
    _check_action(annotation.get("/A"))
    _check_action(annotation.get("/PA"))


def _check_action(action: Any) -> None:
    """Turning to a page of the document, or opening an address of the web: `_check` looks at the address."""
    if action is None:
        return
    kind = action.get("/S") if isinstance(action, pikepdf.Dictionary) else None
    if kind not in ("/GoTo", "/URI"):
        raise _refuse(str(kind).removeprefix("/"))
    _check_keys(action, lists.ACTION, "in a link")
    if isinstance(action.get("/D"), pikepdf.Dictionary):
        raise _refuse("a link into another file")


def _check_keys(item: Any, allowed: frozenset[str], where: str) -> None:
    if item is None:
        return
    if not isinstance(item, pikepdf.Dictionary):
        raise RejectedPdf(DAMAGED)
    for key in item.keys():  # noqa: SIM118 (a dictionary of a PDF)
        if key not in allowed:
            raise _refuse(f"{key.removeprefix('/')} {where}")


# Every object.


def _check(item: Any, room: Room) -> None:
    """Look at one object and at what stands directly in it; what it refers to is an object of the file by itself."""
    waiting = [item]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Stream):
            values = dict(one.stream_dict.items())
            room.take(one, values)
            _check_values(values)
        elif isinstance(one, pikepdf.Dictionary):
            values = dict(one.items())
            _check_values(values)
        elif isinstance(one, pikepdf.Array):
            waiting += [value for value in one if _is_direct(value)]
            continue
        else:
            continue
        waiting += [value for value in values.values() if _is_direct(value)]


def _is_direct(value: object) -> bool:
    return isinstance(value, pikepdf.Object) and not value.is_indirect


def _check_values(values: Mapping[str, Any]) -> None:
    for key in values.keys() & lists.NEVER:
        raise _refuse(key.removeprefix("/"))
    kind, action = values.get("/Type"), values.get("/S")
    if isinstance(kind, pikepdf.Name) and str(kind) not in lists.TYPES:
        raise _refuse(str(kind).removeprefix("/"))
    if isinstance(action, pikepdf.Name) and str(action) in lists.OTHER_ACTIONS:
        raise _refuse(str(action).removeprefix("/"))
    if "/URI" in values:
        address = values["/URI"]
        told = str(address) if isinstance(address, pikepdf.String) else ""
        if lists.ADDRESS.fullmatch(told) is None:
            seen = "".join(sign if sign.isprintable() else "�" for sign in told[:60])
            raise RejectedPdf(
                f"The PDF has a link that is not a plain web or email address (“{seen}”). Correct or remove the link, "
                "and upload the file again."
            )
