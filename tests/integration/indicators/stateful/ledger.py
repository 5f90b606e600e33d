"""What the machine itself wrote down: who wrote what, what somebody else approved, what may be public."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from indicators.models import Figure
from tests.integration.indicators.stateful.oracle import Answer, Cell, Form


def stored_answers(submission_id: int) -> dict[Cell, Answer]:
    """The figures in the database, row by row, past every method of the portal."""
    rows = Figure.objects.filter(submission_id=submission_id).values_list(
        "row", "column", "state", "value", "reason", "provisional", "revised"
    )
    found = {}
    for row, column, state, number, reason, provisional, revised in rows:
        found[row, column] = Answer(state, number, reason, provisional, revised)
    return found


def as_printed(answers: Mapping[Cell, Answer]) -> dict[Cell, Answer]:
    """The same without what a table does not print in the cell itself."""
    return {cell: replace(answer, reason="") for cell, answer in answers.items()}


@dataclass
class Ledger:
    """Kept beside the portal, so that the portal is not asked about itself."""

    writers: dict[int, set[str]] = field(default_factory=dict)
    approved: dict[str, list[dict[Cell, Answer]]] = field(default_factory=dict)

    def wrote(self, submission_id: int, who: str) -> None:
        """Somebody's figures were stored, or they sent them to review."""
        self.writers.setdefault(submission_id, set()).add(who)

    def approve(self, form: Form, submission_id: int, who: str) -> None:
        """Somebody approved the figures as they are stored; nobody approves their own."""
        assert who not in self.writers[submission_id], f"{who} approved their own figures"
        self.approved.setdefault(form.slug, []).append(stored_answers(submission_id))

    def was_approved(self, form: Form, printed: Mapping[Cell, Answer]) -> bool:
        """Whether these figures are, cell for cell, those that somebody else approved at some time.

        A number that was approved otherwise before may be marked as revised by the release, though nobody said so.
        """
        answers = [as_printed(one) for one in self.approved.get(form.slug, [])]
        corrected = {
            cell
            for one in answers
            for cell in one
            if len({other[cell].number for other in answers if cell in other}) > 1
        }
        return any(_agree(_unmarked(printed, one, corrected), one) for one in answers)


def _unmarked(
    printed: Mapping[Cell, Answer], approved: Mapping[Cell, Answer], corrected: set[Cell]
) -> dict[Cell, Answer]:
    """Without the marks of the release, where what was approved has none and another number was approved once."""
    return {
        cell: replace(shown, revised=False)
        if cell in corrected and cell in approved and not approved[cell].revised
        else shown
        for cell, shown in printed.items()
    }


def _agree(printed: Mapping[Cell, Answer], approved: Mapping[Cell, Answer]) -> bool:
    """The same cells, each with the same answer. A number may be kept back for people's sake; none may be another."""
    return printed.keys() == approved.keys() and all(
        shown == approved[cell] or (shown.is_kept_back and approved[cell].number is not None)
        for cell, shown in printed.items()
    )
