"""Disclosure control: how long it takes, how near to the optimum it is, and what other methods give away.

Each table is protected and attacked several times over, and its fastest time counts: what else the machine does only
ever adds. Processor time stands beside it. Of the tables of one size the slowest has to keep the limit.
"""

import json
import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from bench import disclosure_acro
from bench.disclosure_methods import Says, attacked, mean, naive, of_other, rounding, together, with_hidden
from bench.disclosure_tables import Counts, Made, problem_of
from bench.steps import manage
from indicators.disclosure.solver.audit import audit
from indicators.disclosure.solver.problem import information
from indicators.disclosure.solver.protect import Protection, protect

Rows = list[dict[str, Any]]
ROUNDS = 2
# Rows, columns, the means of a cell from dense with small counts to few of them, and the seeds.
TIMED = (
    (10, 10, (10, 30, 100, 300), (1, 2, 3)),
    (30, 30, (30, 100, 300, 1000), (1, 2)),
    (100, 40, (100, 300, 1000), (1, 2)),
)
OPTIMAL = TIMED[:2]
COMPARED = ((10, 10, (10, 30, 100), (1, 2, 3)), (30, 30, (30, 100, 300), (1, 2)))
MEASURE = "from bench.disclosure_release import measure; measure()"
OUR_METHOD = "this portal"


def made(wanted: Iterable[tuple[int, int, Sequence[int], Sequence[int]]]) -> list[Made]:
    """The tables of a list of sizes, means and seeds."""
    return [
        Made(rows, columns, mean, seed) for rows, columns, means, seeds in wanted for mean in means for seed in seeds
    ]


def by_size(tables: Iterable[Made]) -> dict[str, list[Made]]:
    """The tables of each size."""
    found: dict[str, list[Made]] = {}
    for one in tables:
        found.setdefault(one.size, []).append(one)
    return found


def fastest(act: Callable[[], Any], rounds: int = ROUNDS) -> tuple[float, float]:
    """Wall clock and processor time in seconds, the least of several rounds each."""
    walls, processors = [], []
    for _ in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        act()
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - cpu)
    return min(walls), min(processors)


def guarded(counts: Counts) -> Protection:
    """Protect and attack a table, as for publication. Raises `RuntimeError` where the attack succeeds."""
    problem = problem_of(counts)
    found = protect(problem)
    if not audit(problem, found.hidden).passed:
        raise RuntimeError("a protected table did not withstand the attack")
    return found


def time_row(name: str, times: Sequence[tuple[float, float]]) -> dict[str, Any]:
    """The times of several tables as a line: the worst and the median."""
    walls, processors = [wall for wall, _ in times], [cpu for _, cpu in times]
    return {
        "set": name,
        "tables": len(times),
        "worst, s": max(walls),
        "median, s": statistics.median(walls),
        "worst processor, s": max(processors),
        "median processor, s": statistics.median(processors),
    }


def release_row(env: Mapping[str, str]) -> dict[str, Any]:
    """The times of the whole release of the example's year."""
    found = json.loads(manage(env, "shell", "--no-imports", "-v", "0", "-c", MEASURE).splitlines()[-1])
    # The first round fills caches as well, and the first person who asks waits for that: every round counts.
    times = [(one["wall"], one["cpu"]) for one in found["rounds"]]
    return time_row("release 2022-23", times) | {"tables": found["tables"]}


def time_rows(env: Mapping[str, str]) -> Rows:
    """The times of each size of table, and of the release."""
    rows = [
        time_row(size, [fastest(partial(guarded, one.counts())) for one in tables])
        for size, tables in by_size(made(TIMED)).items()
    ]
    return [*rows, release_row(env)]


def optimum_row(size: str, losses: Sequence[tuple[int, int, int]]) -> dict[str, Any]:
    """How our choices stand beside the optimum: of each table our loss, the optimum's, and the least that is proven."""
    ratios = [ours / least for ours, _, least in losses]
    return {
        "set": size,
        "tables": len(losses),
        "proven optimal": sum(best == least for _, best, least in losses),
        "worst ratio": max(ratios),
        "mean ratio": mean(ratios),
    }


def loss(one: Made) -> tuple[int, int, int]:
    """The information that our choice loses of a table, the optimum of information, and the least that is proven.

    The portal's choice counts other costs, so that it tells less of hidden counts: it is measured by information alone.
    """
    counts = one.counts()
    by_information = problem_of(counts, information)
    best = protect(by_information, gap=0)
    return by_information.lost(protect(problem_of(counts)).hidden), best.lost, best.least


def optimum_rows() -> Rows:
    """How near our choices are to the exact optimum."""
    return [optimum_row(size, [loss(one) for one in tables]) for size, tables in by_size(made(OPTIMAL)).items()]


def ways(tables: Sequence[Counts], folder: Path) -> dict[str, list[dict[str, Says]]]:
    """What each method prints of each table."""
    acro = disclosure_acro.run(folder, tables)
    mild = list(zip(tables, acro.our_threshold, strict=True))
    return {
        "small counts hidden, nothing else": [naive(one) for one in tables],
        "rounded to 5, totals separately": [rounding(one) for one in tables],
        f"ACRO {acro.version} as it comes (hides below 10)": [
            of_other(one, printed) for one, printed in zip(tables, acro.as_it_comes, strict=True)
        ],
        f"ACRO {acro.version}, hiding below 6": [of_other(one, printed) for one, printed in mild],
        "the same, true totals known from elsewhere": [
            of_other(one, printed, true_totals=True) for one, printed in mild
        ],
        OUR_METHOD: [with_hidden(one, guarded(one).hidden) for one in tables],
    }


def comparison_rows(folder: Path) -> Rows:
    """What each method leaves to be found out, and what it costs, size by size."""
    rows: Rows = []
    for size, tables in by_size(made(COMPARED)).items():
        counts = [one.counts() for one in tables]
        for method, printed in ways(counts, folder).items():
            outcomes = [attacked(*pair) for pair in zip(counts, printed, strict=True)]
            rows.append(together(method, size, outcomes) | {"ours": "yes" if method == OUR_METHOD else ""})
    return rows


def measurements(env: Mapping[str, str], folder: Path) -> dict[str, Callable[[], Rows]]:
    """Every measurement by its name; `folder` keeps ACRO's virtual environment."""
    return {
        "disclosure": lambda: time_rows(env),
        "disclosure-optimum": optimum_rows,
        "disclosure-methods": lambda: comparison_rows(folder),
    }
