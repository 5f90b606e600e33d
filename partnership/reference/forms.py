"""Forms of organisations, groups and seats, and of the year that is opened."""

from typing import Any

from django import forms

from partnership.models import Arm, Group, Organisation, Seat, User
from partnership.models.organisation import OrganisationKind
from ui.forms import DateField, GovukForm, GovukModelForm


class OrganisationForm(GovukModelForm):
    """An organisation. Its address is made from its name."""

    kind = forms.ChoiceField(
        label="Type",
        choices=[("", "Select a type"), *OrganisationKind.choices],
        help_text="Decides which figures it can send.",
    )

    class Meta:
        model = Organisation
        fields = ["name", "short_name", "kind", "is_statutory_partner"]
        labels = {
            "short_name": "Short name",
            "is_statutory_partner": "It is one of the three safeguarding partners, which sign the annual report",
        }
        help_texts = {"short_name": "For tables and charts, for example “Police”.", "is_statutory_partner": ""}
        error_messages = {"name": {"unique": "There is already an organisation with this name"}}


class GroupForm(GovukModelForm):
    """A board or group. Its address is made from its name."""

    arms = forms.ModelMultipleChoiceField(
        label="Arms of the partnership",
        queryset=Arm.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Leave blank if it works for all of them.",
    )
    parent = forms.ModelChoiceField(
        label="Reports to", queryset=Group.objects.none(), required=False, empty_label="No other group"
    )

    class Meta:
        model = Group
        fields = ["name", "kind", "parent", "arms", "quorum", "terms_of_reference", "is_illustrative"]
        labels = {
            "kind": "Type",
            "quorum": "Quorum (optional)",
            "terms_of_reference": "Terms of reference (optional)",
            "is_illustrative": "It is illustrative: no source mentions it",
        }
        help_texts = {"is_illustrative": ""}
        error_messages = {"name": {"unique": "There is already a group with this name"}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["arms"].queryset = Arm.objects.all()  # type: ignore[attr-defined]
        self.fields["parent"].queryset = Group.objects.exclude(pk=self.instance.pk)  # type: ignore[attr-defined]


class SeatForm(GovukModelForm):
    """A seat with its term. Who follows in it is given a seat of their own, so that the past stays true."""

    starts_on = DateField(label="First day of the term")
    ends_on = DateField(label="Last day of the term (optional)", required=False)

    class Meta:
        model = Seat
        fields = ["title", "group", "organisation", "holder", "deputy", "is_vacant", "is_chair", "starts_on", "ends_on"]
        labels = {
            "title": "Title of the seat",
            "group": "Board or group",
            "organisation": "Organisation",
            "holder": "Who holds it (optional)",
            "deputy": "Deputy (optional)",
            "is_vacant": "The seat is vacant",
            "is_chair": "It is the seat of the chair",
        }
        help_texts = {
            "title": "The role, for example “Health safeguarding partner”. Do not name a person.",
            "organisation": "Leave blank for the seat of the independent chair.",
            "holder": "Leave blank if the person does not have an account.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True).order_by("display_name", "email")
        for name, empty in (("holder", "No one with an account"), ("deputy", "No one with an account")):
            self.fields[name].queryset = people  # type: ignore[attr-defined]
            self.fields[name].empty_label = empty  # type: ignore[attr-defined]
        self.fields["organisation"].empty_label = "None: independent"  # type: ignore[attr-defined]
        self.fields["group"].empty_label = "Select a board or group"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        starts, ends = given.get("starts_on"), given.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "The last day must not be before the first day")
        if given.get("is_vacant") and given.get("holder"):
            self.add_error("is_vacant", "Either the seat is vacant or someone holds it. Select one")
        if given.get("deputy") and given.get("deputy") == given.get("holder"):
            self.add_error("deputy", "The deputy must be a different person from the holder")
        return given


class YearForm(GovukForm):
    """The year that is opened."""

    slug = forms.CharField(
        label="Reporting year",
        help_text="For example, 2022-23 runs from 1 April 2022 to 31 March 2023.",
        max_length=7,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        error_messages={
            "required": "Enter a year, for example 2022-23",
            "max_length": "Enter a year, for example 2022-23",
        },
    )
