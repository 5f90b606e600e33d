"""A frozen report, or another paper of the portal, to PDF/UA-1, typeset by Typst from the frozen JSON itself."""

import datetime
from pathlib import Path
from typing import Final

import typst

from reports.content.freeze import digest, freeze, thaw
from reports.document.render.errors import RenderError
from reports.document.render.glyphs import replaced, undrawn
from ui.fonts import FONT_DIRECTORY, FONT_FAMILY

TEMPLATES = Path(__file__).parent / "typst"
REPORT: Final = "main.typ"
STANDARD: Final = "ua-1"
# Each attempt finds at least one more text that cannot be drawn; a report with so many is not prose.
MOST_ATTEMPTS = 40


def render_pdf(frozen: str, *, mark: str = "", template: str = REPORT) -> bytes:
    """Typeset the report, or what another `template` of the same folder draws.

    The same frozen JSON gives the same bytes on every machine.

    Typst sees our templates and our font only: no system font, no network, no clock. It refuses to write
    a file that breaks the rules of PDF/UA-1, such as a picture without alternative text. What no font can draw
    is told in words, so that an emoji in one story does not stop the whole report.

    `mark` stands on each page of a copy that is not the final one, such as an embargoed preview.
    """
    report = thaw(frozen)
    written = datetime.date.fromisoformat(report["approved_to"])
    moment = datetime.datetime(written.year, written.month, written.day, tzinfo=datetime.UTC)
    words = frozen
    for _ in range(MOST_ATTEMPTS):
        try:
            return _typeset(template, words, digest(frozen), int(moment.timestamp()), mark)
        except typst.TypstError as error:
            complaint = str(error)
            missing = undrawn(complaint)
            before = words, mark
            report, mark = replaced(report, missing), replaced(mark, missing)
            words = freeze(report)
            if (words, mark) == before:
                # Nothing that we replace would help: the next attempt would end in the same way.
                break
    raise RenderError(f"The PDF could not be created: {complaint}")


def _typeset(template: str, words: str, sha256: str, timestamp: int, mark: str) -> bytes:
    return typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=[FONT_DIRECTORY],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"report": words, "sha256": sha256, "font": FONT_FAMILY, "mark": mark},
        pdf_standards=[STANDARD],
        timestamp=timestamp,
    )
