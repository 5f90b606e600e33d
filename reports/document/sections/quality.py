"""How good the figures are: read from the release itself, with no free text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from indicators.definitions.values import CONFIDENTIAL, ValueState
from indicators.models import ReleaseTable
from indicators.tables.denominators import ESTIMATED, IS_DERIVED, published_entries
from partnership.models import ReportingYear
from reports.content import Entry, NarrativePart, NarrativeSection, PlainTable
from reports.content.prose import plain
from reports.document.sections.inputs import Inputs
from reports.document.sections.phrases import counted

PROVISIONAL, REVISED = "[p]", "[r]"


@dataclass(frozen=True)
class TableQuality:
    """What one released table says of its own cells: how many there are, and how many carry which mark."""

    title: str
    cells: int
    provisional: int
    revised: int
    not_supplied: int
    kept_back: int
    late: int
    estimated: int
    derived: int
    changed_since: int
    is_illustrative: bool


def quality(year: ReportingYear, inputs: Inputs) -> NarrativeSection | None:
    """Table by table; nothing where no figures were released."""
    if inputs.release is None:
        return None
    found = [quality_of(table) for table in inputs.tables]
    return NarrativeSection(
        anchor="quality",
        title="How good the figures are",
        introduction=plain(introduction(found)),
        parts=tuple(part for part in (_tables(found), _missing(inputs.release.missing)) if part is not None),
    )


def quality_of(table: ReleaseTable) -> TableQuality:
    """Count the cells of a released table by what is said of them."""
    content = table.content
    cells = list(_cells(content))
    kinds = [one["kind"] for areas in published_entries(content).values() for one in areas.values()]
    return TableQuality(
        title=content["title"],
        cells=len(cells),
        provisional=sum(PROVISIONAL in one["text"] for one in cells),
        revised=sum(REVISED in one["text"] for one in cells),
        not_supplied=sum(one["state"] == ValueState.UNABLE_TO_SUPPLY for one in cells),
        kept_back=sum(one["state"] == CONFIDENTIAL for one in cells),
        late=len(content.get("late_periods", ())),
        estimated=kinds.count(ESTIMATED),
        derived=kinds.count(IS_DERIVED),
        changed_since=table.revised_cells,
        is_illustrative=content["illustrative"],
    )


def _cells(content: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every printed cell, worked-out ones too."""
    for part in (content, *content.get("more_tables", ())):
        for row in part["rows"]:
            yield from row["cells"]


def introduction(found: list[TableQuality]) -> str:
    """The sums over all tables, in one paragraph."""
    cells = sum(one.cells for one in found)
    told = [
        f"The release contains {counted(cells, 'cell', 'cells')} in {counted(len(found), 'table', 'tables')}.",
        *_sums(found),
    ]
    made_up = sum(one.is_illustrative for one in found)
    if made_up:
        told.append(
            f"{counted(made_up, 'table is', 'tables are')} illustrative, so this says nothing about the quality of "
            "real figures."
        )
    return " ".join(told)


def _sums(found: list[TableQuality]) -> Iterator[str]:
    marks = (
        ("provisional", "is provisional and may still change", "are provisional and may still change"),
        ("revised", "was revised by its supplier", "were revised by their suppliers"),
        ("not_supplied", "could not be supplied or calculated", "could not be supplied or calculated"),
        (
            "kept_back",
            "is suppressed to protect the people counted",
            "are suppressed to protect the people counted",
        ),
        ("changed_since", "differs from the previous release", "differ from the previous release"),
    )
    for name, one, many in marks:
        number = sum(getattr(table, name) for table in found)
        if number:
            yield f"{counted(number, f'cell {one}', f'cells {many}')}."
    late = sum(bool(table.late) for table in found)
    yield (
        f"{counted(late, 'table includes', 'tables include')} figures that came late."
        if late
        else "No figures came late."
    )


def _tables(found: list[TableQuality]) -> NarrativePart:
    table = PlainTable(
        anchor="quality-tables-table",
        title="Cells of each table, by quality",
        columns=(
            *("Table", "Cells", "Provisional", "Revised", "Not supplied", "Suppressed", "Late periods"),
            *("People estimated", "People derived"),
        ),
        rows=tuple(
            (
                one.title,
                *(f"{number:,}" for number in (one.cells, one.provisional, one.revised, one.not_supplied)),
                *(f"{number:,}" for number in (one.kept_back, one.late, one.estimated, one.derived)),
            )
            for one in found
        ),
        numeric=tuple(range(1, 9)),
        note=(
            "Calculated cells carry the same symbols as the cells they are based on, and are counted with them. "
            "“Estimated” and “derived” count the areas and years of a rate whose number of people comes from a "
            "population estimate, or from the rate itself."
        ),
    )
    return NarrativePart("quality-tables", "Table by table", tables=(table,))


def _missing(families: list[dict[str, Any]]) -> NarrativePart | None:
    """The tables that a release of the year could hold, and does not."""
    if not families:
        return None
    why = {False: "No figures were approved for the year", True: "Small numbers in it could not be protected"}
    entries = tuple(Entry(one["title"], f"{why[bool(one.get('left_out'))]}, so there is no table.") for one in families)
    return NarrativePart("quality-missing", "Not in the release", entries=entries)
