"""A spreadsheet of 100,000 lines: parsed, checked and stored, beside Python's own reader and a raw load.

What is measured stands in `figures_measure`, which runs in a process and a database of its own for each file.
"""

import csv
import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from bench.steps import manage
from tests import postgres

LINES = 100_000
TITLE = "Many rows"
HEAD = ("Code", "Row", "Current 12 months", "Previous 12 months", "Change", "If blank", "Reason")
MEASURE = "from bench.figures_measure import measure; measure({path!r})"


def lines() -> list[tuple[object, ...]]:
    """The same lines each time: thousands with commas, a worked-out column, blank ones beside it."""
    chance = random.Random(7)  # noqa: S311 (the same lines each time, nothing secret)
    found: list[tuple[object, ...]] = []
    for number in range(LINES):
        current, previous = chance.randrange(5000), chance.randrange(5000)
        key, label = f"row-{number:06d}", f"Row number {number}"
        found.append((key, label, f"{current:,}", previous, current - previous, "", ""))
    return found


def write_files(folder: Path) -> list[Path]:
    """The lines as CSV and as XLSX."""
    paths = [folder / "load.csv", folder / "load.xlsx"]
    with paths[0].open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        writer.writerows(lines())
    book = Workbook(write_only=True)
    sheet = book.create_sheet(TITLE)
    sheet.append(HEAD)
    for key, label, current, *rest in lines():
        sheet.append((key, label, int(str(current).replace(",", "")), *rest))
    book.save(paths[1])
    return paths


def _measured(env: Mapping[str, str], path: Path) -> dict[str, Any]:
    manage(env, "migrate", "-v", "0")
    printed = manage(env, "shell", "--no-imports", "-v", "0", "-c", MEASURE.format(path=str(path)))
    row: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return row


def run(env: Mapping[str, str], folder: Path) -> list[dict[str, Any]]:
    """Measure each file in an empty database: SQLite, then PostgreSQL."""
    rows = []
    for path in write_files(folder):
        rows.append(_measured({**env, "VAR_DIR": str(folder / f"var-{path.suffix[1:]}")}, path))
    with postgres.address() as url:
        rows.append(
            _measured({**env, "VAR_DIR": str(folder / "var-postgres"), "DATABASE_URL": url}, folder / "load.csv")
        )
    return rows
