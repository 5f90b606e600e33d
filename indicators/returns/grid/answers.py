"""What the text of one cell of the form means. Pure.

It is read as a cell of a spreadsheet is: `1,048`, `0` or `nil`, `[x]` (not able to supply, a reason may follow), `[z]`
(not applicable), `[p]` after a number that is provisional. Marks of the whole return are given below the table.
"""

from dataclasses import dataclass
from decimal import Decimal

from indicators.definitions.families import Column
from indicators.definitions.values import NOT_APPLICABLE, NOT_AVAILABLE, Value, ValueState
from indicators.parsing.answers import Answer, CellRefused, check_letters, read_text
from indicators.parsing.letters import cleaned, visible
from indicators.parsing.state_words import SPACES

PROVISIONAL = "[p]"
MAX_REASON = 300


@dataclass(frozen=True)
class Typed:
    """What was typed: a number, or a state without one, or the sentence that says why it is neither. Or a blank."""

    number: Decimal | None = None
    state: ValueState | None = None
    reason: str = ""
    provisional: bool = False
    error: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed: no answer, and never a zero."""
        return self.number is None and self.state is None and not self.error


def read_answer(text: str, column: Column | None = None, *, decimals: int = 0) -> Typed:
    """Read a cell of a column, or of one with so many decimals."""
    # Spreadsheets put a mark of byte order before the first cell.
    typed = visible(cleaned(text)).strip()
    try:
        check_letters(text)
        answer = read_text(typed, column or Column("cell", "", decimals=decimals))
    except CellRefused as error:
        return Typed(error=str(error))
    if answer is None:
        return Typed()
    typed = SPACES.sub(" ", typed)
    refusal = _refusal(typed, answer)
    if refusal:
        return Typed(error=refusal)
    return Typed(
        number=answer.number,
        state=answer.state if answer.number is None else None,
        reason=SPACES.sub(" ", answer.reason),
        provisional="provisional" in answer.marks,
    )


def _refusal(typed: str, answer: Answer) -> str:
    """Why what a file may say cannot be said in a cell of the form; empty where it can."""
    if "revised" in answer.marks:
        return f"“{typed}”: enter the number only. To mark a revision, use the box below the table."
    if "illustrative" in answer.marks:
        return f"“{typed}”: enter the number only. To mark the figures as illustrative, tick the box below the table."
    if answer.number is None and answer.marks:
        return f"“{typed}” does not include a number. Enter the number before {PROVISIONAL}."
    return f"The reason must be {MAX_REASON} characters or fewer." if len(answer.reason) > MAX_REASON else ""


def answer_text(value: Value, *, reason_beside: str = "", provisional_beside: bool = False) -> str:
    """A stored answer as it would be typed. What the row says already (`*_beside`) is not said again in the cell."""
    if value.state is ValueState.NOT_APPLICABLE:
        return NOT_APPLICABLE
    if value.number is None:
        return NOT_AVAILABLE if value.reason == reason_beside else f"{NOT_AVAILABLE} {value.reason}"
    number = format(value.number.normalize() + 0, "f")
    return f"{number} {PROVISIONAL}" if value.provisional and not provisional_beside else number
