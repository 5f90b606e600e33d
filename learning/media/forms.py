"""The forms that take in a picture, and an attachment."""

from django import forms

from ui.forms import GovukForm, file_field, text_field


class PictureForm(GovukForm):
    """A picture, and the words that stand for it."""

    file = file_field(
        "Picture",
        hint="A JPEG, PNG or WebP file of up to 10 MB. We remove where and when it was taken.",
        missing="Select a picture",
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

    file = file_field(
        "PDF",
        hint="Up to 10 MB. We remove the names of people and programs that made it.",
        missing="Select a PDF",
    )
    words = forms.CharField(
        label="Title",
        help_text="Readers see it as the link to the file, so say what is in it.",
        max_length=120,
        error_messages={"required": "Enter a title for the attachment"},
    )
    has_read = forms.BooleanField(
        label="I have read every page. No one could be recognised in it, and it gives no number that our tables hide",
        error_messages={"required": "Read every page, then select the box"},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)
