"""The form that takes in a spreadsheet."""

from django import forms

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
