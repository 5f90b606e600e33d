"""Lets ACRO tabulate microdata; runs in ACRO's own virtual environment, never in the portal's.

Reads JSON from standard input: `tables` (counts, row by row). Writes JSON: ACRO's version, and for each configuration
and table what the printed table says, by the names of `bench.disclosure_tables` (null where nothing is printed).
"""

import json
import logging
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import acro  # type: ignore[import-not-found]
import pandas as pd  # type: ignore[import-untyped]
import yaml

TOTAL = "T"
# ACRO takes a configuration by the name of a file beside its own.
OURS = "portal"


def configure() -> None:
    """A configuration with the portal's rule: fewer than six is small, and a zero may be read."""
    folder = Path(acro.__file__).parent
    settings = yaml.safe_load((folder / "default.yaml").read_text(encoding="utf-8"))
    settings |= {"safe_threshold": 6, "zeros_are_disclosive": False}
    (folder / f"{OURS}.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")


def microdata(counts: list[list[int]]) -> pd.DataFrame:
    """A line for each unit that is counted."""
    lines = [
        (f"{row}", f"{column}")
        for row, values in enumerate(counts)
        for column, value in enumerate(values)
        for _ in range(value)
    ]
    return pd.DataFrame(lines, columns=["row", "column"])


def tabulated(config: str, data: pd.DataFrame) -> dict[str, int | None]:
    """What ACRO prints, with suppression and totals."""
    session = acro.ACRO(config=config, suppress=True)
    table = session.crosstab(data["row"], data["column"], margins=True, margins_name=TOTAL)
    return {
        f"{row},{column}": None if pd.isna(value) else int(value)
        for column, values in table.items()
        for row, value in values.items()
    }


def main() -> None:
    """Tabulate every table that is asked for."""
    logging.disable(logging.CRITICAL)
    configure()
    asked = json.load(sys.stdin)
    data = [microdata(counts) for counts in asked["tables"]]
    found: dict[str, Any] = {
        "version": version("acro"),
        "printed": {config: [tabulated(config, one) for one in data] for config in ("default", OURS)},
    }
    # Libraries below print warnings of their own: the answer is the last line.
    sys.stdout.write(f"\n{json.dumps(found)}\n")


if __name__ == "__main__":
    main()
