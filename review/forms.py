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


class RefuseForm(ReturnForm):
    """Refuse what was proposed, with the reason that its proposer needs."""

    note = text_field(
        "Reason for refusal",
        4,
        missing="Enter the reason, so that the person who proposed it knows why",
        hint="Say why. The person who proposed it will see exactly what you enter.",
    )


class StepForm(forms.Form):
    """Publish: nothing to type, only the revision that was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


def _private_note() -> forms.CharField:
    return text_field(
        "Private note (optional)",
        2,
        required=False,
        hint="Only the other reviewer and the chair see it, when both reviews are in.",
    )


class BlindApproveForm(forms.Form):
    """One of two reviews: approve."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    note = text_field("Note for the author (optional)", 2, required=False, hint="They see it when both reviews are in.")
    private_note = _private_note()


class BlindReturnForm(forms.Form):
    """One of two reviews: return, with what its author has to change."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    note = text_field(
        "Note for the author",
        4,
        missing="Enter what needs to change, so that the author knows what to do",
        hint="Say what needs to change. They see it when both reviews are in.",
    )
    private_note = _private_note()
