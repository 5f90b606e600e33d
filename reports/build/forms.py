"""The form that asks for an edition of a year."""

from collections.abc import Iterable
from typing import Any

from django import forms

from partnership.models import ReportingYear
from ui.forms import GovukForm, text_field


class BuildForm(GovukForm):
    """Of which year a report is built, and what it corrects."""

    year = forms.ChoiceField(
        label="Reporting year",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Select a year"),
    )
    correction_note = text_field(
        "What does this edition correct?",
        3,
        hint=(
            "Only if a report for the year is already published. Readers see this in the report and next to the "
            "old edition."
        ),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, years: Iterable[ReportingYear], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = {year.slug: year for year in years}
        field = self.fields["year"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(slug, year.label) for slug, year in self.years.items()]

    def chosen(self) -> ReportingYear:
        """The year, once the form is valid."""
        return self.years[self.cleaned_data["year"]]
