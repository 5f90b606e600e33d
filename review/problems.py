"""What stops a submission."""

from typing import Self


class Problem(str):
    """A sentence for the writer, with the name of the form field that it is about where there is one."""

    __slots__ = ("field",)
    field: str

    def __new__(cls, sentence: str, field: str = "") -> Self:
        """The sentence is the text itself, so that a problem can stand wherever a sentence can."""
        problem = super().__new__(cls, sentence)
        problem.field = field
        return problem


class HeldWords(Problem):
    """Words that tell what the figures keep back: their writer can ask for them to be kept."""
