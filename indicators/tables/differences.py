"""What one release says otherwise than another of the same year: cell by cell, with the reason. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from indicators.definitions.entries import is_period
from indicators.definitions.one_by_one import one_by_one
from indicators.tables.denominators import BOUNDS, area_names, changed_denominators, published_entries

Content = Mapping[str, Any]
# Family, then row, then column: why the figure is as it is.
Reasons = Mapping[str, Mapping[str, Mapping[str, str]]]

CURRENT, PREVIOUS = "current", "previous"
# What a column is worked out of; any other column is a figure itself.
INPUTS = {"change": (CURRENT, PREVIOUS), "percent_change": (CURRENT, PREVIOUS), "share": ("count",)}
TEXTS = {
    "title": "title",
    "definition": "definition",
    "method": "method",
    "caveats": "caveats",
    "source": "source",
    "licence": "licence",
}


# Notes that follow from what else changed: symbols, reasons of revised figures, and what was late.
_FOLLOWS = re.compile(r"\[|(?:[^:\n]{1,80}: )?Revised\b|Sent after it was due")


@dataclass(frozen=True)
class CellChange:
    """A cell that prints something else: empty where the cell was not there. `reason` is "" where none was given."""

    table: str
    row_key: str
    row: str
    column_key: str
    column: str
    before: str
    after: str
    before_value: str | None
    after_value: str | None
    reason: str


@dataclass(frozen=True)
class FamilyDifference:
    """What changed in one family. `kind` is "added", "removed", "changed", or "unknown" where it cannot be compared.

    `new_period` says of which time the newer one is, where the older one is about another: both stay right.

    `denominators` says of which rates the people behind them are others than before, such as a revised estimate.
    """

    slug: str
    title: str
    kind: str
    cells: tuple[CellChange, ...] = ()
    rows_added: tuple[str, ...] = ()
    rows_removed: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    denominators: tuple[str, ...] = ()
    new_period: str = ""

    @property
    def revised_cells(self) -> int:
        """How many printed figures are not what they were; a row that is gone counts as one, a new cell as none."""
        return sum(1 for cell in self.cells if cell.before) + len(self.rows_removed)


def are_of_one_period(before: Content, after: Content) -> bool:
    """Whether both are about the same window: a quarter and the year after it are two, and neither corrects the other.

    Columns that are named by a period are compared all the same.
    """
    return _period(before) == _period(after)


def _period(content: Content) -> str:
    return str(content.get("period") or content.get("year", ""))


def _tables(content: Content) -> Iterator[tuple[str, Content]]:
    # A further table carries its year in its title, so its place in the list is what makes it the same table.
    yield "", content
    for number, table in enumerate(content.get("more_tables", []), start=1):
        yield str(number), table


def _rows(content: Content) -> dict[tuple[str, str], Mapping[str, Any]]:
    return {(place, row["key"]): row for place, table in _tables(content) for row in table["rows"]}


def _titles(content: Content) -> dict[str, str]:
    return {place: table.get("caption") or table["title"] for place, table in _tables(content)}


def _columns(content: Content) -> dict[tuple[str, str], str]:
    return {(place, column["key"]): column["label"] for place, table in _tables(content) for column in table["columns"]}


def _cells(row: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {cell["key"]: cell for cell in row["cells"]}


EMPTY: Mapping[str, Any] = {"text": "", "value": None}


def _says(cell: Mapping[str, Any]) -> tuple[str, str | None]:
    """What a cell tells readers."""
    return cell["text"], cell["value"]


def _reason(reasons: Mapping[str, str], inputs: Sequence[str], column: str, of_people: str) -> str:
    """Why a cell changed: the reasons of the figures that it is, or is worked out of, and of no other.

    An interval also changes with the people behind its rate.
    """
    own = [reasons[key] for key in inputs if reasons.get(key)]
    return " ".join(dict.fromkeys([*own, *([of_people] if column in BOUNDS and of_people else [])]))


def _inputs_behind(content: Content) -> dict[str, tuple[str, ...]]:
    """For each column of a table, the columns of the figures that it prints or is worked out of.

    Of a table of several years or periods only the last one has reasons: those are of the return that it was made for.
    """
    last, shape = content["columns"][-1]["key"], content.get("shape")
    if shape in ("area_rates", "measure_series"):
        # A rate rests on its number, and an interval on both. What other areas have rests on nothing here.
        others = {
            column["key"]: (column["key"],) for table in content.get("more_tables", []) for column in table["columns"]
        }
        return others | {"count": ("count",)} | dict.fromkeys((last, "rate", *BOUNDS), ("rate", "count"))
    if shape == "series":
        return {last: (CURRENT, "count")}
    return {column["key"]: INPUTS.get(column["key"], (column["key"],)) for column in content["columns"]}


def _reasons_of_people(before: Content, after: Content) -> dict[str, str]:
    """Why the intervals of the last year changed, by area: its table alone prints them."""
    changes = changed_denominators(published_entries(before), published_entries(after))
    return {one.area: one.reason for one in changes if one.year == after["columns"][-1]["key"]}


def _changed_cells(before: Content, after: Content, reasons: Mapping[str, Mapping[str, str]]) -> Iterator[CellChange]:
    earlier, titles, columns = _rows(before), _titles(after), _columns(before) | _columns(after)
    of_people, behind = _reasons_of_people(before, after), _inputs_behind(after)
    is_same = are_of_one_period(before, after)
    for (place, key), row in _rows(after).items():
        if (place, key) not in earlier:
            continue
        old, new = _cells(earlier[place, key]), _cells(row)
        stayed = {one for one in old.keys() & new.keys() if _says(old[one]) == _says(new[one])}
        for column in dict.fromkeys([*old, *new]):
            if not is_same and not (column in old and column in new and is_period(column)):
                continue
            was, now = old.get(column, EMPTY), new.get(column, EMPTY)
            if _says(was) != _says(now):
                inputs = [one for one in behind.get(column, ()) if one not in stayed]
                yield CellChange(
                    table=titles[place],
                    row_key=key,
                    row=row["label"],
                    column_key=column,
                    column=columns[place, column],
                    before=was["text"],
                    after=now["text"],
                    before_value=was["value"],
                    after_value=now["value"],
                    reason=_reason(reasons.get(key, {}), inputs, column, of_people.get(key, "")),
                )


def _texts(before: Content, after: Content, *, is_same: bool) -> Iterator[str]:
    """What reads otherwise; the notes of another period are others anyway."""
    yield from (words for key, words in TEXTS.items() if before.get(key) != after.get(key))
    notes, new = ([note for note in of.get("notes", []) if not _FOLLOWS.match(note)] for of in (before, after))
    if is_same and notes != new:
        yield "notes"


def family_difference(
    before: Content, after: Content, reasons: Mapping[str, Mapping[str, str]] | None = None
) -> FamilyDifference | None:
    """What changed in a family that both releases hold; None where they say the same."""
    old, new = _rows(before), _rows(after)
    is_same = are_of_one_period(before, after)
    if not is_same:
        # What stands in further tables follows from the window that the first one is about.
        old, new = ({key: row for key, row in of.items() if not key[0]} for of in (old, new))
    names = area_names(before) | area_names(after)
    found = FamilyDifference(
        slug=after["slug"],
        title=after["title"],
        kind="changed",
        cells=tuple(_changed_cells(before, after, reasons or {})),
        rows_added=tuple(row["label"] for key, row in new.items() if key not in old),
        rows_removed=tuple(row["label"] for key, row in old.items() if key not in new),
        texts=tuple(_texts(before, after, is_same=is_same)),
        new_period="" if is_same else str(after.get("period_label") or _period(after)),
        denominators=tuple(
            one.sentence(names) for one in changed_denominators(published_entries(before), published_entries(after))
        ),
    )
    says = (found.cells, found.rows_added, found.rows_removed, found.texts, found.denominators, found.new_period)
    return found if any(says) else None


def release_differences(
    before: Sequence[Content], after: Sequence[Content], reasons: Reasons | None = None
) -> tuple[FamilyDifference, ...]:
    """What changed between two releases, given by the contents of their tables: families of the newer one first."""
    old = {content["slug"]: content for content in before}
    new = {content["slug"]: content for content in after}
    found: list[FamilyDifference] = []
    for slug, content in new.items():
        if slug not in old:
            found.append(FamilyDifference(slug, content["title"], "added"))
            continue
        pair = (old[slug], content, (reasons or {}).get(slug))
        made, failed = one_by_one([pair], lambda one: family_difference(*one), lambda one: str(one[1]["slug"]))
        found += [one for one in made if one is not None]
        found += [FamilyDifference(slug, content["title"], "unknown") for _one in failed]
    found += [FamilyDifference(slug, content["title"], "removed") for slug, content in old.items() if slug not in new]
    return tuple(found)
