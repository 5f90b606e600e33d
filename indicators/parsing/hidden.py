"""What a workbook hides from its sender: sheets, lines, columns, zeros. What was read of it is told. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from indicators.parsing.file_problems import FileProblem, Level
from indicators.parsing.headers import FIRST_LINES, is_header
from indicators.parsing.layout import FileForm
from indicators.parsing.lines import LineReader
from indicators.parsing.places import letters
from indicators.parsing.sheets import Sheet
from indicators.parsing.state_words import squeezed

SHOWN = 5


def hidden_problems(sheet: Sheet, readers: Iterable[LineReader | None], taken: Sequence[int]) -> Iterator[FileProblem]:
    """Lines and columns that were read although the sender does not see them, and zeros that are not shown."""
    look = sheet.look
    hidden = sorted(set(look.hidden_lines) & set(taken))
    if hidden:
        lines = _list([str(line) for line in hidden])
        sentence = f"We read lines that are hidden in your spreadsheet: {lines}. Show them and check them."
        yield FileProblem("HIDDEN-2", sentence, Level.WARNING, sheet.name)
    found = [reader for reader in readers if reader is not None]
    columns = sorted({place.index for reader in found for _column, place in reader.columns} & set(look.hidden_columns))
    if columns:
        names = _list([letters(index) for index in columns])
        sentence = f"We read columns that are hidden in your spreadsheet: {names}. Show them and check them."
        yield FileProblem("HIDDEN-2", sentence, Level.WARNING, sheet.name)
    if look.hides_zeros and any(value.number == 0 for reader in found for value in reader.found.cells.values()):
        sentence = (
            "The sheet is set to show zeros as blank cells, and we read them as zeros. Check that each is a true zero."
        )
        yield FileProblem("HIDDEN-3", sentence, Level.WARNING, sheet.name)


def hidden_sheet(sheet: Sheet, form: FileForm) -> Iterator[FileProblem]:
    """A hidden sheet that looks like figures is named; it is never read."""
    is_named = squeezed(sheet.name) in form.by_name
    has_table = any(is_header(record, form.families) for record in islice(sheet.records, FIRST_LINES))
    if is_named or has_table:
        sentence = f"The sheet “{sheet.name}” is hidden, so we did not read it. Show it if it holds your figures."
        yield FileProblem("HIDDEN-1", sentence, Level.WARNING, sheet.name)


def _list(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
