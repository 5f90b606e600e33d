"""A frozen report to PDF/UA-1, typeset by Typst from the frozen JSON itself."""

import datetime
from pathlib import Path
from typing import Final

import typst

from reports.freeze import digest, thaw
from ui.fonts import FONT_DIRECTORY, FONT_FAMILY

TEMPLATES = Path(__file__).parent / "typst"
STANDARD: Final = "ua-1"


class RenderError(Exception):
    """The report could not be typeset; the text says why."""


def render_pdf(frozen: str) -> bytes:
    """Typeset the report. The same frozen JSON gives the same bytes on every machine.

    Typst sees our templates and our font only: no system font, no network, no clock. It refuses to write
    a file that breaks the rules of PDF/UA-1, such as a picture without alternative text.
    """
    report = thaw(frozen)
    written = datetime.date.fromisoformat(report["approved_to"])
    moment = datetime.datetime(written.year, written.month, written.day, tzinfo=datetime.UTC)
    try:
        return typst.compile(
            TEMPLATES / "main.typ",
            root=TEMPLATES,
            font_paths=[FONT_DIRECTORY],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"report": frozen, "sha256": digest(frozen), "font": FONT_FAMILY},
            pdf_standards=[STANDARD],
            timestamp=int(moment.timestamp()),
        )
    except typst.TypstError as error:
        raise RenderError(f"The report could not be typeset as PDF: {error}") from error
