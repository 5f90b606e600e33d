"""The forms of who holds an event."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from events.attendance import ANOTHER
from events.models import Event, Stage
from learning.forms import ProductForm
from partnership.models import Organisation
from ui.forms import (
    MOST_OF_ADDRESS,
    DateField,
    Fieldset,
    GovukForm,
    Layout,
    checkboxes,
    moment_of,
    radios,
    text_area,
    text_field,
    time_field,
)
from ui.steps import Step

STEPS = (
    Step("about", "About the event", ("title", "sort", "description", "audience", "year")),
    Step("when", "When it takes place", ("day", "from_time", "until_time", "last_day", "starts_at", "ends_at")),
    Step("where", "Where it is held and who can come", ("is_online", "place", "places", "booking_closes_on")),
    Step("found", "How people find it", ("theme", "arm", "priority")),
)
TEN, NOON = datetime.time(10), datetime.time(12)


class EventForm(ProductForm):
    """What, when, where, for whom: the questions of all steps. A step keeps its own (`ui.steps.keep_only`)."""

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

    def clean(self) -> dict[str, Any] | None:
        data = super().clean()
        if "day" not in self.fields:
            return data
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


class JoiningLinkForm(GovukForm):
    """Where people join online."""

    link = forms.URLField(
        label="Link to join",
        help_text="Only people who have a place get it, in an email.",
        required=False,
        max_length=500,
        assume_scheme="https",
    )


class BookForm(GovukForm):
    """Who comes, and from where."""

    name = forms.CharField(label="Your name", max_length=120, error_messages={"required": "Enter your name"})
    organisation = forms.ModelChoiceField(
        label="Your organisation", queryset=Organisation.objects.all(), required=False, empty_label=ANOTHER
    )
    address = forms.EmailField(
        label="Email address",
        max_length=MOST_OF_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Enter your email address"},
    )


class EvaluationForm(GovukForm):
    """How confident somebody is; later, what they did differently."""

    confidence = radios(
        "How confident do you feel about the subject of this event?",
        [("1", "1: not at all"), ("2", "2: a little"), ("3", "3: fairly"), ("4", "4: confident"), ("5", "5: very")],
        error_messages={"required": "Select how confident you feel"},
    )
    did_change = radios(
        "Have you done anything differently because of it?",
        [("yes", "Yes"), ("no", "No")],
        error_messages={"required": "Select whether you have done anything differently"},
    )
    words = text_field(
        "What did you do differently?",
        4,
        hint="You do not have to answer. Leave out names and anything that could identify someone.",
        required=False,
        max_length=1000,
    )

    def __init__(self, *args: Any, stage: Stage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if stage != Stage.LATER:
            del self.fields["did_change"], self.fields["words"]

    def answer(self) -> dict[str, Any]:
        """What `events.evaluating.answer` is told."""
        data = self.cleaned_data
        did_change = data["did_change"] == "yes" if "did_change" in data else None
        return {"confidence": int(data["confidence"]), "did_change": did_change, "words": data.get("words", "")}


class AttendanceForm(GovukForm):
    """Who came: a box for each person who had booked, and a number for each organisation."""

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = list(event.bookings.booked().select_related("organisation").order_by("name", "pk"))
        walk_ins: dict[int | None, int] = dict(event.walk_ins.values_list("organisation", "count"))
        self.others: dict[str, int | None] = {}
        if rows:
            choices = [(str(row.pk), f"{row.name}, {row.organisation or ANOTHER.lower()}") for row in rows]
            self.fields["came"] = checkboxes("Who of those who booked came?", choices, required=False)
            self.fields["came"].initial = [str(row.pk) for row in rows if row.attended]
        organisations: list[tuple[int | None, str]] = list(Organisation.objects.values_list("pk", "name"))
        for pk, name in [*organisations, (None, ANOTHER)]:
            field = forms.IntegerField(label=name, min_value=0, max_value=9999, required=False)
            field.initial = walk_ins.get(pk)
            self.fields[f"others_{pk or 'more'}"] = field
            self.others[f"others_{pk or 'more'}"] = pk

    def get_layout(self) -> Layout:
        """Those who booked, then the others."""
        booked = ["came"] if "came" in self.fields else []
        hint = "Count them by organisation. Leave blank where no one came."
        return Layout(*booked, Fieldset("People who came without a booking", *self.others, hint=hint))

    def came(self) -> list[int]:
        """The keys of their bookings."""
        return [int(key) for key in self.cleaned_data.get("came", [])]

    def walk_ins(self) -> dict[int | None, int]:
        """How many others, by the key of their organisation."""
        return {pk: self.cleaned_data[name] for name, pk in self.others.items() if self.cleaned_data[name]}


class CancelForm(GovukForm):
    """Why an event is called off."""

    reason = text_field(
        "Why is it cancelled?",
        3,
        missing="Enter why it is cancelled",
        hint="Everyone who reads the page sees this.",
        max_length=300,
    )
