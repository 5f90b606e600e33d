"""What the measurements have to keep: each goal with its limit, and whether the figures keep it. Pure."""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Rows = Sequence[Mapping[str, Any]]
Compare = Callable[[float, float], bool]

BELOW: tuple[str, Compare] = ("below", operator.lt)
AT_MOST: tuple[str, Compare] = ("at most", operator.le)
AT_LEAST: tuple[str, Compare] = ("at least", operator.ge)


@dataclass(frozen=True)
class Goal:
    """A limit on one column of a measurement. Of several rows that match `where`, each has to keep it."""

    name: str
    measurement: str
    column: str
    compare: tuple[str, Compare]
    limit: float
    unit: str = ""
    where: Mapping[str, str] = field(default_factory=dict)

    def keeps(self, figure: float) -> bool:
        """Whether the figure is within the limit. What is not a number is not."""
        return self.compare[1](figure, self.limit)

    def judge(self, measured: Mapping[str, Rows]) -> "Verdict":
        """Hold the goal against what was measured. A figure that is not there counts as missed."""
        rows = [
            row
            for row in measured.get(self.measurement, ())
            if all(row.get(name) == value for name, value in self.where.items())
        ]
        figures = [row.get(self.column) for row in rows]
        numbers = [float(one) for one in figures if isinstance(one, int | float)]
        if not numbers or len(numbers) != len(figures):
            return Verdict(self, None, kept=False)
        missed = [one for one in numbers if not self.keeps(one)]
        worst = min if self.compare is AT_LEAST else max
        return Verdict(self, worst(missed or numbers), kept=not missed)


@dataclass(frozen=True)
class Verdict:
    """A goal, the figure that was measured (the worst of several; None where there is none), and whether it is kept."""

    goal: Goal
    figure: float | None
    kept: bool

    def row(self) -> dict[str, str]:
        """The verdict as a line of the table."""
        unit = f" {self.goal.unit}" if self.goal.unit else ""
        return {
            "goal": self.goal.name,
            "limit": f"{self.goal.compare[0]} {self.goal.limit:g}{unit}",
            "measured": "not measured" if self.figure is None else f"{self.figure:.2f}{unit}",
            "": "kept" if self.kept else "MISSED",
        }


def _of_file(file: str, database: str, words: str) -> tuple[Goal, Goal]:
    where = {"file": file, "database": database}
    return (
        Goal(f"100,000 rows of {words}: parse and check", "figures", "parse and check, s", BELOW, 10, "s", where),
        Goal(f"100,000 rows of {words}: peak memory", "figures", "peak memory, MB", BELOW, 300, "MB", where),
    )


def _of_load(database: str, words: str) -> Goal:
    where = {"file": "load.csv", "database": database}
    return Goal(f"parse, check and store, speed beside {words}", "figures", "share of raw", AT_LEAST, 0.25, "x", where)


def _of_series(database: str, words: str) -> Goal:
    where = {"database": database, "asked": "series query"}
    return Goal(f"series query, a million figures, {words}", "series", "ratio", AT_MOST, 2, "x", where)


def _of_search(database: str, words: str) -> tuple[Goal, Goal]:
    where = {"database": database}
    return (
        Goal(f"search of 10,000 documents, {words}", "search", "ms_many", AT_MOST, 50, "ms", where),
        Goal(f"search of 10,000 documents beside 1,000, {words}", "search", "ratio", AT_MOST, 5, "x", where),
    )


def _of_disclosure(size: str, seconds: float) -> Goal:
    return Goal(f"protect and attack {size}", "disclosure", "worst, s", AT_MOST, seconds, "s", {"set": size})


def _of_optimum(size: str) -> Goal:
    words = f"information lost beside the optimum, {size}"
    return Goal(words, "disclosure-optimum", "worst ratio", AT_MOST, 1.15, "x", {"set": size})


def _of_attack(column: str, words: str) -> Goal:
    return Goal(f"small counts {words} by our attacker", "disclosure-methods", column, AT_MOST, 0, "%", {"ours": "yes"})


def _of_report(edition: str, share: float) -> Iterable[Goal]:
    limits = (
        ("PDF beside the faster other", share),
        ("PDF beside Typst alone", 1.3),
        ("whole beside charts and Typst", 2),
    )
    for column, limit in limits:
        yield Goal(f"{column}, {edition}", "report-ratios", column, AT_MOST, limit, "x", {"edition": edition})


GOALS = (
    *_of_file("load.csv", "sqlite", "CSV, SQLite"),
    *_of_file("load.xlsx", "sqlite", "XLSX, SQLite"),
    *_of_file("load.csv", "postgresql", "CSV, PostgreSQL"),
    _of_load("sqlite", "executemany (SQLite)"),
    _of_load("postgresql", "COPY (PostgreSQL)"),
    _of_series("sqlite", "SQLite"),
    _of_series("postgresql", "PostgreSQL"),
    *_of_search("sqlite", "SQLite"),
    *_of_search("postgresql", "PostgreSQL"),
    Goal("queries that a thousand more rows add to a page", "queries", "added", AT_MOST, 0),
    _of_disclosure("10 x 10", 1),
    _of_disclosure("30 x 30", 5),
    _of_disclosure("100 x 40", 30),
    _of_disclosure("release 2022-23", 2),
    _of_optimum("10 x 10"),
    _of_optimum("30 x 30"),
    _of_attack("narrowed, %", "narrowed down"),
    _of_attack("found exactly, %", "found exactly"),
    *_of_report("about 30 pages", 1 / 4),
    *_of_report("about 120 pages", 1 / 3),
    Goal("whole job for 4 times the pages", "report-growth", "for 4 times the pages", AT_MOST, 3.5, "x"),
    Goal("memory of any step of a report", "report", "peak memory, MB", AT_MOST, 300, "MB", {"ours": "yes"}),
)


def judge_all(measured: Mapping[str, Rows], goals: Iterable[Goal] = GOALS) -> list[Verdict]:
    """Every goal held against the rows of the measurements, by the measurement's name."""
    return [goal.judge(measured) for goal in goals]


def last_line(verdicts: Sequence[Verdict]) -> str:
    """One sentence that says which goals were missed, or that none was."""
    missed = [verdict.goal.name for verdict in verdicts if not verdict.kept]
    if missed:
        return f"Missed {len(missed)} of {len(verdicts)} goals: {'; '.join(missed)}."
    return f"All {len(verdicts)} goals are kept."


def exit_code(verdicts: Iterable[Verdict]) -> int:
    """0 where every goal is kept, 1 where one is missed."""
    return 0 if all(verdict.kept for verdict in verdicts) else 1
