"""The form part of everything that is due: three dates, and why they change."""

from collections.abc import Mapping
from typing import Any, ClassVar, Protocol

from django import forms

from ui.forms import DateField, GovukForm, text_field

DATES = ("opens_on", "due_on", "closes_on")


class HasDates(Protocol):
    """What opens, is due and closes for changes."""

    opens_on: Any
    due_on: Any
    closes_on: Any


class DatesForm(GovukForm):
    """When something opens, is due and closes for changes. `hints` say what each date means for it."""

    hints: ClassVar[Mapping[str, str]]

    opens_on = DateField(label="Opens")
    due_on = DateField(label="Due")
    closes_on = DateField(label="Closes for changes")

    def __init__(self, *args: Any, dates: HasDates | None = None, **kwargs: Any) -> None:
        """`dates` are those that the form shows first."""
        super().__init__(*args, **kwargs)
        for name, hint in self.hints.items():
            self.fields[name].help_text = hint
        if dates is not None:
            self.initial = {name: getattr(dates, name) for name in DATES}


def reason_for_dates(hint: str) -> forms.CharField:
    """Why dates that were set are changed."""
    missing = "Enter why the dates are changing"
    return text_field("Why are the dates changing?", 2, missing=missing, hint=hint, max_length=300)
