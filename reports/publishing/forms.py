"""The form with which a published edition is taken down."""

import datetime

from ui.forms import DateField, GovukForm, moment_of, text_field, time_field


class TakeDownForm(GovukForm):
    """Why, for staff; and what readers are told."""

    reason = text_field(
        "Reason for taking it down",
        4,
        missing="Enter why you are taking it down",
        hint="Staff only. Kept permanently in the audit trail, so leave out sensitive details.",
        max_length=1000,
    )
    words = text_field(
        "Message to readers (optional)",
        2,
        hint="One sentence shown in place of the edition. This will be published.",
        max_length=300,
        required=False,
    )


class ScheduleForm(GovukForm):
    """When an edition comes out by itself."""

    moments = (("day", "time"),)

    day = DateField(label="Publication date")
    time = time_field()

    def publish_at(self) -> datetime.datetime:
        """The moment, on the clock in England."""
        return moment_of(self.cleaned_data["day"], self.cleaned_data["time"])
