"""Forms about completeness and the plan of sections. What does not fit together is said by the services."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from reports.completeness.models.completeness import AnswerState
from ui.forms import GovukForm, radios, text_field

NOWHERE = ("", "Nowhere in the report")


class AnswerForm(GovukForm):
    """How a requirement is met, and where in the report."""

    state = radios(
        "Is it met?", AnswerState.choices, error_messages={"required": "Select met, partly met or not applicable"}
    )
    sentence = text_field(
        "Explanation",
        3,
        missing="Enter how it is met, or why it does not apply",
        hint="One sentence. The report prints it. Do not name anyone.",
        max_length=600,
    )
    anchor = forms.ChoiceField(
        label="Where readers can find it in the report",
        help_text="Required if it must be in the report itself, unless it does not apply.",
        required=False,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["anchor"]).choices = [NOWHERE, *places]


class OverrideForm(GovukForm):
    """Why the report may come out without an item."""

    reason = text_field(
        "Why can the report be published without it?",
        3,
        missing="Enter why the report can be published without it",
        hint="The report prints this with your role. Do not name anyone.",
        max_length=600,
    )


class SectionForm(GovukForm):
    """Words before a section's own, and whether the report goes without it."""

    introduction = text_field(
        "Introduction",
        6,
        hint="Plain text. Leave an empty line between paragraphs. You can leave this blank.",
        max_length=3000,
        required=False,
    )
    is_omitted = forms.BooleanField(label="Leave this section out of the report", required=False)
    reason = text_field(
        "Reason for leaving it out",
        2,
        hint="Only if you leave it out. The report prints the reason.",
        max_length=600,
        required=False,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, can_be_left_out: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can_be_left_out:
            del self.fields["is_omitted"], self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("is_omitted") and not data.get("reason"):
            self.add_error("reason", "Enter why the section is left out")
        return data
