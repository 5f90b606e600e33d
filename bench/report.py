"""The annual report: time and memory of each step, and its PDF beside other typesetters of the same content.

`python -m bench.report_table` measures this part alone. Each step runs in a process of its own, so that its memory is
its own. The example's report lies between the two editions: with a third of its tables and of its learning it has about
30 pages, with three copies of all of them about 120. What is compared runs in turn, in the same rounds, and medians
count. Of the other typesetters the whole process is timed, and of our PDF step too: a browser cannot be asked how long
it worked.
"""

import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pikepdf

from bench.build import measure_child, pages_of
from bench.limits import Rows
from bench.steps import BASE_DIR, manage
from bench.venvs import environment_of
from tests.browser import program

# Name of the edition, and what of `tests.growth` makes the example's content as large.
EDITIONS = (("about 30 pages", "shrink(every=3)"), ("about 120 pages", "grow(copies=3)"))
STEPS = ("assemble", "charts", "html", "pdf", "typst alone", "data", "whole")
TYPESETTING = ("pdf", "typst alone")
BESIDE = ("pdf", "typst alone", "charts", "whole")
ROUNDS = 3
WEASYPRINT, CHROMIUM = "WeasyPrint", "headless Chromium"
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run", "--no-pdf-header-footer"),
)
Measured = dict[str, list[dict[str, float]]]


def _step(step: str, env: Mapping[str, str], folder: Path) -> dict[str, float]:
    """One step in its own process: its work, the whole process, its memory in MB."""
    log = folder / f"{step}.log"
    worker = "bench.typeset_worker" if step in TYPESETTING else "bench.report_worker"
    seconds, mebibytes = measure_child([sys.executable, "-m", worker, step, str(folder)], dict(env), log)
    found: dict[str, float] = json.loads(log.read_text(encoding="utf-8").splitlines()[-1])
    return found | {"process": seconds, "memory": mebibytes * 1.048576}


def _weasyprint(python: Path, env: Mapping[str, str], folder: Path) -> dict[str, float]:
    made = folder / "weasyprint.pdf"
    command = [str(python), str(BASE_DIR / "bench" / "weasyprint_worker.py"), str(folder / "page.html"), str(made)]
    seconds, mebibytes = measure_child(command, env, folder / "weasyprint.log")
    found: dict[str, Any] = json.loads((folder / "weasyprint.log").read_text(encoding="utf-8").splitlines()[-1])
    return {"seconds": found["seconds"], "process": seconds, "memory": mebibytes * 1.048576, "pages": pages_in(made)}


def _chromium(env: Mapping[str, str], folder: Path) -> dict[str, float]:
    """Its pages only: the memory of its many processes is not in one place."""
    browser = program() or "chromium"
    with tempfile.TemporaryDirectory(prefix="bcssp-chromium-") as profile:
        target = f"--print-to-pdf={folder / 'chromium.pdf'}"
        command = [browser, *FLAGS, f"--user-data-dir={profile}", target, (folder / "page.html").as_uri()]
        seconds, _ = measure_child(command, env, folder / "chromium.log")
    return {"process": seconds, "pages": pages_in(folder / "chromium.pdf")}


def pages_in(pdf: Path) -> int:
    """Count the pages of any PDF; those of others may be packed."""
    plain = pages_of(pdf)
    if plain:
        return plain
    with pikepdf.open(pdf) as opened:
        return len(opened.pages)


def _median(rounds: Sequence[Mapping[str, float]], name: str) -> float | None:
    there = [one[name] for one in rounds if name in one]
    return statistics.median(there) if there else None


def measure(size: str, source: Path, env: Mapping[str, str], room: Path, kept: Path) -> Measured:
    """Every step of one edition and what it is compared with, round by round."""
    folder = room / f"report-{size.partition('(')[0]}"
    shutil.copytree(source, folder)
    own = {**env, "VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "bcssp.settings"}
    manage(own, "shell", "--no-imports", "-v", "0", "-c", f"from tests import growth; growth.{size}")
    python = environment_of(kept, "weasyprint", "bench-pdf.txt")
    found: Measured = {step: [_step(step, own, folder)] for step in STEPS}
    found |= {WEASYPRINT: [_weasyprint(python, own, folder)], CHROMIUM: [_chromium(own, folder)]}
    for _ in range(ROUNDS - 1):
        for step in BESIDE:
            found[step].append(_step(step, own, folder))
        found[WEASYPRINT].append(_weasyprint(python, own, folder))
        found[CHROMIUM].append(_chromium(own, folder))
    found["pdf"][0]["pages"] = pages_in(folder / "report.pdf")
    return found


def rows_of(edition: str, found: Measured) -> list[dict[str, Any]]:
    """A line for each step and each typesetter."""
    return [
        {
            "edition": edition,
            "step": step,
            "seconds": _median(rounds, "seconds"),
            "process, s": _median(rounds, "process"),
            "peak memory, MB": _median(rounds, "memory"),
            "pages": _median(rounds, "pages"),
            # The whole job holds what all of its steps need at once: the limit of memory is about a step.
            "ours": "no" if step not in STEPS else "all" if step == "whole" else "yes",
        }
        for step, rounds in found.items()
    ]


def ratios_of(edition: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What the goals are about, of one edition."""
    at = {row["step"]: row for row in rows if row["edition"] == edition}
    faster = min(at[WEASYPRINT]["process, s"], at[CHROMIUM]["process, s"])
    least = at["charts"]["seconds"] + at["typst alone"]["seconds"]
    return {
        "edition": edition,
        "pages": at["pdf"]["pages"],
        "PDF beside the faster other": at["pdf"]["process, s"] / faster,
        "PDF beside Typst alone": at["pdf"]["seconds"] / at["typst alone"]["seconds"],
        "whole beside charts and Typst": at["whole"]["seconds"] / least,
        "whole, s": at["whole"]["seconds"],
    }


def growth_of(few: Mapping[str, Any], many: Mapping[str, Any]) -> dict[str, Any]:
    """How the whole job grows with the pages, as it would for exactly four times as many."""
    pages = many["pages"] / few["pages"]
    times = many["whole, s"] / few["whole, s"]
    return {"times the pages": pages, "times the time": times, "for 4 times the pages": times * 4 / pages}


def run(source: Path, env: Mapping[str, str], room: Path, kept: Path) -> dict[str, Rows]:
    """Both editions: what each step took, what stands beside what, and how it grows."""
    rows: list[dict[str, Any]] = []
    for name, size in EDITIONS:
        rows += rows_of(name, measure(size, source, env, room, kept))
    few, many = (ratios_of(name, rows) for name, _ in EDITIONS)
    return {"report": rows, "report-ratios": [few, many], "report-growth": [growth_of(few, many)]}
