"""The folders of the portal's own code, which `pyproject.toml` names once: those of which coverage is measured."""

import tomllib
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
_RUN = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["coverage"]["run"]
ROOMS: tuple[str, ...] = tuple(room for room in _RUN["source"] if (BASE_DIR / room / "__init__.py").exists())
