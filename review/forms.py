"""The forms of a decision."""

from django import forms

from ui.forms import text_field


class ApproveForm(forms.Form):
    """Approve, with a note if one helps."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    note = text_field("Note (optional)", 2, required=False)


class ReturnForm(forms.Form):
    """Return, with the reason that its writer needs."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    note = text_field(
        "Reason for return",
        4,
        missing="Enter the reason, so that the writer knows what to change",
        hint="Say what needs to change. The writer will see exactly what you enter.",
    )


class StepForm(forms.Form):
    """Publish: nothing to type, only the revision that was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
