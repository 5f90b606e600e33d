"""What one indicator's page asks of the database, with ten thousand figures and with a million: SQLite and PostgreSQL.

What is measured stands in `series_measure`, which runs in a process of its own.
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.steps import manage
from tests import postgres

MEASURE = "import json; from bench.series_measure import measure_all; print(json.dumps(measure_all()))"


def _measured(env: Mapping[str, str]) -> list[dict[str, Any]]:
    printed = manage(env, "shell", "--no-imports", "-v", "0", "-c", MEASURE)
    rows: list[dict[str, Any]] = json.loads(printed.splitlines()[-1])
    return rows


def run(source: Path, env: Mapping[str, str], folder: Path) -> list[dict[str, Any]]:
    """Measure in a copy of the example on SQLite, and in the example on a PostgreSQL of its own."""
    shutil.copytree(source, folder / "series")
    rows = _measured({**env, "VAR_DIR": str(folder / "series")})
    with postgres.address() as url:
        own = {**env, "VAR_DIR": str(folder / "series-postgres"), "DATABASE_URL": url}
        manage(own, "prepare_portal")
        rows += _measured(own)
    return rows
