"""One step of a report that needs Django, in a process of its own: `python -m bench.report_worker STEP FOLDER`.

The folder holds the frozen report, once `assemble` wrote it there. The last line that is printed is JSON: the seconds
of the work itself, without starting Python and Django, and what there is to count.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
from django.core.checks import run_checklist

django.setup()

from indicators.releases.queries import published_tables  # noqa: E402
from indicators.tables.charts import with_chart  # noqa: E402
from partnership.models import ReportingYear  # noqa: E402
from reports.build.run import build_edition  # noqa: E402
from reports.build.services import begin_edition  # noqa: E402
from reports.content.freeze import freeze  # noqa: E402
from reports.document.assemble import assemble  # noqa: E402
from reports.document.render.csv_files import csv_zip  # noqa: E402
from reports.document.render.html import render_html, render_standalone  # noqa: E402
from reports.document.render.sections_html import render_sections  # noqa: E402
from reports.models import EditionState  # noqa: E402

YEAR = "2022-23"
FROZEN, PAGE = "frozen.json", "page.html"
Found = dict[str, Any]


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds that it took, and what it gave."""
    started = time.perf_counter()
    given = act()
    return time.perf_counter() - started, given


def start_up() -> None:
    """Do what a worker and the command line do before their first job: check the portal, which loads its addresses."""
    run_checklist()


def assembling(folder: Path) -> Found:
    """From the database to the frozen record."""
    start_up()
    year = ReportingYear.objects.get(slug=YEAR)
    seconds, frozen = timed(lambda: freeze(assemble(year)))
    (folder / FROZEN).write_text(frozen, encoding="utf-8")
    return {"seconds": seconds, "kib": len(frozen) // 1024}


def charts(folder: Path) -> Found:
    """Every chart that the report shows, drawn anew: that is done when its release is made."""
    tables = [table.content for table in published_tables(ReportingYear.objects.get(slug=YEAR))]
    # A copy that only the measurement has is drawn as what it is a copy of.
    contents = [content | {"slug": content["slug"].partition("-copy-")[0]} for content in tables]
    seconds, drawn = timed(lambda: [svg for content in contents if (svg := with_chart(content)[1])])
    return {"seconds": seconds, "charts": len(drawn)}


def html(folder: Path) -> Found:
    """The page, the page that stands alone, and a page for each section."""
    start_up()
    frozen = (folder / FROZEN).read_text(encoding="utf-8")
    seconds, pages = timed(lambda: (render_html(frozen), render_standalone(frozen), render_sections(frozen)))
    (folder / PAGE).write_text(pages[1], encoding="utf-8")
    return {"seconds": seconds, "kib": len(pages[1]) // 1024}


def data(folder: Path) -> Found:
    """The workbook and the CSV files. The workbook's libraries are loaded here, as a build has to."""
    frozen = (folder / FROZEN).read_text(encoding="utf-8")

    def made() -> tuple[bytes, bytes]:
        # Loading it is part of what is measured.
        from reports.document.render.workbook import workbook_bytes  # noqa: PLC0415

        return workbook_bytes(frozen), csv_zip(frozen)

    seconds, files = timed(made)
    return {"seconds": seconds, "kib": sum(map(len, files)) // 1024}


def whole(folder: Path) -> Found:
    """A whole build, from an order to files that were read back."""
    start_up()
    year = ReportingYear.objects.get(slug=YEAR)
    seconds, edition = timed(lambda: build_edition(begin_edition(year=year, by=None).pk))
    if edition.state != EditionState.READY:
        raise RuntimeError(edition.failure)
    return {"seconds": seconds, "kib": sum(file.size for file in edition.files.all()) // 1024}


STEPS: dict[str, Callable[[Path], Found]] = {
    "assemble": assembling,
    "charts": charts,
    "html": html,
    "data": data,
    "whole": whole,
}


if __name__ == "__main__":
    sys.stdout.write(f"\n{json.dumps(STEPS[sys.argv[1]](Path(sys.argv[2])))}\n")
