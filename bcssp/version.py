"""Which version of the portal this is: the release, and the commit where the tree is a checkout."""

import subprocess
import tomllib
from functools import cache
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent


@cache
def version() -> str:
    """The version that pyproject.toml names."""
    project = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


@cache
def commit() -> str:
    """The first letters of the commit; empty where there is no git, or no checkout."""
    try:
        done = subprocess.run(  # noqa: S603 (our own command, no shell)
            ["git", "-C", str(BASE_DIR), "rev-parse", "--short", "HEAD"],  # noqa: S607 (wherever it is installed)
            check=False,
            capture_output=True,
            text=True,
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def described() -> str:
    """“0.1.0 (a1b2c3d)”."""
    return f"{version()} ({commit()})" if commit() else version()
