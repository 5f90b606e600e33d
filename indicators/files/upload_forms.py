"""The form that takes in a spreadsheet."""

from django import forms
from django.core.exceptions import ValidationError

from indicators.files.backfill_reason import LONGEST_REASON, reason_as_printed
from partnership.exceptions import DomainError
from ui.forms import GovukForm


class UploadForm(GovukForm):
    """One file. What it holds is checked when it is read."""

    file = forms.FileField(
        label="Your filled-in file",
        help_text="An .xlsx or .csv file. Nothing is saved before you have seen what is in it.",
        max_length=250,
        error_messages={
            "empty": "The file is empty. Download the template, fill it in, and send that.",
            "max_length": "The file's name is too long. Give it a shorter one.",
        },
    )


class ClosedYearUploadForm(UploadForm):
    """A file of a closed year, and where its figures come from: first, for it is written once for several files."""

    field_order = ("reason", "file")

    reason = forms.CharField(
        label="Where the figures come from, and why they are loaded now",
        help_text="It is printed beside the figures, such as: Taken from page 12 of the printed report of 2015-16.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say where the figures come from, and why they are loaded now"},
    )

    def clean_reason(self) -> str:
        """What is wrong with the reason is said beside it, before the file is looked at."""
        try:
            return reason_as_printed(self.cleaned_data["reason"])
        except DomainError as error:
            raise ValidationError(error.message) from error
