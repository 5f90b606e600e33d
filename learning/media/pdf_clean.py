"""An uploaded PDF that only shows pages, without who made it and with what. Pure; runs in a process of its own."""

import io

import pikepdf

from partnership.pdf_check import RejectedPdf, check_pdf

# What a program that reads the document aloud needs: its title, its language, and that it is tagged.
SAID = ("}title", "}language", "}part", "}rev")
TITLE = "/Title"
DAMAGED = "The PDF is damaged. Save it again, and upload the new file."


def clean_pdf(data: bytes) -> bytes:
    """The PDF without names of people and programs. Raises `RejectedPdf` for what is more than pages."""
    check_pdf(data)
    packed = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf:
            for key in [str(key) for key in pdf.docinfo.keys() if key != TITLE]:  # noqa: SIM118 (a dictionary of a PDF)
                del pdf.docinfo[key]
            with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
                for name in [name for name in said if not name.endswith(SAID)]:
                    del said[name]
            pdf.save(packed, deterministic_id=True)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError) as error:
        raise RejectedPdf(DAMAGED) from error
    return packed.getvalue()
