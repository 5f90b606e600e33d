"""Forms of former reports."""

from django import forms

from ui.forms import GovukForm, text_field


class FormerReportForm(GovukForm):
    """A report of a year before the portal."""

    year_label = forms.CharField(label="Reporting year", help_text="For example, 2015-16.", max_length=20)
    title = forms.CharField(label="Title", max_length=200)
    summary = text_field(
        "Summary",
        12,
        hint="In plain language, for people who cannot read the PDF: what was promised, done and found.",
        max_length=20_000,
    )
    source_url = forms.URLField(label="Original web address", max_length=500, required=False, assume_scheme="https")
    file = forms.FileField(
        label="Report (PDF)", help_text="Pages and links only: no forms, comments, layers or attachments. Up to 10 MB."
    )


class ReasonForm(GovukForm):
    """Why something is taken back."""

    reason = text_field(
        "Reason",
        2,
        missing="Enter a reason",
        max_length=300,
    )
