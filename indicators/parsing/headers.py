"""Finding the headings of a table and what each column holds. Pure."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from indicators.definitions.families import Column
from indicators.parsing.file_problems import FileProblem, Level
from indicators.parsing.layout import HEADINGS, LAST_TIME, FamilyForm, FileForm, Heading, bare
from indicators.parsing.named import MOST_OF_A_TITLE, without_window
from indicators.parsing.odd_cells import plain
from indicators.parsing.parsed import ParsedFile, Place
from indicators.parsing.places import letters

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
    # Those that nobody knows, and those of columns that we put there ourselves to be read.
    unknown: list[Place] = field(default_factory=list)
    ours: list[Place] = field(default_factory=list)
    # Every column that has a heading, known or not.
    filled: set[int] = field(default_factory=set)

    @property
    def first(self) -> Place:
        """The heading of the rows' column, which every table has: where to look for what is wrong with all of it."""
        return next(self.headings[one] for one in (Heading.CODE, Heading.ROW) if one in self.headings)

    def index(self, heading: Heading) -> int | None:
        """The column of a heading; None where the table has none."""
        place = self.headings.get(heading)
        return None if place is None else place.index


def names_rows(record: Sequence[object]) -> bool:
    """Whether a line has the heading of the rows' column, whatever else it has."""
    found = {HEADINGS.get(bare(cell)) for cell in map(plain, record) if isinstance(cell, str)}
    return bool(found & {Heading.CODE, Heading.ROW})


def is_header(record: Sequence[object], families: Sequence[FamilyForm]) -> bool:
    """Whether a line reads like headings: it names the rows' column, and at least one column of figures."""
    if not names_rows(record):
        return False
    record = [plain(cell) for cell in record]
    known = {name for form in families for name in form.columns}
    return any(_name(cell, known) in known for cell in record if isinstance(cell, str))


def _name(cell: object, known: Container[str]) -> str:
    """A heading's words; without the window that it names, where that makes it one that is known."""
    name = bare(cell)
    if name in known or not isinstance(cell, str) or len(cell) > MOST_OF_A_TITLE:
        return name
    shorter = bare(without_window(cell))
    return shorter if shorter in known else name


def read_headers(
    record: Sequence[object], *, sheet: str, line: int, first_index: int, form: FileForm, parsed: ParsedFile
) -> Headers:
    """Note where each heading stands; say which are twice there, and which nobody knows."""
    headers = Headers(sheet, line, [])
    known = {name for one in form.families for name in one.columns}
    for index, cell in enumerate(map(plain, record), first_index):
        name, place = _name(cell, known), Place(index, str(cell).strip())
        heading = HEADINGS.get(name)
        if name:
            headers.filled.add(index)
        if heading is not None and heading in headers.headings:
            _say(parsed, headers, place, f"The heading “{place.header}” appears twice. Remove one column.")
        elif heading is not None:
            headers.headings[heading] = place
        elif name in known:
            headers.names.append((name, place))
        elif name.startswith(OURS):
            headers.ours.append(place)
        elif name:
            headers.unknown.append(place)
            sentence = f"We do not recognise the heading “{place.header}”, so we will ignore the column."
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
            first = found[column.key][1]
            sentence = (
                f"“{column.label}” for {form.family.title} appears twice: “{first.header}” in column "
                f"{letters(first.index)} and “{place.header}”. Remove one column."
            )
            _say(parsed, headers, place, sentence)
            continue
        found[column.key] = (column, place)
    for column in form.family.input_columns:
        if column.key not in found:
            unknown = ", ".join(f"“{place.header}”" for place in headers.unknown[:4])
            unread = f" We did not recognise {unknown}." if unknown else ""
            sentence = (
                f"{form.family.title}: the column “{column.label}” is missing.{unread} Add it, or start from a new "
                "template."
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
