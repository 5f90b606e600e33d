"""The forms of a decision."""

from django import forms


class ApproveForm(forms.Form):
    """Approve, with a note if one helps."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(label="Note (optional)", required=False, widget=forms.Textarea(attrs={"rows": 2}))


class ReturnForm(forms.Form):
    """Return, with the reason that its writer needs."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label="Reason for return",
        help_text="Say what needs to change. The writer will see exactly what you enter.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter the reason, so that the writer knows what to change"},
    )


class StepForm(forms.Form):
    """Publish: nothing to type, only the revision that was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
