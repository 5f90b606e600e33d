"""The forms of who holds an event."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from events.models import Event
from learning.forms import ProductForm
from ui.forms import DateField, Fieldset, GovukForm, Layout, moment_of, text_area, text_field, time_field

TEN, NOON = datetime.time(10), datetime.time(12)


class EventForm(ProductForm):
    """What, when, where, for whom."""

    moments = (("day", "from_time"), ("last_day", "until_time"))

    day = DateField(label="Date", help_text="For example, 27 3 2027", required=False)
    from_time = time_field(required=False)
    last_day = DateField(label="Last day", help_text="Only if it ends on another day.", required=False)
    until_time = time_field(required=False)
    booking_closes_on = DateField(
        label="Last day to book", help_text="Leave blank to let people book until it starts.", required=False
    )

    class Meta:
        model = Event
        fields = (
            *("title", "sort", "year", "description", "audience", "is_online", "place", "places"),
            *("booking_closes_on", "theme", "arm", "priority"),
        )
        labels = {
            "is_online": "People can join online",
            "place": "Where is it?",
            "audience": "Who is it for?",
            "places": "Number of places",
        }
        help_texts = {
            "description": "What it is about, what people will learn and who leads it. You can use Markdown.",
            "audience": "For example, “everyone who works with adults”.",
            "place": "Building and address. Leave blank if it is online only.",
            "places": "Leave blank if there is no limit.",
        }
        widgets = {"description": text_area(8), "sort": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, usual, moment in (
            ("from_time", "Starts at", TEN, self.instance.starts_at),
            ("until_time", "Ends at", NOON, self.instance.ends_at),
        ):
            self.fields[name].label = label
            self.fields[name].initial = timezone.localtime(moment).time() if moment else usual
        starts, ends = (
            timezone.localtime(moment).date() if moment else None
            for moment in (self.instance.starts_at, self.instance.ends_at)
        )
        self.fields["day"].initial = starts
        self.fields["last_day"].initial = ends if ends != starts else None

    def get_layout(self) -> Layout:
        """What it is, when, where, and who can come."""
        return Layout(
            *("title", "sort", "description", "audience"),
            Fieldset("When", "day", "from_time", "until_time", "last_day", "year"),
            Fieldset("Where", "is_online", "place"),
            Fieldset("Booking", "places", "booking_closes_on"),
            Fieldset("How people find it", "theme", "arm", "priority"),
        )

    def clean(self) -> dict[str, Any] | None:
        data = super().clean()
        starts, ends = self._moment("day", "from_time"), self._moment("last_day", "until_time")
        if starts is not None and ends is not None and ends <= starts:
            self.add_error("until_time", "The end must be after the start")
        else:
            self.instance.starts_at, self.instance.ends_at = starts, ends
        return data

    def clean_places(self) -> int | None:
        """At least one, where they are limited."""
        places: int | None = self.cleaned_data["places"]
        if places == 0:
            raise forms.ValidationError("Number of places must be 1 or more")
        return places

    def _moment(self, of_day: str, of_time: str) -> datetime.datetime | None:
        """The day and time as entered; the last day is the first where none is."""
        day = self.cleaned_data.get(of_day) or self.cleaned_data.get("day")
        at = self.cleaned_data.get(of_time)
        return moment_of(day, at) if day and at else None


class CancelForm(GovukForm):
    """Why an event is called off."""

    reason = text_field(
        "Why is it cancelled?",
        3,
        missing="Enter why it is cancelled",
        hint="Everyone who reads the page sees this.",
        max_length=300,
    )
