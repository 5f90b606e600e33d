"""Forms of signing: with an account, by a link, and the form that sends a link."""

from typing import Any

from django import forms
from django.utils import timezone

from partnership.models import Seat
from reports.signing.models.signature import SigningPart
from reports.signing.seats import part_of, seat_label, signing_seats
from ui.forms import MOST_OF_ADDRESS, GovukForm


class AgreeForm(GovukForm):
    """One box to tick: nobody signs by a button that was pressed in passing."""

    agreed = forms.BooleanField(
        label="I have read the report and sign this statement",
        error_messages={"required": "Select the box if you have read the report and agree"},
    )


class CodeForm(AgreeForm):
    """The same, and the code that was sent to the other address."""

    field_order = ["code", "agreed"]
    code = forms.CharField(
        label="Code",
        help_text="6 digits, sent to your other address. The code expires after 15 minutes.",
        max_length=12,
        widget=forms.TextInput(
            attrs={"class": "govuk-input--width-5", "inputmode": "numeric", "autocomplete": "one-time-code"}
        ),
        error_messages={"required": "Enter the code we sent to your other address"},
    )


class SeatField(forms.ModelChoiceField):
    """A choice of seats, each with the part in which it signs."""

    def label_from_instance(self, seat: Seat) -> str:
        return f"{part_of(seat).label}: {seat_label(seat)}"


class LinkForm(GovukForm):
    """Whom a link is sent to, in which seat."""

    seat = SeatField(label="Seat", queryset=Seat.objects.none(), empty_label="Select a seat", widget=forms.Select)
    name = forms.CharField(label="Name of the person in this seat", max_length=120)
    email = forms.EmailField(
        label="Email address for the link", help_text="Their own work email.", max_length=MOST_OF_ADDRESS
    )
    code_email = forms.EmailField(
        label="Email address for the code",
        help_text="A different address that only this person reads. It can turn email into a text message.",
        max_length=MOST_OF_ADDRESS,
    )

    def __init__(self, *args: Any, parts: list[SigningPart], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = signing_seats(timezone.localdate())
        keys = [seat.pk for seat in seats if part_of(seat) in parts]
        field = self.fields["seat"]
        assert isinstance(field, SeatField)
        field.queryset = seats.filter(pk__in=keys)
