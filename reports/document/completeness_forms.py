"""Forms about completeness and the plan of sections. What does not fit together is said by the services."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from reports.completeness.models.completeness import AnswerState
from ui.forms import GovukForm

NOWHERE = ("", "Nowhere in the report")


class AnswerForm(GovukForm):
    """How a requirement is met, and where in the report."""

    state = forms.ChoiceField(
        label="Is it met?",
        choices=AnswerState.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select met, partly met or not applicable"},
    )
    sentence = forms.CharField(
        label="Explanation",
        help_text="One sentence. The report prints it. Do not name anyone.",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter how it is met, or why it does not apply"},
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

    reason = forms.CharField(
        label="Why can the report be published without it?",
        help_text="The report prints this with your role. Do not name anyone.",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter why the report can be published without it"},
    )


class SectionForm(GovukForm):
    """Words before a section's own, and whether the report goes without it."""

    introduction = forms.CharField(
        label="Introduction",
        help_text="Plain text. Leave an empty line between paragraphs. You can leave this blank.",
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    is_omitted = forms.BooleanField(label="Leave this section out of the report", required=False)
    reason = forms.CharField(
        label="Reason for leaving it out",
        help_text="Only if you leave it out. The report prints the reason.",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
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
