"""What a reader knows: statements over named counts, and what the definitions say, from `statements.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

TOTAL = "total"
FILE = Path(__file__).with_name("statements.toml")


@dataclass(frozen=True)
class Between:
    """A count lies between two numbers, both included; None where there is no end."""

    count: str
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True)
class Linear:
    """Each count times its number, added up, lies between two numbers."""

    terms: tuple[tuple[str, int], ...]
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True)
class Percent:
    """100 times the terms over the base is printed, rounded half away from zero."""

    terms: tuple[tuple[str, int], ...]
    base: str
    printed: Decimal
    decimals: int


@dataclass(frozen=True)
class MoreMeansOne:
    """Where `more` is more than `less`, `some` is one or more."""

    more: str
    less: str
    some: str


Statement = Between | Linear | Percent | MoreMeansOne


def holds(statement: Statement, true: Mapping[str, int]) -> bool:
    """Whether a statement is true of these counts."""
    if isinstance(statement, Between):
        return _within(true[statement.count], statement.least, statement.most)
    if isinstance(statement, Linear):
        return _within(sum(true[name] * times for name, times in statement.terms), statement.least, statement.most)
    if isinstance(statement, MoreMeansOne):
        return true[statement.more] <= true[statement.less] or true[statement.some] >= 1
    top, base = sum(true[name] * times for name, times in statement.terms), true[statement.base]
    units = 10**statement.decimals
    return base > 0 and abs(Decimal(100 * units * top) / base - statement.printed * units) <= Decimal("0.5")


def _within(number: int, least: int | None, most: int | None) -> bool:
    return (least is None or number >= least) and (most is None or number <= most)


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def said_by_definitions() -> Sequence[Mapping[str, Any]]:
    """The statements of the list."""
    found: Sequence[Mapping[str, Any]] = _file()["statements"]
    return found


def has_total(family: str) -> bool:
    """Whether a family's table ends in the sum of its rows."""
    sums = [(said["left"], said["right"]) for said in said_by_definitions() if said["kind"] == "equal"]
    return ([f"{family}/*"], [f"{family}/{TOTAL}"]) in sums


def base_of(family: str, row: str) -> str:
    """What the share of a row is a share of."""
    found = ""
    for entry in _file()["bases"]:
        if entry["family"] == family and row in entry.get("rows", [row]):
            found = entry["base"]
    return found


def decimals_of_rates(family: str) -> int:
    """With how many decimals the rates of a family are printed."""
    return next((int(entry["decimals"]) for entry in _file()["rates"] if entry["family"] == family), 1)
