"""Published reference values, as `reference.toml` holds them with their sources."""

import tomllib
from pathlib import Path
from typing import Any

EXACT = 1e-9


def reference(name: str) -> Any:
    """The table of this name, or the list of tables."""
    with Path(__file__).with_name("reference.toml").open("rb") as file:
        return tomllib.load(file)[name]
