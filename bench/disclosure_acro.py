"""ACRO, the Python package that hides small cells, run through its own commands on the made-up tables.

It asks for an older pandas than the portal has, so it lives in a virtual environment of its own: made here from
`requirements/bench.txt` (exact versions, with hashes), once for each list of requirements.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.disclosure_tables import Counts
from bench.steps import BASE_DIR
from bench.venvs import environment_of
from bench.venvs import run as command

WORKER = BASE_DIR / "bench" / "acro_worker.py"
# What ACRO prints: by the name of the number; nothing where it is hidden or left out.
Printed = dict[str, int | None]


@dataclass(frozen=True)
class Acro:
    """What ACRO printed of each table: as it comes, and with the portal's threshold."""

    version: str
    as_it_comes: Sequence[Printed]
    our_threshold: Sequence[Printed]


def answer_of(text: str) -> Acro:
    """What the worker's last line says."""
    found = json.loads(text.splitlines()[-1])
    return Acro(found["version"], found["printed"]["default"], found["printed"]["portal"])


def run(folder: Path, tables: Sequence[Counts]) -> Acro:
    """Let ACRO tabulate the tables. Raises `RuntimeError` where it cannot be installed, or fails."""
    asked = json.dumps({"tables": [one.tolist() for one in tables]})
    return answer_of(command([str(environment_of(folder, "acro", "bench.txt")), str(WORKER)], asked))
