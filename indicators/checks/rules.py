"""The one entry to the checks of a return. Pure: what it is held against comes in as a `Context`."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace

from indicators.checks.across import check_across
from indicators.checks.between import check_between
from indicators.checks.column_swaps import check_swapped_columns
from indicators.checks.context import NOTHING_KNOWN, Context, Figures
from indicators.checks.history import check_history, check_other_period
from indicators.checks.jumps import check_jumps
from indicators.checks.notes import check_notes
from indicators.checks.outliers import check_outliers
from indicators.checks.parts_of_year import check_parts_of_year
from indicators.checks.percentages import check_above_base, check_percentages
from indicators.checks.problems import Problem
from indicators.checks.rates import check_rates
from indicators.checks.registry import finding
from indicators.checks.relations import check_relations
from indicators.checks.repeats import check_repeats, check_swaps
from indicators.checks.rounding import rounded_to
from indicators.checks.zeros import check_zeros
from indicators.definitions.families import Family, Row

logger = logging.getLogger(__name__)


def check_return(
    *,
    family: Family,
    rows: Sequence[Row],
    figures: Figures,
    earlier: Figures | None = None,
    note: str = "",
    context: Context = NOTHING_KNOWN,
) -> list[Problem]:
    """Everything that is wrong or odd about a return: first what stops it, by rule and in the order of the form.

    `earlier` is what was approved a year before, for callers that know nothing else. A return that cannot be checked is
    stopped, with the reason in the log: the page, and the other returns of a file, go on.
    """
    known = context if earlier is None else replace(context, earlier=earlier)
    try:
        return _found(family, rows, figures, note, known)
    except Exception:
        logger.exception("The figures of %s cannot be checked", family.slug)
        return [
            finding(
                "CHECK-1",
                "The portal could not check these figures. This is not your mistake: save them, and tell the "
                "coordinator that the definition must be corrected.",
            )
        ]


def _found(family: Family, rows: Sequence[Row], figures: Figures, note: str, known: Context) -> list[Problem]:
    base = rounded_to(family, figures, note)
    found = [
        *_blanks(family, rows, figures),
        *check_relations(family, rows, figures, base),
        *check_history(family, rows, figures, known.earlier),
        *check_other_period(known.other_period),
        *check_rates(family, rows, figures, known),
        *check_percentages(family, rows, figures),
        *check_outliers(family, rows, figures, known),
        *check_parts_of_year(family, rows, figures, known),
        *check_across(family, figures, known),
        *check_between(family, figures, known, base),
    ]
    return [
        *found,
        *_implausible(family, rows, figures, known, found),
        *_note(figures, note),
        *check_notes(family, rows, figures, note, known),
    ]


def _implausible(
    family: Family, rows: Sequence[Row], figures: Figures, known: Context, found: Sequence[Problem]
) -> Iterator[Problem]:
    """What is odd beside the past, unless the cell is stopped or asked about already: one slip is told once."""
    told = {(one.row, one.column) for one in found if one.stops or one.confirm}
    # A number and a rate that do not fit each other are one slip, whichever of the two is wrong.
    rated = {one.row for one in found if one.code.startswith("RATE")}
    told |= {(row, column.key) for row in rated for column in family.input_columns}
    for check in (check_zeros, check_above_base, check_swaps, check_swapped_columns, check_jumps, check_repeats):
        for problem in check(family, rows, figures, known):
            if not problem.row or (problem.row, problem.column) not in told:
                told.add((problem.row, problem.column))
                yield problem


def _blanks(family: Family, rows: Sequence[Row], figures: Figures) -> Iterator[Problem]:
    for row in rows:
        for column in family.input_columns:
            if (row.key, column.key) not in figures:
                yield finding(
                    "BLANK",
                    f"“{row.label}”, {column.label}: the cell is blank, and a blank is not a zero. Enter the "
                    "figure, or choose “Nothing to report” or “Not able to supply” for the row.",
                    row.key,
                    column.key,
                )


def _note(figures: Figures, note: str) -> Iterator[Problem]:
    if any(value.illustrative for value in figures.values()) and not note.strip():
        yield finding(
            "ILLUSTRATIVE-1",
            "The figures are marked as illustrative. Say so in the note, which we publish with them.",
        )
