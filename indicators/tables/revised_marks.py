"""Marks figures that say something else than was published before, whoever declared it. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from indicators.definitions.cells import MARK_WORDS
from indicators.definitions.entries import is_period
from indicators.definitions.values import CONFIDENTIAL
from indicators.tables.differences import INPUTS, are_of_one_period
from indicators.tables.statements import Place, place_of, says

Content = Mapping[str, Any]
# What tables of other years say of a figure, each answer once.
Elsewhere = Mapping[Place, Collection[str]]
REVISED = "[r]"


def with_revised_marks(
    content: dict[str, Any], earlier: Content | None, elsewhere: Elsewhere | None = None
) -> dict[str, Any]:
    """The table with [r] at each figure that says something else than the last release of the year printed, or than the
    release of another year that prints it too: `elsewhere`.

    A release that repeats its own year's last one has revised nothing, though another year's says otherwise. What is
    worked out of such a figure is marked with it, even where rounding gives the same again. A number in place
    of [x] or [z] is another answer as well, and so is the reverse. What was or is kept back tells nothing of that: [c]
    is no answer; `last_said` has the one before it. A mark stays in later releases: the figure was published otherwise
    once.
    """
    if earlier is None and not elsewhere:
        return content
    is_same = earlier is not None and are_of_one_period(earlier, content)
    before = {(place, row["key"]): row for place, table in _tables(earlier or {}) for row in table["rows"]}
    marked = dict(content)
    for place, table in _tables(content):
        rows = []
        for row in table["rows"]:
            was = _before(before.get((place, row["key"])), is_same=is_same)
            changed = {cell["key"] for cell in row["cells"] if _is_revised(cell, was.get(cell["key"]))}
            changed |= {
                cell["key"]
                for cell in row["cells"]
                if (figure := place_of(content, table, row["key"], cell["key"])) is not None
                and _is_said_otherwise(cell, was, (elsewhere or {}).get(figure, ()))
            }
            rows.append(_row(row, changed))
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


def last_said(contents: Iterable[Content]) -> Content | None:
    """The newest of these tables of one family, newest first; what it keeps back is as it was last printed before.

    A number that is published again, and is another, was corrected, whatever was between.
    """
    newest: Content | None = None
    for content in contents:
        if newest is None:
            newest = content
        elif are_of_one_period(content, newest):
            newest = _filled(newest, content)
        if not is_kept_back(newest):
            break
    return newest


def is_kept_back(content: Content) -> bool:
    """Whether a figure of the table is suppressed."""
    return any(cell["state"] == CONFIDENTIAL for cell in _cells(content))


def _filled(newest: Content, older: Content) -> Content:
    """The newest table with what an older one printed in place of what it keeps back."""
    was = {
        (place, row["key"], cell["key"]): cell
        for place, table in _tables(older)
        for row in table["rows"]
        for cell in row["cells"]
    }

    def filled(place: int, table: Content) -> Content:
        rows = [
            {
                **row,
                "cells": [
                    was.get((place, row["key"], cell["key"]), cell) if cell["state"] == CONFIDENTIAL else cell
                    for cell in row["cells"]
                ],
            }
            for row in table["rows"]
        ]
        return {**table, "rows": rows}

    more = [filled(place, table) for place, table in _tables(newest) if place]
    return {**filled(0, newest), **({"more_tables": more} if more else {})}


def _tables(content: Content) -> Iterator[tuple[int, Content]]:
    if content:
        yield 0, content
    yield from enumerate(content.get("more_tables", []), start=1)


def _cells(content: Content) -> Iterator[Mapping[str, Any]]:
    return (cell for _, table in _tables(content) for row in table["rows"] for cell in row["cells"])


def _before(row: Mapping[str, Any] | None, *, is_same: bool) -> dict[str, Mapping[str, Any]]:
    """`is_same` says that both tables are about one period; else only columns named by a period are the same."""
    cells = row["cells"] if row else []
    return {cell["key"]: cell for cell in cells if is_same or is_period(cell["key"])}


def _row(row: Mapping[str, Any], changed: set[str]) -> Mapping[str, Any]:
    every = changed | {key for key, inputs in INPUTS.items() if changed & set(inputs)}
    return {**row, "cells": [_marked(cell) if cell["key"] in every else cell for cell in row["cells"]]}


def _is_said_otherwise(
    cell: Mapping[str, Any], was: Mapping[str, Mapping[str, Any]], elsewhere: Collection[str]
) -> bool:
    """Whether another year's release says something else, and the last one of this year did not say this already."""
    said = says(cell)
    is_repeated = cell["key"] in was and says(was[cell["key"]]) == said
    return cell["state"] != CONFIDENTIAL and not is_repeated and any(one != said for one in elsewhere)


def _is_revised(cell: Mapping[str, Any], was: Mapping[str, Any] | None) -> bool:
    """Whether something else was printed before, in the last release or in one before that."""
    if was is None or CONFIDENTIAL in (cell["state"], was["state"]):
        return False
    return says(was) != says(cell) or REVISED in was["text"]


def _marked(cell: Mapping[str, Any]) -> Mapping[str, Any]:
    if cell["state"] == CONFIDENTIAL or REVISED in cell["text"]:
        return cell
    return {**cell, "text": f"{cell['text']} {REVISED}"}
