"""What one cell answers, of the form or of a file: a number, a state, its marks. Pure; every refusal says what to do.

A cell holds `1,048`, `1 048`, `nil`, `not able to supply`, `[x]`; a mark and a reason may follow: `95 [r]: recounted`,
`[x]: no record is kept`, `[x] no record is kept`. A blank cell answers nothing.
"""

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from indicators.definitions.families import Column
from indicators.definitions.values import Value, ValueState, reported
from indicators.parsing.cells import parse_number
from indicators.parsing.letters import visible
from indicators.parsing.odd_cells import OddNumber, OddText
from indicators.parsing.state_words import MARKS, SPACES, STATES, UNCLEAR, hides, squeezed, unguarded

PERCENT_UNITS = {"percent", "signed_percent"}
SPACED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9]+)?")
MARKED = re.compile(
    r"^(?P<body>.*?)(?P<marks>(?:\s{0,8}\[(?:p|r|provisional|revised|illustrative)\])*)$", re.IGNORECASE | re.DOTALL
)
# After the symbol the colon may be left out; 95p is provisional, and a mark in the form as well.
# One mark parts the symbol from the reason: whatever follows it is the reason's own, as in “[x]: ,0”.
UNABLE = re.compile(r"^(?:\[x\]|x)(?:\s*[:,;]\s*|\s+)(?P<reason>[^\s\[].*)$", re.IGNORECASE | re.DOTALL)
BARE_MARK = re.compile(r"^(?P<number>[0-9.,]+)\s*p$", re.IGNORECASE)
MARK = re.compile(r"\[[a-z]+\]")
# Two numbers in one cell, on two lines or apart: 1 and 048 are no 1,048. One plain space parts thousands.
APART = re.compile(r"[0-9](?:[^\S\r\n]*[\t\r\n\v\f\x1c-\x1e\x85\u1680\u2028\u2029]\s*|\s{2,})[0-9]")
# As LibreOffice writes an error.
ERROR = re.compile(r"Err:[0-9]{3}$")
# Letters that show digits in the other order than they are kept in.
TURNED = re.compile("[\u202d\u202e]")
# A number where the reason belongs: “x 12” says that there is none, and which it is.
NUMBER_FOR_REASON = re.compile(r"[0-9][0-9 ,.]*%?")
# More digits than a binary number holds are noise: 480.95 comes out of a workbook as 480.95000000000005.
SIGNIFICANT = ".15g"
MOST = 10**12


class CellRefused(ValueError):
    """The cell cannot be read; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A cell that needs more than its number: a state, marks, a reason."""

    state: ValueState
    number: Decimal | None = None
    marks: frozenset[str] = frozenset()
    reason: str = ""


@lru_cache(maxsize=65_536)
def whole_number(number: int) -> Value:
    """A count. Counts repeat, and a value never changes: one of each is enough."""
    return reported(number)


def read_number(text: str, column: Column) -> Decimal:
    """The number that the text writes. Raises `CellRefused`."""
    typed = SPACES.sub(" ", text).strip()
    if column.unit in PERCENT_UNITS:
        typed = typed.removesuffix("%").strip()
    if typed.endswith("%"):
        raise CellRefused(f"“{typed}” is a percentage, but this column needs a number. Enter the number.")
    bare = typed.replace(" ", "") if SPACED.fullmatch(typed) else typed
    parsed = parse_number(bare, decimals=column.decimals, below_zero=column.below_zero)
    if parsed.error:
        raise CellRefused(parsed.error)
    if parsed.number is None:
        raise CellRefused("There is a symbol but no number. Enter the number before the symbol.")
    return parsed.number


def _read_float(number: float, column: Column) -> Decimal:
    text = format(number, SIGNIFICANT)
    if "e" in text or "n" in text:
        raise CellRefused(f"“{number}” is not a valid number. Check the cell.")
    return read_number(text, column)


def _marks(text: str) -> frozenset[str]:
    return frozenset(MARKS[mark] for mark in MARK.findall(text.lower()))


def read_text(text: str, column: Column) -> Answer | None:
    """What a cell of text answers; None where it is blank. Raises `CellRefused`."""
    typed = unguarded(text.strip())
    unable = UNABLE.match(typed) if typed[:1] in ("[", "x", "X") else None
    if unable is not None:
        has_colon = ":" in typed[: unable.start("reason")]
        if not has_colon and NUMBER_FOR_REASON.fullmatch(unable["reason"].strip()):
            raise CellRefused(
                f"“{typed}” says that there is no figure, and a number. Enter the number alone, or “[x]: ” and the "
                "reason."
            )
        found = MARKED.match(unable["reason"])
        assert found is not None, "any text has a body"
        return Answer(ValueState.UNABLE_TO_SUPPLY, None, _marks(found["marks"]), found["body"].strip())
    check_letters(typed)
    bare = BARE_MARK.match(visible(typed))
    if bare is not None:
        typed = f"{bare['number']} [p]"
    if typed.startswith("#") or ERROR.match(typed):
        raise CellRefused(f"“{typed}” is a spreadsheet error. Correct it in your spreadsheet and enter the number.")
    body, colon, reason = typed.partition(":")
    found = MARKED.match(SPACES.sub(" ", visible(body)).strip())
    assert found is not None, "any text has a body"
    marks = _marks(found["marks"])
    word = squeezed(found["body"])
    if not word and not marks and not colon:
        return None
    state = STATES.get(word)
    if colon and state is not ValueState.UNABLE_TO_SUPPLY and "revised" not in marks:
        raise CellRefused(
            f"“{typed}” is not a number. Enter digits only. Only [x] or [r] can be followed by a colon and a reason."
        )
    if state is not None:
        return Answer(state, Decimal(0) if state is ValueState.NIL else None, marks, reason.strip())
    if hides(word):
        raise CellRefused(f"“{typed}” hides the figure. Enter the true number. We protect it when we publish it.")
    if word in UNCLEAR:
        raise CellRefused(
            f"“{typed}” could mean several things. Enter “nothing to report”, “not able to supply” or “not applicable”."
        )
    number = read_number(found["body"], column)
    return Answer(ValueState.REPORTED if number else ValueState.NIL, number, marks, reason.strip())


def check_letters(typed: str) -> None:
    """Refuse what shows another number than its digits one after the other, or more than one number."""
    if TURNED.search(typed):
        raise CellRefused("The cell has invisible letters that turn its digits around. Enter the number again.")
    apart = APART.search(typed.partition(":")[0])
    if apart is not None:
        raise CellRefused(
            f"“{SPACES.sub(' ', typed)}” has more than one number, or a number on more than one line. Enter one number "
            "in the cell."
        )


def read_cell(cell: object, column: Column) -> Answer | None:
    """What a cell of any type answers; None where it is blank. Raises `CellRefused`."""
    if isinstance(cell, OddText | OddNumber):
        return _read_odd(cell, column)
    if isinstance(cell, str):
        return read_text(cell, column)
    if cell is None:
        return None
    if isinstance(cell, bool):
        raise CellRefused(f"The cell contains {str(cell).upper()}, not a number. Enter the number.")
    if isinstance(cell, datetime.date | datetime.time | datetime.timedelta):
        raise CellRefused(f"The cell contains a date or time ({cell}). Format it as a number and enter the number.")
    number = _read_float(float(cell), column)  # type: ignore[arg-type]
    return Answer(ValueState.REPORTED if number else ValueState.NIL, number)


def _read_odd(cell: OddText | OddNumber, column: Column) -> Answer:
    """A cell that shows more than it holds. Only a percentage that is shown as one is what it shows."""
    if isinstance(cell, OddNumber) and cell.is_percent and column.unit in PERCENT_UNITS:
        number = _read_float(float(format(float(cell) * 100, SIGNIFICANT)), column)
        return Answer(ValueState.REPORTED if number else ValueState.NIL, number)
    raise CellRefused(cell.refusal)
