"""A partner's file: the template of the return with texts typed into it, as CSV or as a workbook."""

import csv
import io
from collections.abc import Mapping
from random import Random

from openpyxl import load_workbook

from tests.integration.indicators.stateful.entries import Entry
from tests.integration.indicators.stateful.oracle import Cell, Form

LABELS = {"current": "Current 12 months", "previous": "Previous 12 months", "count": "Enquiries"}
# What a template says beside its figures of what is stored would go on meaning it.
BESIDE = {"If blank": "", "Reason": "", "Mark": ""}


def _places(form: Form, heads: list[str]) -> dict[str, int]:
    """The place of each column of figures."""
    return {column: heads.index(LABELS[column]) for column in form.columns}


def filled_csv(empty: bytes, entry: Entry, comment: str, chance: Random) -> bytes:
    """The texts in a CSV template, its columns in another order."""
    heads, *lines = list(csv.reader(io.StringIO(empty.decode("utf-8-sig"))))
    places = _places(entry.form, heads)
    by_row = {line[heads.index("Code")]: line for line in lines}
    for line in lines:
        for head, text in (BESIDE | {"Comment": comment}).items():
            line[heads.index(head)] = text
    for (row, column), text in entry.cells.items():
        by_row[row][places[column]] = text
    order = list(range(len(heads)))
    chance.shuffle(order)
    out = io.StringIO()
    csv.writer(out).writerows([[line[index] for index in order] for line in [heads, *lines]])
    return out.getvalue().encode("utf-8")


def filled_workbook(empty: bytes, entry: Entry, comment: str, chance: Random) -> bytes:
    """The texts in a workbook, numbers now as numbers and now as texts."""
    book = load_workbook(io.BytesIO(empty))
    sheet = next(one for one in book.worksheets if one.cell(1, 1).value == "Code")
    heads = [str(cell.value) for cell in sheet[1]]
    places = _places(entry.form, heads)
    lines = {str(sheet.cell(number, 1).value): number for number in range(2, sheet.max_row + 1)}
    for number in lines.values():
        for head, text in (BESIDE | {"Comment": comment}).items():
            sheet.cell(number, heads.index(head) + 1).value = text or None
    for (row, column), text in entry.cells.items():
        _type(sheet.cell(lines[row], places[column] + 1), text, as_number=chance.random() < 0.5)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _type(cell: object, text: str, *, as_number: bool) -> None:
    plain = text.strip()
    if not plain:
        cell.value = None  # type: ignore[attr-defined]
    elif as_number and plain.isascii() and plain.isdecimal() and len(plain) < 10:
        cell.value = int(plain)  # type: ignore[attr-defined]
    else:
        cell.value = text  # type: ignore[attr-defined]
        # A text that begins like a formula is one only where somebody meant it.
        cell.data_type = "s"  # type: ignore[attr-defined]


KINDS = {"csv": filled_csv, "xlsx": filled_workbook}


def same(stored: Mapping[Cell, object], meant: Mapping[Cell, object]) -> str:
    """Where the two differ, for the message of an assertion; empty where they do not."""
    cells = [cell for cell in {**stored, **meant} if stored.get(cell) != meant.get(cell)]
    return "; ".join(f"{cell}: {stored.get(cell)} stored, {meant.get(cell)} meant" for cell in cells)
