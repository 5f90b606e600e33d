"""What reviewers ask about one figure, and what soft checks ask to be confirmed, as parts of the form. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indicators.checks.problems import Problem

CONFIRM, ANSWER = "confirm__", "answer_"
MAX_COMMENT = 500
MAX_ANSWER = 1000
GONE = (
    "This is your comment on a figure that is no longer unusual. We will only keep it if the figure becomes "
    "unusual again."
)

FindingKey = tuple[str, str, str]


@dataclass(frozen=True)
class Question:
    """A reviewer's question about one figure, with the box for its answer."""

    pk: int
    row: str
    column: str
    text: str
    asked_by: str
    asked_on: str
    answer: str = ""
    typed: str = ""

    @property
    def name(self) -> str:
        """Name of the answer's field."""
        return f"{ANSWER}{self.pk}"


@dataclass(frozen=True)
class UnusualFigure:
    """An odd figure that asks for a comment, with what was typed into its box."""

    code: str
    row: str
    column: str
    sentence: str
    comment: str = ""
    error: str = ""

    @property
    def name(self) -> str:
        """Name of the comment's field."""
        return finding_name(self.key)

    @property
    def key(self) -> FindingKey:
        """What the comment belongs to."""
        return (self.code, self.row, self.column)

    @property
    def target(self) -> str:
        """The cell that the finding is about; empty where it is about the whole return."""
        return f"cell_{self.row}_{self.column}" if self.row and self.column else ""


def finding_name(key: FindingKey) -> str:
    """Name of the field for a comment on a finding."""
    return CONFIRM + "__".join(key)


def typed_comments(data: Mapping[str, str]) -> dict[FindingKey, str]:
    """The comments that were typed, by what they belong to; blanks are left out."""
    found = {}
    for name, text in data.items():
        parts = name.removeprefix(CONFIRM).split("__")
        if name.startswith(CONFIRM) and len(parts) == 3 and text.strip():
            found[parts[0], parts[1], parts[2]] = text.strip().replace("\r\n", "\n")
    return found


def findings_to_show(problems: Iterable[Problem], data: Mapping[str, str]) -> list[UnusualFigure]:
    """The boxes of the form: every open finding, and every comment for one that the saved figures no longer give."""
    comments = typed_comments(data)
    shown = []
    for problem in problems:
        comment = comments.pop(problem.key, "")
        was_asked = finding_name(problem.key) in data
        error = "Explain why the figure is right, or correct it." if was_asked and not comment else ""
        shown.append(UnusualFigure(*problem.key, problem.sentence, comment, error))
    return shown + [UnusualFigure(*key, GONE, comment) for key, comment in comments.items()]


def typed_answers(data: Mapping[str, str]) -> dict[int, str]:
    """The answers that were typed, by question; blanks are left out."""
    return {
        int(name.removeprefix(ANSWER)): text.strip().replace("\r\n", "\n")
        for name, text in data.items()
        if name.startswith(ANSWER)
        and name.removeprefix(ANSWER).isascii()
        and name.removeprefix(ANSWER).isdigit()
        and len(name) < 20
        and text.strip()
    }
