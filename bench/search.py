"""The search with 10,000 documents in the index beside the search with 1,000, on SQLite and PostgreSQL.

What is measured stands in `search_measure`, which runs in a process of its own.
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.steps import manage
from tests import postgres

FEW, MANY = 1_000, 10_000
MEASURE = (
    "import json; from bench.search_measure import fill, milliseconds; fill({count}, {start}); "
    "print(json.dumps(milliseconds()))"
)
Env = Mapping[str, str]


def _measured(env: Env, count: int, start: int) -> dict[str, float]:
    code = MEASURE.format(count=count, start=start)
    told: dict[str, float] = json.loads(manage(env, "shell", "--no-imports", "-v", "0", "-c", code).splitlines()[-1])
    return told


def _rows(database: str, env: Env) -> list[dict[str, Any]]:
    few, many = _measured(env, FEW, 0), _measured(env, MANY - FEW, FEW)
    return [
        {
            "database": database,
            "search": name,
            "ms_few": few[name],
            "ms_many": many[name],
            "ratio": many[name] / few[name],
        }
        for name in few
    ]


def run(source: Path, env: Env, folder: Path) -> list[dict[str, Any]]:
    """Measure in a copy of the example on SQLite, and in the example on a PostgreSQL server of our own."""
    shutil.copytree(source, folder / "search")
    rows = _rows("sqlite", {**env, "VAR_DIR": str(folder / "search")})
    with postgres.started() as url:
        own = {**env, "VAR_DIR": str(folder / "search-postgres"), "DATABASE_URL": url}
        manage(own, "prepare_portal")
        return rows + _rows("postgresql", own)
