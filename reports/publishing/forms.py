"""The form with which a published edition is taken down."""

import datetime

from django import forms

from ui.forms import DateField, GovukForm, moment_of, time_field


class TakeDownForm(GovukForm):
    """Why, for staff; and what readers are told."""

    reason = forms.CharField(
        label="Reason for taking it down",
        help_text="Staff only. Kept permanently in the audit trail, so leave out sensitive details.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter why you are taking it down"},
    )
    words = forms.CharField(
        label="Message to readers (optional)",
        help_text="One sentence shown in place of the edition. This will be published.",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ScheduleForm(GovukForm):
    """When an edition comes out by itself."""

    moments = (("day", "time"),)

    day = DateField(label="Publication date")
    time = time_field()

    def publish_at(self) -> datetime.datetime:
        """The moment, on the clock in England."""
        return moment_of(self.cleaned_data["day"], self.cleaned_data["time"])
