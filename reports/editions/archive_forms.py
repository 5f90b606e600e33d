"""Forms of former reports."""

from django import forms

from ui.forms import GovukForm


class FormerReportForm(GovukForm):
    """A report of a year before the portal."""

    year_label = forms.CharField(label="Reporting year", help_text="For example, 2015-16.", max_length=20)
    title = forms.CharField(label="Title", max_length=200)
    summary = forms.CharField(
        label="Summary",
        help_text="In plain language, for people who cannot read the PDF: what was promised, done and found.",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    source_url = forms.URLField(label="Original web address", max_length=500, required=False, assume_scheme="https")
    file = forms.FileField(
        label="Report (PDF)", help_text="Pages and links only: no forms, comments, layers or attachments. Up to 10 MB."
    )


class ReasonForm(GovukForm):
    """Why something is taken back."""

    reason = forms.CharField(
        label="Reason",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter a reason"},
    )
