"""What a check finds."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Problem:
    """A finding: its code, a sentence that says what to do, and the cell to go to.

    A hard rule stops a submission (`stops`). A soft rule (`confirm`) asks for a comment that says why the figure is
    right all the same. What is neither is a note.
    """

    code: str
    sentence: str
    row: str = ""
    column: str = ""
    stops: bool = True
    confirm: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """Code, row and column: what a confirmation names."""
        return self.code, self.row, self.column


class Severity(StrEnum):
    """How hard a rule is."""

    HARD = "hard"
    SOFT = "soft"
    NOTE = "note"

    @property
    def words(self) -> str:
        """What the rule does, in words."""
        return _WORDS[self]

    def problem(self, code: str, sentence: str, row: str = "", column: str = "") -> Problem:
        """A finding of a rule that is this hard."""
        return Problem(code, sentence, row, column, stops=self is Severity.HARD, confirm=self is Severity.SOFT)


_WORDS = {
    Severity.HARD: "You must fix this",
    Severity.SOFT: "Needs a comment",
    Severity.NOTE: "For reviewers",
}
