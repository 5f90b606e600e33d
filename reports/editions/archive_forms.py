"""Forms of former reports."""

from django import forms

from ui.forms import GovukForm


class FormerReportForm(GovukForm):
    """A report of a year before the portal."""

    year_label = forms.CharField(label="Reporting year", help_text="Like 2015-16.", max_length=20)
    title = forms.CharField(label="Title", max_length=200)
    summary = forms.CharField(
        label="Summary",
        help_text="In plain words, for everybody who cannot read the PDF: what was promised, done and found.",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    source_url = forms.URLField(label="Where it was published", max_length=500, required=False, assume_scheme="https")
    file = forms.FileField(label="The report as PDF", help_text="Nothing in it may run: no scripts, no attached files.")


class ReasonForm(GovukForm):
    """Why something is taken back."""

    reason = forms.CharField(
        label="Why?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why"},
    )
