"""Finding the headings of a table and what each column holds. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from indicators.catalogue import Column
from indicators.parsing.layout import HEADINGS, LAST_TIME, FamilyForm, FileForm, Heading, bare
from indicators.parsing.parsed import ParsedFile, Place
from indicators.parsing.problems import FileProblem, Level

# People put a title above a table; further down there is no table any more.
FIRST_LINES = 25
OURS = (LAST_TIME.lower(), "problems")


@dataclass
class Headers:
    """The headings of one table: where each stands, as it was written."""

    sheet: str
    line: int
    names: list[tuple[str, Place]]
    headings: dict[Heading, Place] = field(default_factory=dict)

    def index(self, heading: Heading) -> int | None:
        """The column of a heading; None where the table has none."""
        place = self.headings.get(heading)
        return None if place is None else place.index


def is_header(record: Sequence[object], families: Sequence[FamilyForm]) -> bool:
    """Whether a line reads like headings: it names the rows' column, and at least one column of figures."""
    names = {bare(cell) for cell in record if isinstance(cell, str)}
    found = {HEADINGS.get(name) for name in names}
    return bool(found & {Heading.CODE, Heading.ROW}) and any(names & form.columns.keys() for form in families)


def read_headers(
    record: Sequence[object], *, sheet: str, line: int, first_index: int, form: FileForm, parsed: ParsedFile
) -> Headers:
    """Note where each heading stands; say which are twice there, and which nobody knows."""
    headers = Headers(sheet, line, [])
    known = {name for one in form.families for name in one.columns}
    for index, cell in enumerate(record, first_index):
        name, place = bare(cell), Place(index, str(cell).strip())
        heading = HEADINGS.get(name)
        if heading is not None and heading in headers.headings:
            _say(parsed, headers, place, f"The heading “{place.header}” is there twice. Take one column out.")
        elif heading is not None:
            headers.headings[heading] = place
        elif name in known:
            headers.names.append((name, place))
        elif name and not name.startswith(OURS):
            sentence = f"The heading “{place.header}” is not known: the column is ignored."
            _say(parsed, headers, place, sentence, level=Level.WARNING, code="HEADING-2")
    return headers


def columns_of(headers: Headers, form: FamilyForm, parsed: ParsedFile) -> list[tuple[Column, Place]]:
    """The columns of one family in this table. Says which are twice there, and which are missing."""
    found: dict[str, tuple[Column, Place]] = {}
    for name, place in headers.names:
        column = form.columns.get(name)
        if column is None:
            continue
        if column.key in found:
            _say(
                parsed, headers, place, f"“{column.label}” of {form.family.title} is there twice. Take one column out."
            )
            continue
        found[column.key] = (column, place)
    for column in form.family.input_columns:
        if column.key not in found:
            sentence = (
                f"{form.family.title}: the column “{column.label}” is missing. Add it, or start from a new template."
            )
            _say(parsed, headers, None, sentence)
    return list(found.values())


def _say(
    parsed: ParsedFile,
    headers: Headers,
    place: Place | None,
    sentence: str,
    *,
    level: Level = Level.REJECTED,
    code: str = "HEADING-1",
) -> None:
    index, header = (None, "") if place is None else (place.index, place.header)
    parsed.problems.append(FileProblem(code, sentence, level, headers.sheet, headers.line, index, header))
