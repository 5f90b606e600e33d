"""Forms of releases: the order, and the calendar."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from indicators.releases.models.calendar import PlannedRelease
from partnership.models import ReportingYear
from ui.forms import HALF_PAST_NINE, DateField, GovukForm, moment_of, text_field, time_field


class ReleaseOrderForm(GovukForm):
    """What is asked for. The page adds the warnings of the checklist, each to be ticked."""

    moments = (("publish_on", "publish_time"),)

    title = forms.CharField(label="Title of the release", max_length=200)
    note = text_field(
        "Note (public)",
        3,
        hint="For a second release in a year, explain why the figures were revised. This is public.",
        required=False,
    )
    publish_on = DateField(
        label="Day of publication",
        help_text="Leave blank to publish immediately. Until then, only staff can see it.",
        required=False,
    )
    publish_time = time_field(required=False)
    planned = forms.ModelChoiceField(
        label="Which announced release is this?",
        queryset=PlannedRelease.objects.none(),
        required=False,
        empty_label="None: it was not announced",
    )

    def __init__(self, *args: Any, year: ReportingYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        announced = PlannedRelease.objects.open().filter(year=year)
        field = self.fields["planned"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = announced

    def publish_at(self) -> datetime.datetime | None:
        """When it is to come out; None for at once."""
        day, time = self.cleaned_data.get("publish_on"), self.cleaned_data.get("publish_time")
        return None if day is None else moment_of(day, time or HALF_PAST_NINE)


class AnnounceForm(GovukForm):
    """A release that is announced."""

    moments = (("day", "time"),)

    title = forms.CharField(label="Title", max_length=200)
    year = forms.ModelChoiceField(
        label="Reporting year", queryset=ReportingYear.objects.all(), empty_label="Select a year"
    )
    day = DateField(label="Day")
    time = time_field()


class MoveForm(GovukForm):
    """Another date for an announced release."""

    moments = (("day", "time"),)

    day = DateField(label="New day")
    time = time_field()
    reason = text_field(
        "Why is the date changing?",
        2,
        hint="This is published next to the date and cannot be deleted.",
        max_length=300,
    )

    def __init__(self, *args: Any, planned: PlannedRelease, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        local = timezone.localtime(planned.planned_for)
        self.initial = {"day": local.date(), "time": local.time()}


class CallOffForm(GovukForm):
    """Why something is called off."""

    reason = text_field(
        "Why are you cancelling it?",
        2,
        missing="Enter the reason for cancelling it",
        max_length=300,
    )
