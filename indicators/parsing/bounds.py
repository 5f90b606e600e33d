"""How much of a file is read: ten times what its return has, and a thousand findings. Pure."""

from collections.abc import Iterator

from indicators.parsing.file_problems import FileProblem, FileRefused
from indicators.parsing.headers import FIRST_LINES
from indicators.parsing.layout import FileForm, Heading
from indicators.parsing.parsed import ParsedFile
from indicators.parsing.sheets import Record, Sheet

TIMES = 10
# Titles, notes and totals stand around a small return.
FEWEST_LINES, FEWEST_COLUMNS = 1_000, 200
# No spreadsheet has more lines, blank ones included.
LINES_OF_A_SPREADSHEET = 1_048_576
MOST_FINDINGS = 1_000
BLANK = ("", None)


def most_lines(form: FileForm) -> int:
    """How many lines of a sheet may hold anything."""
    return max(TIMES * sum(len(one.rows) for one in form.families), FEWEST_LINES) + FIRST_LINES


def most_columns(form: FileForm) -> int:
    """How far to the right a line may hold anything: figures are there twice, this time and last time."""
    figures = max((len(one.family.columns) for one in form.families), default=0)
    return max(TIMES * (2 * figures + len(Heading)), FEWEST_COLUMNS)


def too_long(name: str, most: int) -> FileRefused:
    """What is said of a file or a sheet (`name`) of more lines than are read."""
    return FileRefused(
        f"{name} has more than {most:,} lines, far more than the return. Delete anything below the table, and upload "
        "the file again."
    )


def bounded(sheet: Sheet, form: FileForm, parsed: ParsedFile) -> Iterator[Record]:
    """The lines of the sheet, until there are findings enough.

    Raises `FileRefused` where it has far more lines or columns than the return.
    """
    lines, columns = most_lines(form), most_columns(form)
    name = f"The sheet “{sheet.name}”" if sheet.name else "The file"
    filled = 0
    for number, record in enumerate(sheet.records, 1):
        if len(record) > columns and any(cell not in BLANK for cell in record[columns:]):
            raise FileRefused(
                f"{name} has more than {columns:,} columns, far more than the return. Delete anything to the right of "
                "the table, and upload the file again."
            )
        filled += any(cell not in BLANK for cell in record)
        if filled > lines or number > LINES_OF_A_SPREADSHEET:
            raise too_long(name, lines if filled > lines else LINES_OF_A_SPREADSHEET)
        yield record
        if len(parsed.problems) >= MOST_FINDINGS:
            return


def stop(parsed: ParsedFile) -> None:
    """Say that reading stopped, where it did."""
    if len(parsed.problems) >= MOST_FINDINGS:
        del parsed.problems[MOST_FINDINGS - 1 :]
        sentence = (
            f"We stopped reading at {MOST_FINDINGS:,} findings. Correct these, starting with the first: one mistake is "
            "often behind many. Then upload the file again."
        )
        parsed.problems.append(FileProblem("FILE-2", sentence))
