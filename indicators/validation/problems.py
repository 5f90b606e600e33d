"""What a check finds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """A finding: its code, a sentence that says what to do, and the cell to go to. A warning stops nothing."""

    code: str
    sentence: str
    row: str = ""
    column: str = ""
    stops: bool = True
