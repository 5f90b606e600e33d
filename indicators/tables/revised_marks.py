"""Marks figures that say something else than the release before, whoever declared it. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from indicators.definitions.cells import MARK_WORDS
from indicators.definitions.entries import is_period
from indicators.definitions.values import CONFIDENTIAL
from indicators.tables.differences import INPUTS, are_of_one_period

Content = Mapping[str, Any]
REVISED = "[r]"


def with_revised_marks(content: dict[str, Any], earlier: Content | None) -> dict[str, Any]:
    """The table with [r] at each figure that says something else than the last release of the year printed.

    What is worked out of such a figure is marked with it, even where rounding gives the same again. A number in place
    of [x] or [z] is another answer as well, and so is the reverse. What was or is kept back tells nothing of that: [c]
    is no answer. A mark stays in later releases: the figure was published otherwise once.
    """
    if earlier is None:
        return content
    is_same = are_of_one_period(earlier, content)
    before = {(place, row["key"]): row for place, table in _tables(earlier) for row in table["rows"]}
    marked = dict(content)
    for place, table in _tables(content):
        rows = [_row(row, before.get((place, row["key"])), is_same=is_same) for row in table["rows"]]
        if place:
            more = list(marked["more_tables"])
            more[place - 1] = {**table, "rows": rows}
            marked["more_tables"] = more
        else:
            marked["rows"] = rows
    notes = content.get("notes", [])
    explained = any(note.startswith(REVISED) for note in notes)
    if not explained and any(REVISED in cell["text"] for cell in _cells(marked)):
        marked["notes"] = [*notes, f"{REVISED} {MARK_WORDS[REVISED]}."]
    return marked


def _tables(content: Content) -> Iterator[tuple[int, Content]]:
    yield 0, content
    yield from enumerate(content.get("more_tables", []), start=1)


def _cells(content: Content) -> Iterator[Mapping[str, Any]]:
    return (cell for _, table in _tables(content) for row in table["rows"] for cell in row["cells"])


def _row(row: Mapping[str, Any], before: Mapping[str, Any] | None, *, is_same: bool) -> Mapping[str, Any]:
    """`is_same` says that both tables are about one period; else only columns named by a period are the same."""
    if before is None:
        return row
    was = {cell["key"]: cell for cell in before["cells"] if is_same or is_period(cell["key"])}
    changed = {cell["key"] for cell in row["cells"] if _is_revised(cell, was.get(cell["key"]))}
    changed |= {key for key, inputs in INPUTS.items() if changed & set(inputs)}
    return {**row, "cells": [_marked(cell) if cell["key"] in changed else cell for cell in row["cells"]]}


def _is_revised(cell: Mapping[str, Any], was: Mapping[str, Any] | None) -> bool:
    """Whether something else was printed before, in the last release or in one before that."""
    if was is None or CONFIDENTIAL in (cell["state"], was["state"]):
        return False
    return _says(was) != _says(cell) or REVISED in was["text"]


def _says(cell: Mapping[str, Any]) -> str:
    """The answer of a cell: its number, or why there is none."""
    return str(cell["state"] if cell["value"] is None else cell["value"])


def _marked(cell: Mapping[str, Any]) -> Mapping[str, Any]:
    if cell["state"] == CONFIDENTIAL or REVISED in cell["text"]:
        return cell
    return {**cell, "text": f"{cell['text']} {REVISED}"}
