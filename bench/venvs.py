"""Virtual environments for what the portal is compared with, and does not use itself."""

import hashlib
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.steps import BASE_DIR


def environment_of(folder: Path, name: str, lock: str) -> Path:
    """The Python of a virtual environment below a folder, made once for each state of its lock.

    `lock` is a file below `requirements/`. Raises `RuntimeError` where it cannot be made.
    """
    listed = BASE_DIR / "requirements" / lock
    digest = hashlib.sha256(listed.read_bytes()).hexdigest()[:12]
    home = folder / f"{name}-{digest}"
    python, done = home / "bin" / "python", home / ".installed"
    if not done.exists():
        run([sys.executable, "-m", "venv", "--clear", str(home)])
        run([str(BASE_DIR / ".ci" / "install-lock"), str(python), str(listed)])
        done.touch()
    return python


def run(command: Sequence[str], given: str = "") -> str:
    """What a program prints. Raises `RuntimeError` with the end of what it said where it fails."""
    done = subprocess.run(  # noqa: S603 (our own command, no shell)
        list(command), input=given, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"{command} failed: {done.stdout[-1000:]}{done.stderr[-2000:]}")
    return done.stdout
