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
        error_messages={"required": "Choose whether it is met, met in part or not applicable"},
    )
    sentence = forms.CharField(
        label="How, or why not",
        help_text="One sentence. The report prints it. Name no person.",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say how it is met, or why it does not apply"},
    )
    anchor = forms.ChoiceField(
        label="Where in the report a reader finds it",
        help_text="Needed for everything that has to stand in the report itself, unless it does not apply.",
        required=False,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["anchor"]).choices = [NOWHERE, *places]


class OverrideForm(GovukForm):
    """Why the report may come out without an item."""

    reason = forms.CharField(
        label="Why may the report be published without it?",
        help_text="The report prints this, with your role. Name no person.",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why the report may be published without it"},
    )


class SectionForm(GovukForm):
    """Words before a section's own, and whether the report goes without it."""

    introduction = forms.CharField(
        label="Words before the section's own",
        help_text="Plain text; an empty line begins a new paragraph. Leave it empty where the section needs none.",
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    is_omitted = forms.BooleanField(label="Leave this section out of the report", required=False)
    reason = forms.CharField(
        label="Why it is left out",
        help_text="Only where you leave it out. The report prints the reason.",
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
            self.add_error("reason", "Say why the section is left out")
        return data
