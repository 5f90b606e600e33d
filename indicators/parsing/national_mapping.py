"""Where the figures of a family stand in a national file: said once by the coordinator. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from indicators.definitions.families import Family

EES, SAC = "ees", "sac"
LAYOUTS = {
    EES: "Explore education statistics (Department for Education)",
    SAC: "Safeguarding Adults Collection (NHS England)",
}
# What a row says in place of a column of the file, where the file has a column for each row.
COLUMN = "column"
# Between two columns of the file of which either can have a text.
EITHER = "|"


def named(columns: str) -> list[str]:
    """The columns of the file that a name stands for: `CATEGORY|SUBCATEGORY` is either of two."""
    return [one.strip() for one in columns.split(EITHER)]


@dataclass(frozen=True)
class NationalMapping:
    """Which columns of a file a family's figures stand in, and which lines are about them.

    `columns` gives the file's column for each column of the family. `filters` hold of every line that is read; `rows`
    names, for a family whose rows are not areas, what holds of the line of each row, or the column that has it.
    """

    family: str
    layout: str
    columns: Mapping[str, str]
    filters: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def headings(self) -> set[str]:
        """Every column of the file that it names."""
        said = {name for of_row in self.rows.values() for name in of_row if name != COLUMN}
        own = {of_row[COLUMN] for of_row in self.rows.values() if COLUMN in of_row}
        return {*self.columns.values(), *own, *(one for name in (*self.filters, *said) for one in named(name))}

    def heading_of(self, row: str, column: str) -> str | None:
        """The file's column that has a figure; None where the file does not have it."""
        return self.rows.get(row, {}).get(COLUMN) or self.columns.get(column)

    def said_of(self, row: str) -> dict[str, str] | None:
        """What holds of the line about a row; None where the file has none."""
        found = self.rows.get(row)
        return None if found is None else {name: text for name, text in found.items() if name != COLUMN}


def cannot_map(mapping: NationalMapping, family: Family) -> Iterator[str]:
    """Why no file can be read by the mapping, a sentence for each reason."""
    if mapping.layout not in LAYOUTS:
        yield "Select the layout of the file."
    known = [column.key for column in family.input_columns]
    unknown = [key for key in mapping.columns if key not in known]
    if unknown:
        yield f"{family.title} has no column {', '.join(unknown)}. Its columns are {', '.join(known)}."
    in_rows = [key for key, of_row in mapping.rows.items() if COLUMN in of_row]
    if in_rows and len(known) > 1:
        yield f"{family.title} has more than one column, so a row cannot name its column of the file."
    if not mapping.columns and not in_rows:
        yield f"Name the file's column for at least one of {', '.join(known)}."
    if family.is_area_rates and mapping.rows:
        yield f"The rows of {family.title} are areas, which the file names itself. Leave the rows empty."
    rows = {row.key for row in family.fixed_rows}
    strange = [key for key in mapping.rows if key not in rows]
    if not family.is_area_rates and strange:
        yield f"{family.title} has no row {', '.join(strange)}."
    if not family.is_area_rates and not mapping.rows:
        yield f"Name, for the rows of {family.title}, which lines of the file are about them."
