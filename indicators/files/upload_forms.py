"""The form that takes in a spreadsheet."""

from django import forms
from django.core.exceptions import ValidationError

from indicators.files.backfill_reason import LONGEST_REASON, reason_as_printed
from partnership.exceptions import DomainError
from ui.forms import DateField, GovukForm, text_field


class UploadForm(GovukForm):
    """One file. What it holds is checked when it is read."""

    file = forms.FileField(
        label="Upload your completed file",
        help_text="An .xlsx or .csv file. We'll show you what is in it before we save anything.",
        max_length=250,
        error_messages={
            "empty": "The file is empty. Download the template, fill it in and upload it.",
            "max_length": "The file's name is too long. Shorten it.",
        },
    )


class OpenDataUploadForm(UploadForm):
    """One file of a return, or of national open data with the day on which it was published."""

    published_on = DateField(
        label="When was it published?",
        help_text="Only for a file of national open data, such as the Department's. We print it with the figures.",
        required=False,
    )


class ClosedYearUploadForm(UploadForm):
    """A file of a closed year, and where its figures come from: first, for it is written once for several files."""

    field_order = ("reason", "file")

    reason = text_field(
        "Where do the figures come from, and why are you loading them now?",
        3,
        missing="Enter where the figures come from and why you are loading them now",
        hint="We publish this with the figures. For example: Taken from page 12 of the printed report for 2015-16.",
        max_length=LONGEST_REASON,
    )

    def clean_reason(self) -> str:
        """What is wrong with the reason is said beside it, before the file is looked at."""
        try:
            return reason_as_printed(self.cleaned_data["reason"])
        except DomainError as error:
            raise ValidationError(error.message) from error
