"""The PDF of a report, in a process that knows no Django: `python -m bench.typeset_worker STEP FOLDER`.

The folder holds the frozen report. The last line that is printed is JSON: the seconds of the work itself.
"""

import datetime
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import typst

from reports.content.freeze import digest, thaw
from reports.document.render.pdf import STANDARD, TEMPLATES, render_pdf
from ui.fonts import FONT_DIRECTORY, FONT_FAMILY

FROZEN, PDF = "frozen.json", "report.pdf"


def ours(frozen: str) -> bytes:
    """As the build makes it."""
    return render_pdf(frozen)


def typst_alone(frozen: str) -> bytes:
    """Typst on the same templates and the same record, with nothing of ours around it."""
    day = datetime.datetime.fromisoformat(thaw(frozen)["approved_to"]).replace(tzinfo=datetime.UTC)
    return typst.compile(
        TEMPLATES / "main.typ",
        root=TEMPLATES,
        font_paths=[FONT_DIRECTORY],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"report": frozen, "sha256": digest(frozen), "font": FONT_FAMILY},
        pdf_standards=[STANDARD],
        timestamp=int(day.timestamp()),
    )


STEPS: dict[str, Callable[[str], bytes]] = {"pdf": ours, "typst alone": typst_alone}


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    record = (folder / FROZEN).read_text(encoding="utf-8")
    started = time.perf_counter()
    data = STEPS[sys.argv[1]](record)
    seconds = time.perf_counter() - started
    (folder / PDF).write_bytes(data)
    sys.stdout.write(f"\n{json.dumps({'seconds': seconds, 'kib': len(data) // 1024})}\n")
