"""Files whose headings are known, as lines of texts: all of it, or a sentence for each thing that is wrong."""

from collections.abc import Sequence

from indicators.parsing.plain_table import read_plain_table
from partnership.children import NotRead, in_child
from partnership.exceptions import DomainError, NothingLoaded
from partnership.hourly import count_use
from partnership.models import User

# Files of an account in an hour.
MOST_UPLOADS = 30
Lines = list[tuple[int, dict[str, str]]]


def read_lines(
    text: bytes | str, name: str, columns: Sequence[str], others: Sequence[str], *, by: User, what: str
) -> Lines:
    """The lines of a CSV file or a workbook by their numbers, each with a value in every one of the `columns`.

    `what` names what is loaded, for the count of an hour.

    Raises `TooOften`, and `NothingLoaded` with what cannot be read.
    """
    count_use(by=by, what=what, most=MOST_UPLOADS)
    content = text.encode() if isinstance(text, str) else text
    try:
        table = in_child(read_plain_table, name, content, (*columns, *others), columns)
    except NotRead as error:
        raise DomainError(str(error)) from error
    empty = [
        f"Line {number} does not have a value under each heading. Fill it in, then load it again."
        for number, line in table.lines
        if not all(line[column] for column in columns)
    ]
    if table.problems or empty:
        raise NothingLoaded([*table.problems, *empty])
    return list(table.lines)
