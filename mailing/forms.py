"""The forms of subscribers."""

import datetime
from typing import Any

from django import forms

from mailing.topics import GENERAL, agreement, by_theme
from ui.forms import MOST_OF_ADDRESS, DateField, GovukForm, Layout, checkboxes, moment_of, radios, time_field


class TopicsForm(GovukForm):
    """What somebody wants to hear about."""

    topics = checkboxes("What do you want to get emails about?", GENERAL.items(), required=False)
    themes = checkboxes(
        "Which briefings do you want?",
        (),
        hint="If you selected “Every briefing”, you do not need to select themes.",
        required=False,
    )

    def __init__(self, *args: Any, chosen: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes = by_theme()
        self.fields["themes"].choices = list(themes.items())  # type: ignore[attr-defined]
        self.fields["topics"].initial = [one for one in chosen if one in GENERAL]
        self.fields["themes"].initial = [one for one in chosen if one in themes]
        if not themes:
            del self.fields["themes"]

    def selected(self) -> list[str]:
        """The topics of both questions."""
        return [*self.cleaned_data["topics"], *self.cleaned_data.get("themes", ())]


class SubscribeForm(TopicsForm):
    """The same with the address, and consent in a box of its own that nobody ticked before."""

    address = forms.EmailField(
        label="Email address",
        max_length=MOST_OF_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Enter your email address"},
    )
    agrees = forms.BooleanField(label="", error_messages={"required": "Select the box to agree that we email you"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agrees"].label = agreement()

    def get_layout(self) -> Layout:
        """What, then where to, then consent."""
        return Layout(*(name for name in ("topics", "themes") if name in self.fields), "address", "agrees")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "topics" in data and not data["topics"] and not data.get("themes"):
            self.add_error("topics", "Select what you want to get emails about")
        return data


class AddressForm(GovukForm):
    """An address that its owner wants erased, or allowed again."""

    address = forms.EmailField(
        label="Email address", max_length=MOST_OF_ADDRESS, error_messages={"required": "Enter the email address"}
    )
    wish = radios(
        "What does its owner want?",
        [
            ("erase", "Erase it: delete everything about it and never email it again"),
            ("allow", "Subscribe again after it was erased"),
        ],
        error_messages={"required": "Select what its owner wants"},
    )


class SendForm(GovukForm):
    """When an issue goes to its subscribers."""

    moments = (("day", "time"),)

    when = radios(
        "When do you want to send it?",
        [("now", "Now"), ("later", "At a date and time")],
        error_messages={"required": "Select when you want to send it"},
    )
    day = DateField(label="Date", help_text="Only if you send it later. For example, 27 3 2027", required=False)
    time = time_field(required=False)

    def clean(self) -> dict[str, Any] | None:
        data = super().clean()
        if self.cleaned_data.get("when") == "later":
            if "day" in self.cleaned_data and self.cleaned_data["day"] is None:
                self.add_error("day", "Enter the date to send it")
            if "time" in self.cleaned_data and self.cleaned_data["time"] is None:
                self.add_error("time", "Enter the time to send it")
        return data

    def send_at(self) -> datetime.datetime | None:
        """The moment on the clock in England; None is now."""
        if self.cleaned_data["when"] == "now":
            return None
        return moment_of(self.cleaned_data["day"], self.cleaned_data["time"])
