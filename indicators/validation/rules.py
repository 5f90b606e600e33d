"""Hard rules that stop a submission, and warnings that do not. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from indicators.calculations import total
from indicators.catalogue import Column, Family, Row, Rule
from indicators.validation.problems import Problem
from indicators.values import Value, with_commas

Cell = tuple[str, str]
Figures = Mapping[Cell, Value]
CURRENT, PREVIOUS = "current", "previous"


def check_return(
    *, family: Family, rows: Sequence[Row], figures: Figures, earlier: Figures | None, note: str
) -> list[Problem]:
    """Everything that is wrong or odd about a return, in the order of the form."""
    return [
        *_blanks(family, rows, figures),
        *_relations(family, rows, figures),
        *_history(family, rows, figures, earlier),
        *_note(figures, note),
    ]


def _blanks(family: Family, rows: Sequence[Row], figures: Figures) -> Iterator[Problem]:
    for row in rows:
        for column in family.input_columns:
            if (row.key, column.key) not in figures:
                yield Problem(
                    "BLANK",
                    f"“{row.label}”, {column.label}: the cell is blank, and a blank is not a zero. "
                    "Type the figure, or choose “Nothing to report” or “Not able to supply” for the row.",
                    row.key,
                    column.key,
                )


def _relations(family: Family, rows: Sequence[Row], figures: Figures) -> Iterator[Problem]:
    labels = {row.key: row.label for row in rows}
    for rule in family.rules:
        for column in family.input_columns:
            if rule.kind == "at_most":
                yield from _at_most(rule, rule.lower, column, figures, labels)
            elif rule.kind == "each_at_most":
                for key in labels:
                    if key != rule.upper:
                        yield from _at_most(rule, key, column, figures, labels)
            else:
                yield from _sums_to(rule, column, figures, labels)


def _number(figures: Figures, row: str, column: Column) -> Decimal | None:
    value = figures.get((row, column.key))
    return None if value is None else value.number


def _at_most(rule: Rule, lower: str, column: Column, figures: Figures, labels: Mapping[str, str]) -> Iterator[Problem]:
    part, whole = _number(figures, lower, column), _number(figures, rule.upper, column)
    if part is not None and whole is not None and part > whole:
        yield Problem(
            rule.code,
            f"{column.label}: “{labels[lower]}” is {with_commas(part)}, more than “{labels[rule.upper]}” with "
            f"{with_commas(whole)}. {rule.because}: correct one of the two.",
            lower,
            column.key,
        )


def _sums_to(rule: Rule, column: Column, figures: Figures, labels: Mapping[str, str]) -> Iterator[Problem]:
    parts = total(_number(figures, key, column) for key in rule.parts)
    whole = _number(figures, rule.whole, column)
    if parts is not None and whole is not None and parts != whole:
        names = ", ".join(f"“{labels[key]}”" for key in rule.parts)
        yield Problem(
            rule.code,
            f"{column.label}: {names} add up to {with_commas(parts)}, but “{labels[rule.whole]}” is "
            f"{with_commas(whole)}. {rule.because}: correct the parts or the whole.",
            rule.whole,
            column.key,
        )


def _history(family: Family, rows: Sequence[Row], figures: Figures, earlier: Figures | None) -> Iterator[Problem]:
    """The window before must be what was approved as current a year ago, unless it is declared as revised."""
    if family.shape != "windows":
        return
    if earlier is None:
        yield Problem(
            "HISTORY-2",
            f"{family.column(PREVIOUS).label}: no return was approved for the year before, so these figures could not "
            "be checked against it.",
            stops=False,
        )
        return
    for row in rows:
        typed, approved = figures.get((row.key, PREVIOUS)), earlier.get((row.key, CURRENT))
        if typed is None or typed.number is None or approved is None or approved.number is None:
            continue
        if typed.number != approved.number and not typed.revised:
            yield Problem(
                "HISTORY-1",
                f"“{row.label}”, {family.column(PREVIOUS).label}: you typed {with_commas(typed.number)}, but "
                f"{with_commas(approved.number)} was approved last year. Correct it, or tick “Last year's figures were "
                "revised” and say why.",
                row.key,
                PREVIOUS,
            )


def _note(figures: Figures, note: str) -> Iterator[Problem]:
    if any(value.illustrative for value in figures.values()) and not note.strip():
        yield Problem(
            "ILLUSTRATIVE-1",
            "The figures are marked as illustrative: say so in the note, which is printed beside them.",
        )
