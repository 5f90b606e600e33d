"""Which test proves which requirement of OWASP ASVS 5.0: read from `@pytest.mark.asvs("6.2.1", …)` on the tests."""

import ast
import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[2]
TESTS = BASE_DIR / "tests"
CATALOGUE = TESTS / "asvs" / "requirements.csv"
# How many requirements levels 1 and 2 of version 5.0.0 have, and how many each line that stands for a chapter or a
# section counts for.
ALL = 253
WHOLE = {"10": 29, "17": 7, "4.3": 2, "4.4": 4, "6.8": 4, "7.6": 2}


@dataclass(frozen=True)
class Requirement:
    """One line of the catalogue, in our words. `state` is empty where a test is needed, else “open” or “none”."""

    id: str
    level: int
    asks: str
    state: str
    why: str

    @property
    def order(self) -> tuple[int, ...]:
        """Its place in the standard."""
        return tuple(int(part) for part in self.id.split("."))

    @property
    def count(self) -> int:
        """How many requirements the line stands for."""
        return WHOLE.get(self.id, 1)


def requirements() -> list[Requirement]:
    """All that the standard asks for at levels 1 and 2."""
    with CATALOGUE.open(encoding="utf-8", newline="") as file:
        rows = [Requirement(**{**row, "level": int(row["level"])}) for row in csv.DictReader(file)]  # type: ignore[arg-type]
    return sorted(rows, key=lambda row: row.order)


def proofs() -> dict[str, list[str]]:
    """For each requirement the tests that are marked with it, as “path::name”."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(TESTS.rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        if "mark.asvs(" not in text:
            continue
        for name, one in _marked(ast.parse(text)):
            found[one].append(f"{path.relative_to(BASE_DIR)}::{name}")
    return found


def _marked(module: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for mark in _marks(node.decorator_list):
                yield node.name, mark


def _marks(decorators: list[ast.expr]) -> Iterator[str]:
    for one in decorators:
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute) and one.func.attr == "asvs":
            yield from (str(argument.value) for argument in one.args if isinstance(argument, ast.Constant))
