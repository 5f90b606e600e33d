"""The form in which a reviewer asks about one figure."""

from typing import Any

from django import forms

from indicators.definitions.values import text_of
from indicators.returns.models.submission import Submission
from indicators.returns.questions import MAX_QUESTION
from ui.forms import GovukForm, text_field


class QuestionForm(GovukForm):
    """One figure, one question."""

    figure = forms.ChoiceField(label="Which figure?")
    question = text_field(
        "Your question",
        4,
        hint=(
            "The partner will see this next to the figure and answer it there. Do not include anything "
            "that identifies someone."
        ),
        max_length=MAX_QUESTION,
    )

    def __init__(self, submission: Submission, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["figure"].choices = [("", "Select a figure"), *figure_choices(submission)]  # type: ignore[attr-defined]

    @property
    def cell(self) -> tuple[str, str]:
        """Row and column of the chosen figure."""
        row, _, column = self.cleaned_data["figure"].partition(",")
        return row, column


def figure_choices(submission: Submission) -> list[tuple[str, str]]:
    """Every figure that the partner types, with what they typed."""
    values = submission.values()
    return [
        (f"{row.key},{column.key}", f"{row.label}, {column.label}: {text}")
        for row in submission.rows()
        for column in submission.family.input_columns
        for value in [values.get((row.key, column.key))]
        for text in ["blank" if value is None else text_of(value, column.unit, column.decimals)]
    ]
