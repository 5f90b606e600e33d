"""Percentages that are more than all of something. Pure."""

from collections.abc import Iterator, Sequence

from indicators.checks.context import Figures
from indicators.checks.problems import Problem
from indicators.checks.registry import finding
from indicators.definitions.calculations import HUNDRED
from indicators.definitions.families import Family, Row
from indicators.definitions.values import percent


def check_percentages(family: Family, rows: Sequence[Row], figures: Figures) -> Iterator[Problem]:
    """Each typed percentage is at most 100, or somebody says why it is not."""
    for column in family.input_columns:
        if column.unit != "percent":
            continue
        for row in rows:
            value = figures.get((row.key, column.key))
            if value is not None and value.number is not None and value.number > HUNDRED:
                yield finding(
                    "PERCENT-1",
                    f"“{row.label}”, {column.label}: {percent(value.number, column.decimals)} is more than all. Check "
                    "that the cell holds a percentage.",
                    row.key,
                    column.key,
                )
