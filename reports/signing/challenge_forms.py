"""Forms of the challenge log."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from partnership.models import ReportingYear
from reports.signing.challenges import SECTION_TITLES
from ui.forms import DateField, GovukForm, text_field

TIME_TO_ANSWER = datetime.timedelta(days=14)


def in_two_weeks() -> datetime.date:
    """When an answer is wanted, unless another day is chosen."""
    return timezone.localdate() + TIME_TO_ANSWER


class ChallengeForm(GovukForm):
    """What is asked, about what, and by when an answer is wanted."""

    year = forms.ModelChoiceField(label="Report year", queryset=ReportingYear.objects.order_by("-starts_on"))
    section = forms.ChoiceField(
        label="Section",
        choices=[("", "The whole report"), *SECTION_TITLES.items()],
        required=False,
    )
    question = text_field(
        "What do you ask the partnership?",
        5,
        hint="The coordinator, the safeguarding partners and everyone asked to sign will see this.",
        max_length=4000,
    )
    due_on = DateField(label="Answer needed by", initial=in_two_weeks)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["year"]
        assert isinstance(field, forms.ModelChoiceField)
        field.empty_label = None


class AnswerForm(GovukForm):
    """An answer."""

    text = text_field(
        "Your answer",
        6,
        hint="Do not name any child, adult or family.",
        max_length=8000,
    )
