"""Forms of the plan: a priority, a commitment, an action, its milestones, its end, and a spreadsheet of all."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from partnership.models import Arm, Organisation
from priorities.models import Source
from ui.forms import DateField, GovukForm, file_field, text_field


class PlanForm(GovukForm):
    """A new plan."""

    title = forms.CharField(label="Title of the plan", max_length=200)
    starts_on = DateField(label="When does it start?")
    ends_on = DateField(label="When does it end?")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last <= first:
            self.add_error("ends_on", "The plan must end after it starts")
        return data


class PriorityForm(GovukForm):
    """A priority."""

    title = forms.CharField(label="Priority", max_length=200, error_messages={"required": "Enter the priority"})
    arm = forms.ModelChoiceField(
        label="Arm of the partnership", queryset=Arm.objects.all(), required=False, empty_label="Every arm"
    )
    summary = text_field(
        "Summary",
        3,
        max_length=2000,
        required=False,
    )


class CommitmentForm(GovukForm):
    """What the partnership says that it will do."""

    text = text_field(
        "What will the partnership do?",
        2,
        missing="Enter what the partnership will do",
        max_length=1000,
    )


class ActionForm(GovukForm):
    """An action of a plan."""

    title = forms.CharField(
        label="What will be done?", max_length=200, error_messages={"required": "Enter what will be done"}
    )
    owner = forms.ModelChoiceField(
        label="Organisation that owns it",
        queryset=Organisation.objects.all(),
        empty_label="Select an organisation",
        error_messages={"required": "Select the organisation that owns it"},
    )
    lead = forms.CharField(
        label="Role that leads it",
        help_text="For example, head of safeguarding. Do not name a person.",
        max_length=120,
        required=False,
    )
    starts_on = DateField(label="When does it start?", required=False)
    due_on = DateField(label="When is it due?", help_text="We remind the owner 5 days before.", required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = data.get("starts_on"), data.get("due_on")
        if first and last and last < first:
            self.add_error("due_on", "The action must be due on or after the day it starts")
        return data


class TrackedActionForm(ActionForm):
    """An action that comes from elsewhere than a plan."""

    source = forms.ChoiceField(
        label="What does it come from?", choices=[one for one in Source.choices if one[0] != Source.PLAN]
    )
    source_reference = forms.CharField(
        label="Which one?",
        help_text="For example, SAR 2023/1, finding 2. Do not name anyone.",
        max_length=200,
    )
    field_order = ("source", "source_reference")


class EndActionForm(GovukForm):
    """Why an action is not asked about any more."""

    ended_on = DateField(label="When did it end?", initial=timezone.localdate)
    reason = text_field(
        "Why does it end?",
        2,
        hint="For example: merged with another action.",
        max_length=1000,
    )

    def clean_ended_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["ended_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("The day it ended must be today or in the past")
        return day


class MilestoneForm(GovukForm):
    """A step of an action."""

    text = forms.CharField(label="Milestone", max_length=200, error_messages={"required": "Enter the milestone"})
    due_on = DateField(label="By when?", required=False)


class PlanFileForm(GovukForm):
    """A plan as a spreadsheet."""

    file = file_field(
        "Upload your plan",
        hint="An .xlsx or .csv file with the headings that are listed above.",
        missing="Select a file",
        empty="Fill it in and upload it again.",
    )
