"""Forms of publishing a report: its time, pre-release access, whom it was sent to, and former reports."""

import datetime
from typing import Any

from django import forms

from reports.editions.models.edition import Edition
from reports.editions.models.recipient import Recipient, Way
from reports.editions.recipient_roles import OTHER, ROLES_BY_KEY, role_choices
from ui.forms import MOST_OF_ADDRESS, DateField, GovukForm, moment_of, radios, text_field

# The portal sends it itself; the others are written down only.
SEND_NOW = "send"


class PreviewForm(GovukForm):
    """Who may read an edition before it is public, from when and until when."""

    reader = forms.CharField(
        label="Reader",
        help_text="Role and organisation, such as: head of communications, council.",
        max_length=200,
    )
    email = forms.EmailField(
        label="Email address", help_text="We record who the link was sent to.", max_length=MOST_OF_ADDRESS
    )
    reason = forms.CharField(label="Why does this reader need pre-release access?", max_length=300)
    starts_on = DateField(label="From (start of the day)")
    ends_on = DateField(label="Until (end of the day)")

    def starts_at(self) -> datetime.datetime:
        """The first moment of the first day."""
        return moment_of(self.cleaned_data["starts_on"], datetime.time.min)

    def ends_at(self) -> datetime.datetime:
        """The last moment of the last day."""
        return moment_of(self.cleaned_data["ends_on"], datetime.time(23, 59, 59))


class RecipientForm(GovukForm):
    """To whom an edition is sent now, or was sent."""

    role = forms.ChoiceField(label="Send to", choices=[("", "Select"), *role_choices()])
    name = forms.CharField(
        label="Organisation or office",
        help_text="Required if you select “Someone else”; helpful for all others. Do not name a private person.",
        max_length=200,
        required=False,
    )
    how = radios(
        "Method",
        [
            (SEND_NOW, "Send an email with the link from the portal now"),
            (Way.EMAIL, "Already sent by email"),
            (Way.POST, "Already sent by post"),
            (Way.PORTAL, "Already sent through another portal"),
        ],
    )
    address = forms.EmailField(
        label="Email address",
        help_text="Only if the portal sends it now.",
        max_length=MOST_OF_ADDRESS,
        required=False,
    )
    sent_on = DateField(label="Date sent", help_text="Leave blank if you are sending it now.", required=False)

    def clean(self) -> dict[str, Any]:
        """An address where the portal sends it, a day where it was sent, a name for somebody else."""
        data = super().clean() or {}
        is_now = data.get("how") == SEND_NOW
        if is_now and not data.get("address") and "address" not in self.errors:
            self.add_error("address", "Enter the email address to send it to")
        if data.get("how") and not is_now and not data.get("sent_on") and "sent_on" not in self.errors:
            self.add_error("sent_on", "Enter the date it was sent, like 27 3 2023")
        if data.get("role") == OTHER and not data.get("name"):
            self.add_error("name", "Enter the organisation or office")
        return data


def first_values(edition: Edition, role: str) -> dict[str, Any]:
    """What the form begins with for a reader of the list: the address to which an earlier report was sent.

    `role` comes from an address that anybody can type: one that is no role begins nothing.
    """
    if role not in ROLES_BY_KEY:
        return {}
    earlier = Recipient.objects.filter(role=role).exclude(address="").order_by("-recorded_at").first()
    if earlier is None:
        return {"role": role}
    return {"role": role, "name": earlier.name, "address": earlier.address, "how": SEND_NOW}


class PresentationForm(GovukForm):
    """Before which meeting an edition was laid."""

    body = forms.CharField(label="Body", help_text="For example, Health and Wellbeing Board.", max_length=200)
    held_on = DateField(label="Date of the meeting")
    minute_url = forms.URLField(label="Link to the minutes", max_length=500, required=False, assume_scheme="https")
    decided = text_field(
        "Decision",
        4,
        required=False,
        max_length=2000,
    )
