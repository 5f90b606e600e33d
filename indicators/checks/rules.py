"""The one entry to the checks of a return. Pure: what it is held against comes in as a `Context`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from indicators.checks.across import check_across
from indicators.checks.context import NOTHING_KNOWN, Context, Figures
from indicators.checks.history import check_history, check_other_period
from indicators.checks.outliers import check_outliers
from indicators.checks.problems import Problem
from indicators.checks.rates import check_rates
from indicators.checks.registry import finding
from indicators.checks.relations import check_relations
from indicators.definitions.families import Family, Row


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

    `earlier` is what was approved a year before, for callers that know nothing else.
    """
    known = context if earlier is None else replace(context, earlier=earlier)
    return [
        *_blanks(family, rows, figures),
        *check_relations(family, rows, figures),
        *check_history(family, rows, figures, known.earlier),
        *check_other_period(known.other_period),
        *check_rates(family, rows, figures, known),
        *check_outliers(family, rows, figures, known),
        *check_across(family, figures, known),
        *_note(figures, note),
    ]


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
