"""`python -m bench.disclosure_table`: measures disclosure control and writes what it found into docs/disclosure.md.

With names (`disclosure`, `disclosure-optimum`, `disclosure-methods`, or `kept` for none) only these are measured anew,
and the rest is what was kept below `VAR_DIR`, by `make bench` as well. The tables stand between two markers; everything
else in the file is left as it is. Exits with 1 where a goal is missed.
"""

import datetime
import json
import os
import sys
import tempfile
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench import disclosure
from bench.__main__ import printed, say, write
from bench.disclosure_tables import UNEVEN
from bench.limits import GOALS, Verdict, exit_code, judge_all, last_line
from bench.steps import BASE_DIR, environment, manage

DOCUMENT = BASE_DIR / "docs" / "disclosure.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
HEADING = "## Measured"
NAMES = ("disclosure", "disclosure-optimum", "disclosure-methods")
# What only the goals read.
UNPRINTED = "ours"


def markdown(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows as a table of Markdown."""
    names = [name for name in rows[0] if name != UNPRINTED]
    lines = [names, ["---"] * len(names), *[[printed(row[name]) for name in names] for row in rows]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def placed(document: str, text: str) -> str:
    """The document with the text between its markers; the section is added at the end where it is not there yet."""
    section = f"{BEGIN}\n{text.strip()}\n{END}"
    if BEGIN in document and END in document:
        before, _, rest = document.partition(BEGIN)
        return f"{before}{section}{rest.partition(END)[2]}"
    return f"{document.rstrip()}\n\n{HEADING}\n\n{section}\n".lstrip()


def seeds(wanted: Sequence[tuple[int, int, Sequence[int], Sequence[int]]]) -> str:
    """Which tables were made, in words."""
    return "; ".join(
        f"{rows} x {columns} with means {', '.join(map(str, means))} and seeds {', '.join(map(str, chosen))}"
        for rows, columns, means, chosen in wanted
    )


def machine(where: Mapping[str, Any]) -> str:
    """The machine, the day, and how busy it was."""
    date = datetime.date.fromisoformat(where["date"])
    return (
        f"Measured on {date.day} {date:%B %Y} on {where['cores']} cores ({where['machine']}, "
        f"Python {where['python']}), load average {where['load']:.1f}."
    )


def section(kept: Mapping[str, Mapping[str, Any]], name: str) -> str:
    """The table of one measurement and the machine that it was measured on; or that there is none yet."""
    if name not in kept:
        return "Not measured yet."
    return f"{markdown(kept[name]['rows'])}\n\n{machine(kept[name]['measured_on'])}"


def text_of(kept: Mapping[str, Mapping[str, Any]], verdicts: Sequence[Verdict]) -> str:
    """The whole section in Markdown."""
    return f"""Written by `python -m bench.disclosure_table`; `make bench` measures the same, with the same limits.
Where the load average is above the number of cores, others worked on the machine too: wall-clock times are then longer
than they would be alone, processor times somewhat.

The tables are made up: two ways with totals, Poisson counts around means from a gamma distribution of shape {UNEVEN}.
The built-in policy applies: 1 to 5 are small counts, zeros are printed unless hiding one protects another figure.

### Time

Protect and attack each table: {seeds(disclosure.TIMED)}.
The fastest of {disclosure.ROUNDS} rounds of each table counts, of the release every round. The slowest table has to
keep the limit on the wall clock.

{section(kept, "disclosure")}

### Beside the optimum

Information that our choice loses, divided by the least that any safe choice can lose, as the search to the end proves
it by its dual bound (`gap=0`): {seeds(disclosure.OPTIMAL)}.

{section(kept, "disclosure-optimum")}

### Beside other methods

Each method on the same tables: {seeds(disclosure.COMPARED)}.
Our attacker knows that totals are sums and what is printed, and nothing of the method. A small count is narrowed where
a reader can exclude 1 or 5, and found exactly where one possibility is left. The information of a number is about its
length, twenty times as much for each level of totals; a number that is printed false is lost, a rounded one loses three
binary digits.

{section(kept, "disclosure-methods")}

ACRO hides the small cells, then works out the totals from what is left: those totals are false, and so tell nothing.
Where its settings let zeros be read, it prints a 0 for each hidden count as well. Our attacker knows which numbers
are false, and leaves them out: a reader who believes them is misled instead. Who knows the true totals from elsewhere
reads its table like that of the first method. Rounding to 5 tells 1 and 2 from 3 to 5, so it narrows every small count;
the portal's policies ask for 11 or more where they round without hiding.

### Limits

{markdown([verdict.row() for verdict in verdicts])}
"""


def measure(names: Collection[str], folder: Path) -> None:
    """Measure these anew and keep them."""
    with tempfile.TemporaryDirectory(prefix="bcssp-bench-") as name:
        env = environment(Path(name) / "example")
        if "disclosure" in names:
            manage(env, "prepare_portal")
        for key, act in disclosure.measurements(env, folder).items():
            if key in names:
                say(key)
                write(folder, key, act())


def main(arguments: Sequence[str]) -> int:
    """Measure, write the section, and say what was missed."""
    folder = BASE_DIR / os.environ.get("VAR_DIR", "var") / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    measure(arguments or NAMES, folder)
    paths = {name: folder / f"{name}.json" for name in NAMES}
    kept = {name: json.loads(path.read_text(encoding="utf-8")) for name, path in paths.items() if path.exists()}
    goals = [goal for goal in GOALS if goal.measurement in NAMES]
    verdicts = judge_all({name: one["rows"] for name, one in kept.items()}, goals)
    before = DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.exists() else ""
    DOCUMENT.write_text(placed(before, text_of(kept, verdicts)), encoding="utf-8")
    say(f"Written into {DOCUMENT.name}")
    say(last_line(verdicts))
    return exit_code(verdicts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
