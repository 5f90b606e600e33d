"""The forms that take in a picture, and an attachment."""

from django import forms

from ui.forms import GovukForm, text_field


class PictureForm(GovukForm):
    """A picture, and the words that stand for it."""

    file = forms.FileField(
        label="Picture",
        help_text="A JPEG, PNG or WebP file of up to 10 MB. We remove where and when it was taken.",
        max_length=250,
        error_messages={
            "required": "Select a picture",
            "empty": "The file is empty. Select another.",
            "max_length": "The file's name is too long. Shorten it.",
        },
    )
    words = text_field(
        "Describe the picture for people who cannot see it",
        2,
        missing="Describe the picture for people who cannot see it",
        hint="Screen readers say this in its place. Do not include anything that identifies someone.",
        max_length=300,
    )


class AttachmentForm(GovukForm):
    """A PDF, and what readers are told it is."""

    file = forms.FileField(
        label="PDF",
        help_text="Up to 10 MB. Save slides as a PDF first. We remove the names of people and programs that made it.",
        max_length=250,
        error_messages={
            "required": "Select a PDF",
            "empty": "The file is empty. Select another.",
            "max_length": "The file's name is too long. Shorten it.",
        },
    )
    words = forms.CharField(
        label="Title",
        help_text="Readers see it as the link to the file, so say what is in it.",
        max_length=120,
        error_messages={"required": "Enter a title for the attachment"},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)
