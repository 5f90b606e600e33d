"""ACRO, the Python package that hides small cells, run through its own commands on the made-up tables.

It asks for an older pandas than the portal has, so it lives in a virtual environment of its own: made here from
`requirements/bench.txt` (exact versions, with hashes), once for each list of requirements.
"""

import hashlib
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.disclosure_tables import Counts
from bench.steps import BASE_DIR

REQUIREMENTS = BASE_DIR / "requirements" / "bench.txt"
WORKER = BASE_DIR / "bench" / "acro_worker.py"
# What ACRO prints: by the name of the number; nothing where it is hidden or left out.
Printed = dict[str, int | None]


@dataclass(frozen=True)
class Acro:
    """What ACRO printed of each table: as it comes, and with the portal's threshold."""

    version: str
    as_it_comes: Sequence[Printed]
    our_threshold: Sequence[Printed]


def environment_of(folder: Path) -> Path:
    """The Python of ACRO's virtual environment below a folder; it is made where it is not there yet."""
    digest = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()[:12]
    home = folder / f"acro-{digest}"
    python, done = home / "bin" / "python", home / ".installed"
    if not done.exists():
        _run([sys.executable, "-m", "venv", "--clear", str(home)])
        install = ["install", "--disable-pip-version-check", "--no-input", "--quiet", "--only-binary", ":all:"]
        _run([str(python), "-m", "pip", *install, "--require-hashes", "-r", str(REQUIREMENTS)])
        done.touch()
    return python


def _run(command: Sequence[str], given: str = "") -> str:
    done = subprocess.run(  # noqa: S603 (our own command, no shell)
        list(command), input=given, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"{command} failed: {done.stdout[-1000:]}{done.stderr[-2000:]}")
    return done.stdout


def answer_of(text: str) -> Acro:
    """What the worker's last line says."""
    found = json.loads(text.splitlines()[-1])
    return Acro(found["version"], found["printed"]["default"], found["printed"]["portal"])


def run(folder: Path, tables: Sequence[Counts]) -> Acro:
    """Let ACRO tabulate the tables. Raises `RuntimeError` where it cannot be installed, or fails."""
    asked = json.dumps({"tables": [one.tolist() for one in tables]})
    return answer_of(_run([str(environment_of(folder)), str(WORKER)], asked))
