"""The form with which a published edition is taken down."""

import datetime

from django import forms

from indicators.releases.forms import moment_of, time_field
from ui.forms import DateField, GovukForm


class TakeDownForm(GovukForm):
    """Why, for staff; and what readers are told."""

    reason = forms.CharField(
        label="Why is it taken down?",
        help_text="For staff alone, and kept in the audit trail for ever: do not write down here what nobody may read.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why it is taken down"},
    )
    words = forms.CharField(
        label="What are readers told? (optional)",
        help_text="One sentence that stands where the edition stood. Everybody reads it.",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ScheduleForm(GovukForm):
    """When an edition comes out by itself."""

    day = DateField(label="Day of publication")
    time = time_field()

    def publish_at(self) -> datetime.datetime:
        """The moment, on the clock in England."""
        return moment_of(self.cleaned_data["day"], self.cleaned_data["time"])
