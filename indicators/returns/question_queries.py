"""Reading: what was asked about the figures of a return, and what was confirmed, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from indicators.checks.outliers import counts_without_a_range
from indicators.definitions.families import Column, Row
from indicators.definitions.snapshots import Snapshot
from indicators.returns.models.question import FollowUp
from indicators.returns.models.submission import Submission, known_about


@dataclass(frozen=True)
class AskedQuestion:
    """A reviewer's question, with the figure that it is about in words."""

    follow_up: FollowUp
    figure: str

    @property
    def is_open(self) -> bool:
        """Whether nobody has closed it."""
        return self.follow_up.closed_at is None


@dataclass(frozen=True)
class ConfirmedFinding:
    """An odd figure that its partner confirmed. `cell` names the figure in the form for a question."""

    code: str
    sentence: str
    comment: str
    cell: str


def figure_name(rows: Iterable[Row], columns: Iterable[Column], row: str, column: str) -> str:
    """Row and column in words; the key of a row that has ended since."""
    labels = {one.key: one.label for one in rows}
    headings = {one.key: one.label for one in columns}
    return f"{labels.get(row, row)}, {headings.get(column, column)}"


def questions_url(submission: Submission) -> str:
    """The reviewers' page of a return's questions."""
    return reverse(
        "indicators:question-list", args=[submission.period, submission.family_slug, submission.organisation.slug]
    )


def questions_of(submission: Submission) -> list[AskedQuestion]:
    """Every question about the return, newest first."""
    rows, columns = submission.rows(), submission.family.columns
    asked = submission.follow_ups.select_related("asked_by", "answered_by", "closed_by").order_by("-asked_at", "-pk")
    return [AskedQuestion(one, figure_name(rows, columns, one.row, one.column)) for one in asked]


def confirmed_findings(content: Mapping[str, Any]) -> list[ConfirmedFinding]:
    """What the partner confirmed in the return as it was submitted."""
    return [
        ConfirmedFinding(code, one["sentence"], one["comment"], f"{row},{column}" if row else "")
        for code, rows in content.get("confirmations", {}).items()
        for row, columns in rows.items()
        for column, one in columns.items()
    ]


def not_judged(submission: Submission, content: Mapping[str, Any]) -> str:
    """How many counts of the return as it was submitted no range could judge; empty where each had one."""
    snapshot = Snapshot.from_content(content)
    known = known_about(submission.family, submission.window, submission.organisation_id)
    few, counts = counts_without_a_range(snapshot.family, snapshot.rows, snapshot.figures, known)
    if not few:
        return ""
    which = "The count" if counts == 1 else f"All {counts} counts" if few == counts else f"{few} of {counts} counts"
    return f"{which} could not be judged by an expected range: fewer than five earlier periods are approved."
