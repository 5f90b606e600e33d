"""Whether an uploaded file is a PDF that only shows pages: nothing in it runs, starts or is carried along. Pure."""

import io
from collections.abc import Mapping

import pikepdf

# The portal takes in no larger file (see `bcssp.body_limit`).
MOST_BYTES = 10 * 1024 * 1024
MOST_PAGES = 600
MOST_OBJECTS = 200_000
HEADER = b"%PDF-"

# What a reader's program would do by itself or on a click, beyond turning to a page or opening an address.
ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition", "/RichMediaExecute"}
)
# Keys under which a file carries programs, other files or moving media.
KEYS = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent"})


class UnfitPdf(Exception):
    """The file is not taken; the message says why, and what to do."""


def check_pdf(data: bytes) -> int:
    """Return how many pages the PDF has. Raises `UnfitPdf`.

    Every object of the file is looked at, those inside compressed streams too: a search of the bytes would miss them.
    """
    if len(data) > MOST_BYTES:
        raise UnfitPdf(
            f"The file is larger than {MOST_BYTES // 1024**2} MB. Reduce the size of its images and upload it again."
        )
    if not data.startswith(HEADER):
        raise UnfitPdf("This is not a PDF file. Save the report as a PDF, and upload it.")
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                raise UnfitPdf("The PDF has a password or restrictions. Save it without them, and upload it again.")
            pages = len(pdf.pages)
            if not 1 <= pages <= MOST_PAGES or len(pdf.objects) > MOST_OBJECTS:
                raise UnfitPdf(f"The PDF must have 1 to {MOST_PAGES} pages. Upload only the report.")
            _check_objects(pdf)
    except pikepdf.PasswordError as error:
        raise UnfitPdf("The PDF has a password. Save it without one, and upload it again.") from error
    except (pikepdf.PdfError, RecursionError, ValueError, TypeError) as error:
        raise UnfitPdf("The PDF is damaged. Save it again, and upload the new file.") from error
    return pages


def _check_objects(pdf: pikepdf.Pdf) -> None:
    for item in [*pdf.objects, pdf.trailer]:
        _check(item)


def _check(item: pikepdf.Object) -> None:
    """Look at one object and at what stands directly in it; what it refers to is an object of the file by itself."""
    waiting = [item]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            values = dict(one.stream_dict.items() if isinstance(one, pikepdf.Stream) else one.items())
            _check_keys(values)
            waiting += [value for value in values.values() if _is_direct(value)]
        elif isinstance(one, pikepdf.Array):
            waiting += [value for value in one if _is_direct(value)]


def _is_direct(value: object) -> bool:
    return isinstance(value, pikepdf.Object) and not value.is_indirect


def _check_keys(values: Mapping[str, object]) -> None:
    found = sorted(KEYS & values.keys())
    action = values.get("/S")
    if isinstance(action, pikepdf.Name) and str(action) in ACTIONS:
        found.append(str(action))
    if found:
        what = ", ".join(name.removeprefix("/") for name in found)
        raise UnfitPdf(
            f"The PDF contains scripts, attachments or other active content ({what}). Print it to a new PDF, and "
            "upload that."
        )
