"""The portal's own code, read once for all rules about it."""

import ast
import tomllib
from functools import cache
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[2]
ROOMS = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
    "root_packages"
]


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the portal, by its path."""
    return {
        str(path.relative_to(BASE_DIR)): ast.parse(path.read_text(encoding="utf-8"))
        for room in ROOMS
        for path in (BASE_DIR / room).rglob("*.py")
        if "migrations" not in path.parts
    }


@cache
def calls() -> list[tuple[str, str, ast.Call]]:
    """Every call: the file, what is called as it is written, and the call. Written out once, which takes seconds."""
    return [
        (path, ast.unparse(node.func), node)
        for path, module in modules().items()
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
    ]
