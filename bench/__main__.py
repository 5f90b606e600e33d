"""`make bench`: prints a table for each measurement and writes it as JSON below `VAR_DIR`.

Ends with every goal and its limit, kept or missed, and exits with 1 where one is missed.
"""

import datetime
import json
import os
import platform
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench import build, disclosure, figures_load, search, series, web
from bench import report as annual_report
from bench.limits import Verdict, exit_code, judge_all, last_line
from bench.steps import BASE_DIR, environment, manage

QUERIES = """
import json
from bench.queries import count_all
from tests.growth import grow, live_count
few = live_count()
before = count_all()
grow(copies=1 + 1000 // few)
print(json.dumps({"few": few, "many": live_count(), "before": before, "after": count_all()}))
"""
Rows = list[dict[str, Any]]


def say(text: str) -> None:
    """Tell the person at the terminal."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def printed(value: object) -> str:
    """A figure as people read it: shares of a thousandth are not rounded away."""
    if isinstance(value, float):
        return f"{value:.2f}" if value >= 0.1 or not value else f"{value:.4f}"
    return "" if value is None else str(value)


def table(rows: Rows) -> str:
    """Lay the rows out under their names."""
    names = list(rows[0])
    lines = [names, *[[printed(row[name]) for name in names] for row in rows]]
    widths = [max(len(line[column]) for line in lines) for column in range(len(names))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def query_rows(env: dict[str, str]) -> Rows:
    """Count each page's queries with the example's rows and with a thousand more."""
    counted = json.loads(manage(env, "shell", "--no-imports", "-v", "0", "-c", QUERIES).splitlines()[-1])
    few, many = f"queries, {counted['few']} rows", f"queries, {counted['many']} rows"
    before, after = counted["before"], counted["after"]
    return [
        {"page": page, few: before[page], many: after[page], "added": after[page] - before[page]} for page in before
    ]


def write(folder: Path, name: str, rows: Rows) -> Rows:
    """Print the table and keep it as JSON, with the machine, the day and the load; gives the rows."""
    machine = {
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "date": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        # The mean number of programs that wanted to run in the last five minutes.
        "load": round(os.getloadavg()[1], 1),
    }
    path = folder / f"{name}.json"
    path.write_text(json.dumps({"measured_on": machine, "rows": rows}, indent=2) + "\n", encoding="utf-8")
    say(f"{table(rows)}\n")
    return rows


def report(folder: Path, verdicts: list[Verdict]) -> int:
    """Print and keep what became of every goal; the last line names what was missed. Gives the exit code."""
    say("Goals")
    write(folder, "goals", [verdict.row() for verdict in verdicts])
    say(f"Kept in {folder}")
    say(last_line(verdicts))
    return exit_code(verdicts)


def main() -> int:
    """Run every measurement, then hold them against the goals."""
    kept = BASE_DIR / os.environ.get("VAR_DIR", "var") / "bench"
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bcssp-bench-") as name:
        room = Path(name)
        source = room / "example"
        env = environment(source)
        say("1 of 9: load the example")
        manage(env, "prepare_portal")
        say("\n2 of 9: build the edition, in a process of its own")
        write(kept, "build", build.run(source, env, room))
        say("3 of 9: requests a second, one server process, the load from this machine too")
        manage(env, "build_annual_report", build.YEAR)
        write(kept, "web", web.run(env, room))
        say("4 of 9: queries of each page")
        shutil.copytree(source, room / "many")
        measured = {"queries": write(kept, "queries", query_rows(env | {"VAR_DIR": str(room / "many")}))}
        say("5 of 9: a spreadsheet of 100,000 lines")
        measured["figures"] = write(kept, "figures", figures_load.run(env, room))
        say("6 of 9: the query of an indicator's page with a million figures in the database")
        measured["series"] = write(kept, "series", series.run(source, env, room))
        say("7 of 9: the annual report: each step, and other typesetters (WeasyPrint is installed apart, once)")
        for key, rows in annual_report.run(source, env, room, kept).items():
            measured[key] = write(kept, key, list(rows))
        say("8 of 9: disclosure control: time, the optimum, and other methods (ACRO is installed apart, once)")
        for key, measure in disclosure.measurements(env, kept).items():
            measured[key] = write(kept, key, measure())
        say("9 of 9: the search with 10,000 documents")
        measured["search"] = write(kept, "search", search.run(source, env, room))
    return report(kept, judge_all(measured))


if __name__ == "__main__":
    sys.exit(main())
