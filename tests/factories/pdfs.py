"""Small PDF files, harmless and harmful."""

import io
from collections.abc import Callable

import pikepdf


def pdf_file(change: Callable[[pikepdf.Pdf], None] | None = None, *, pages: int = 1) -> bytes:
    """A PDF of blank pages with its objects compressed, so that a search of the bytes finds nothing in it."""
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
    if change is not None:
        change(pdf)
    data = io.BytesIO()
    pdf.save(data, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return data.getvalue()


def with_javascript(pdf: pikepdf.Pdf) -> None:
    """A script that runs when the file is opened."""
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def with_launch(pdf: pikepdf.Pdf) -> None:
    """A link that starts a program."""
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="program")
    pdf.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=action)])


def with_attachment(pdf: pikepdf.Pdf) -> None:
    """Another file inside."""
    pdf.attachments["list.txt"] = b"names"


def with_link(pdf: pikepdf.Pdf) -> None:
    """A link to an address: harmless."""
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://www.example.org")
    pdf.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=action)])
