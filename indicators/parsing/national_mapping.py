"""Where the figures of a family stand in a national file: said once by the coordinator. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from indicators.definitions.families import Family

EES, SAC = "ees", "sac"
LAYOUTS = {
    EES: "Explore education statistics (Department for Education)",
    SAC: "Safeguarding Adults Collection (NHS England)",
}


@dataclass(frozen=True)
class NationalMapping:
    """Which columns of a file a family's figures stand in, and which lines are about them.

    `columns` gives the file's column for each column of the family. `filters` hold of every line that is read; `rows`
    names, for a family whose rows are not areas, what holds of the line of each row.
    """

    family: str
    layout: str
    columns: Mapping[str, str]
    filters: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def headings(self) -> set[str]:
        """Every column of the file that it names."""
        return {*self.columns.values(), *self.filters, *(name for of_row in self.rows.values() for name in of_row)}


def cannot_map(mapping: NationalMapping, family: Family) -> Iterator[str]:
    """Why no file can be read by the mapping, a sentence for each reason."""
    if mapping.layout not in LAYOUTS:
        yield "Select the layout of the file."
    known = [column.key for column in family.input_columns]
    unknown = [key for key in mapping.columns if key not in known]
    if unknown:
        yield f"{family.title} has no column {', '.join(unknown)}. Its columns are {', '.join(known)}."
    if not mapping.columns:
        yield f"Name the file's column for at least one of {', '.join(known)}."
    missing = [key for key in known if key not in mapping.columns]
    if family.is_area_rates and missing:
        yield f"Name the file's column for {', '.join(missing)}."
    if family.is_area_rates and mapping.rows:
        yield f"The rows of {family.title} are areas, which the file names itself. Leave the rows empty."
    rows = {row.key for row in family.fixed_rows}
    strange = [key for key in mapping.rows if key not in rows]
    if not family.is_area_rates and strange:
        yield f"{family.title} has no row {', '.join(strange)}."
    if not family.is_area_rates and not mapping.rows:
        yield f"Name, for the rows of {family.title}, which lines of the file are about them."
