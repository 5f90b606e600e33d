"""What a check finds."""

from dataclasses import dataclass


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
