"""The form in which the coordinator says what became of a promise."""

from typing import Any, cast

from django import forms

from priorities.models import Action
from reports.impact.models.closure import CommitmentClosure
from ui.forms import GovukModelForm, text_area


class ClosureForm(GovukModelForm):
    """Why a promise is not kept on as it was made, and the action as which it goes on, if it does."""

    class Meta:
        model = CommitmentClosure
        fields = ["carried_to", "reason"]
        labels = {"carried_to": "Does it continue as another action this year?", "reason": "Reason"}
        help_texts = {
            "carried_to": "Leave “No” selected if the promise is closed for good.",
            "reason": "This will be published. Do not name anyone.",
        }
        widgets = {"reason": text_area(4)}
        error_messages = {"reason": {"required": "Enter a reason for closing the promise."}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ModelChoiceField, self.fields["carried_to"])
        field.queryset = Action.objects.for_year(self.instance.year).order_by("title")
        field.empty_label = "No: it is closed"
