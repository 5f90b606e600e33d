"""The forms about one row, one rule, and the change itself."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils import timezone

from indicators.catalogue.rule_words import KINDS, SEVERITIES, rows_elsewhere
from indicators.catalogue.step_forms import NO, YES, StepForm
from partnership.models import ReportingYear
from ui.forms import GovukForm, checkboxes, radios, text_field


class AddRowsForm(GovukForm):
    """More rows, a line each."""

    lines = text_field(
        "Add rows", 6, hint="Enter the name of each row on its own line.", required=False, max_length=8000
    )


class RowForm(GovukForm):
    """One row: its name, its group, what readers should know of it."""

    label = forms.CharField(label="What is the row called?", max_length=200)
    group = forms.CharField(
        label="Which group of rows does it belong to?",
        help_text="Only if rows are shown in groups, for example Were they asked?",
        max_length=120,
        required=False,
    )
    note = text_field(
        "What should readers know about it?", 2, hint="Printed below the table.", max_length=300, required=False
    )
    clusters = forms.CharField(
        label="Can one person be counted more than once?",
        help_text="If so, say how. For example, One child can have several reports. We are then more careful with what "
        "we say about changes.",
        max_length=120,
        required=False,
    )


class KindForm(GovukForm):
    """Which kind of rule is added."""

    kind = radios(
        "Add a rule",
        [(key, f"{kind.title}. {kind.hint}") for key, kind in KINDS.items()],
        error_messages={"required": "Select the kind of rule, or select “Continue without another rule”"},
    )


class RuleForm(GovukForm):
    """The rows that a rule is about, its reason, and how strict it is."""

    because = text_field(
        "Why is this so?",
        2,
        hint="For example, Each missing child has at least one report. Partners see this if their figures do not fit.",
        max_length=300,
    )
    severity = radios("How strict is it?", [(key, f"{title}. {hint}") for key, (title, hint) in SEVERITIES.items()])

    def __init__(self, *args: Any, kind: str, labels: Mapping[str, str], slug: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        own: dict[str, forms.Field] = {}
        for name, question in KINDS[kind].asks.items():
            if name == "parts":
                own[name] = checkboxes(question, list(labels.items()))
            else:
                rows = rows_elsewhere(slug) if name == "other" else labels.items()
                own[name] = forms.ChoiceField(label=question, choices=[("", "Select a row"), *rows])
        self.fields = own | dict(self.fields)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        whole = data.get("whole")
        if whole and whole in data.get("parts", ()):
            self.add_error("parts", "Select the parts only: a row is not a part of itself")
        if data.get("lower") and data.get("lower") == data.get("upper"):
            self.add_error("upper", "Select a different row from the part")
        return data


class StartForm(StepForm):
    """From when, and why."""

    first_period = forms.ChoiceField(
        label="From which year does it apply?",
        help_text="Years run from April to March. Figures for earlier years do not change.",
    )
    comparable = radios(
        "Can figures from then on be compared with earlier ones?",
        ((YES, "Yes"), (NO, "No: show a break in the series")),
    )
    reason = text_field("Why?", 3, max_length=500)

    def prepare(self) -> None:
        choices = [("", "Select a year"), *((slug, slug) for slug in years_to_choose())]
        cast(forms.ChoiceField, self.fields["first_period"]).choices = choices
        if self.is_new:
            del self.fields["comparable"]
        self.fields["reason"].label = "Why is it needed?" if self.is_new else "What changes, and why?"
        self.fields["reason"].help_text = (
            "The person who agrees to it reads this." if self.is_new else "Readers see this where the series breaks."
        )

    @property
    def is_new(self) -> bool:
        """Whether there were figures before."""
        return not self.change.get("slug")

    def read(self) -> dict[str, Any]:
        return {name: self.change.get(name) for name in self.fields}


class StatementsForm(GovukForm):
    """That the words were read for what they say of one figure beside another."""

    statements = forms.BooleanField(
        label="I have read the wording. Everything it says about how rows relate to each other, or to other "
        "indicators, is a rule",
        help_text="For example, if it says that one row is part of another, or counts the same as another indicator, "
        "there is a rule for it. Readers can work out small numbers from such statements, so we protect them by the "
        "rules.",
        error_messages={"required": "Read the wording, add the rules that are missing, then confirm it"},
    )


class RetireForm(GovukForm):
    """From when it is no longer collected, and why."""

    first_period = forms.ChoiceField(label="From which year will it no longer be collected?")
    reason = text_field(
        "Why?", 3, hint="The person who agrees to it reads this. Published figures stay.", max_length=500
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Select a year"), *((slug, slug) for slug in years_to_choose())]
        cast(forms.ChoiceField, self.fields["first_period"]).choices = choices


def years_to_choose() -> list[str]:
    """The reporting years there are and the next two, the newest first."""
    this = timezone.localdate().year
    near = [f"{year}-{(year + 1) % 100:02d}" for year in range(this - 1, this + 2)]
    return sorted({*ReportingYear.objects.values_list("slug", flat=True), *near}, reverse=True)
