"""What one indicator's page asks of the database, with ten thousand figures and with a million: SQLite and PostgreSQL.

What is measured stands in `series_measure`, which runs in a process of its own. Both sizes are there at once and are
measured in turn, so that what else the machine does meanwhile disturbs the one as much as the other.
"""

import json
import shutil
import statistics
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.steps import manage
from tests import postgres

FEW, MANY = 10_000, 1_000_000
ROUNDS = 5
FILL = "import json; from bench.series_measure import fill_up; print(json.dumps(fill_up({size})))"
MEASURE = "import json; from bench.series_measure import measure; print(json.dumps(measure()))"
Env = Mapping[str, str]


def _told(env: Env, code: str) -> Any:
    """What a piece of code, run inside the portal, printed last."""
    return json.loads(manage(env, "shell", "--no-imports", "-v", "0", "-c", code).splitlines()[-1])


def _compared(database: str, few: Env, many: Env) -> list[dict[str, Any]]:
    """Fill both databases, then measure them in turn: the medians, and the median of each round's ratio."""
    counts = _told(few, FILL.format(size=FEW)), _told(many, FILL.format(size=MANY))
    rounds = [(_told(few, MEASURE), _told(many, MEASURE)) for _ in range(ROUNDS)]
    return [
        {
            "database": database,
            "asked": name,
            "few": f"{counts[0]:,}",
            "ms_few": statistics.median(before[name] for before, _after in rounds),
            "many": f"{counts[1]:,}",
            "ms_many": statistics.median(after[name] for _before, after in rounds),
            "ratio": statistics.median(after[name] / before[name] for before, after in rounds),
            "ratio_from": min(after[name] / before[name] for before, after in rounds),
            "ratio_to": max(after[name] / before[name] for before, after in rounds),
        }
        for name in rounds[0][0]
    ]


def run(source: Path, env: Env, folder: Path) -> list[dict[str, Any]]:
    """Measure in copies of the example on SQLite, and in the example on PostgreSQL servers of our own."""
    own = []
    for size in ("few", "many"):
        shutil.copytree(source, folder / f"series-{size}")
        own.append({**env, "VAR_DIR": str(folder / f"series-{size}")})
    rows = _compared("sqlite", *own)
    with postgres.started() as few, postgres.started() as many:
        own = [{**env, "VAR_DIR": str(folder / "series-postgres"), "DATABASE_URL": url} for url in (few, many)]
        for one in own:
            manage(one, "prepare_portal")
        return rows + _compared("postgresql", *own)
