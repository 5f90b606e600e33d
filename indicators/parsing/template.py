"""Writing the file that a partner fills in: what is saved already, with last time's figures beside it. Pure.

What is written here reads back as the same answers: a test holds the two together.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from indicators.definitions.families import Column, Row
from indicators.definitions.one_by_one import one_by_one
from indicators.definitions.values import NOT_APPLICABLE, NOT_AVAILABLE, Value, ValueState, text_of
from indicators.parsing.layout import LAST_TIME, FamilyForm, FileForm, Heading
from indicators.parsing.state_words import PROBLEMS, guarded

Cell = tuple[str, str]
Written = str | Decimal
SYMBOLS = {ValueState.UNABLE_TO_SUPPLY: NOT_AVAILABLE, ValueState.NOT_APPLICABLE: NOT_APPLICABLE}
MARKS = {"provisional": "[p]", "revised": "[r]", "illustrative": "[illustrative]"}
ASIDE = (Heading.STATE, Heading.REASON, Heading.MARK, Heading.COMMENT, Heading.NOTE, Heading.FROM, Heading.TO)


@dataclass(frozen=True)
class Filled:
    """What a family's part of the template is filled with. `last` are the approved figures of a year before."""

    cells: Mapping[Cell, Value] = field(default_factory=dict)
    note: str = ""
    comments: Mapping[str, str] = field(default_factory=dict)
    last: Mapping[Cell, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """One row of the form, ready to be written. `figures` and `last` are by column."""

    row: Row
    figures: Mapping[str, Written]
    aside: Mapping[Heading, str]
    last: Mapping[str, Written]


def cannot_be_written(title: str) -> str:
    """What stands in place of a family of which no lines can be made."""
    return (
        f"We cannot write the lines of {title} here. Enter its figures in the form, and tell the coordinator that its "
        "definition must be corrected."
    )


def last_heading(name: str) -> str:
    """The heading of a column that is there to be read, and is ignored when the file comes back."""
    return f"{LAST_TIME}: {name} (for information)"


def _plain(number: Decimal) -> Decimal:
    return number.normalize() + 0


def _shared_marks(form: FamilyForm, row: Row, filled: Filled) -> tuple[str, ...]:
    """The marks that every answer of the row has. A revision belongs to one figure, so that its mark stays there."""
    values = [filled.cells.get((row.key, column.key)) for column in form.family.input_columns]
    given = [value for value in values if value is not None]
    return tuple(
        mark for mark in ("provisional", "illustrative") if given and all(getattr(value, mark) for value in given)
    )


def _written(value: Value | None, shared: Sequence[str], reason: str) -> Written:
    """An answer as it is typed. What does not hold for its whole line stands in the cell itself."""
    if value is None:
        return ""
    marks = " ".join(MARKS[mark] for mark in MARKS if getattr(value, mark) and mark not in shared)
    needs_reason = value.revised or value.state is ValueState.UNABLE_TO_SUPPLY
    why = f": {value.reason}" if needs_reason and value.reason != reason else ""
    if value.number is not None and not marks and not why:
        return _plain(value.number)
    text = SYMBOLS.get(value.state) or format(_plain(value.number or Decimal(0)), "f")
    return f"{text} {marks}".strip() + why


def lines_of(form: FamilyForm, filled: Filled, file: FileForm) -> Iterator[Line]:
    """The rows of a family's part, in the order of the form."""
    columns = form.family.input_columns
    for position, row in enumerate(form.rows):
        values = {column.key: filled.cells.get((row.key, column.key)) for column in columns}
        reasons = [
            value.reason
            for value in values.values()
            if value is not None and (value.revised or value.state is ValueState.UNABLE_TO_SUPPLY)
        ]
        reason = reasons[0] if reasons else ""
        shared = _shared_marks(form, row, filled)
        aside = {
            Heading.REASON: reason,
            Heading.MARK: ", ".join(shared),
            Heading.COMMENT: filled.comments.get(row.key, ""),
            Heading.NOTE: "" if position else filled.note,
            Heading.FROM: file.period.starts_on.isoformat(),
            Heading.TO: file.period.ends_on.isoformat(),
        }
        yield Line(
            row,
            {key: _written(value, shared, reason) for key, value in values.items()},
            aside,
            {column.key: _last(filled.last.get((row.key, column.key)), column) for column in columns},
        )


def _last(value: Value | None, column: Column) -> Written:
    if value is None:
        return ""
    return text_of(value, column.unit, column.decimals) if value.number is None else _plain(value.number)


def _text(written: Written) -> str:
    return guarded(written) if isinstance(written, str) else format(written, "f")


def template_csv(file: FileForm, filled: Mapping[str, Filled]) -> bytes:
    """The whole return as one CSV file, in UTF-8 with the mark by which spreadsheets know it.

    A family that cannot be written is named in a column of its own.
    """
    written, failed = one_by_one(
        file.families,
        lambda form: (form, list(lines_of(form, filled.get(form.family.slug, Filled()), file))),
        lambda form: form.family.slug,
    )
    keys = list(file.csv_headers)
    titles = list(file.csv_headers.values())
    problems = " ".join(cannot_be_written(form.family.title) for form in failed)
    records = [
        [
            *(Heading.FAMILY, Heading.CODE, Heading.ROW),
            *titles,
            *ASIDE,
            *map(last_heading, titles),
        ],
        *(
            [
                *map(guarded, (form.family.title, line.row.key, line.row.label)),
                *(_text(line.figures.get(key, "")) for key in keys),
                *(guarded(line.aside.get(heading, "")) for heading in ASIDE),
                *(_text(line.last.get(key, "")) for key in keys),
            ]
            for form, lines in written
            for line in lines
        ),
    ]
    if problems and len(records) == 1:
        records.append(["" for _ in records[0]])
    # A column that is ours: it is not read when the file comes back.
    told = [PROBLEMS, problems, *("" for _ in records[2:])] if problems else []
    out = io.StringIO()
    csv.writer(out).writerows([*record, *told[place : place + 1]] for place, record in enumerate(records))
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")
