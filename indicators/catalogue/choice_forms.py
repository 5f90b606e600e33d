"""The forms of the starting set and of the themes."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from indicators.definitions.current import Theme
from indicators.definitions.families import Family
from partnership.models.organisation import OrganisationKind
from ui.forms import Fieldset, GovukForm, Layout, checkboxes

KINDS = dict(OrganisationKind.choices)


class StartingSetForm(GovukForm):
    """Which indicators to begin with."""

    families = checkboxes(
        "Which indicators do you begin with?",
        (),
        hint="Select what your partners can send. You can add more at any time.",
        error_messages={"required": "Select at least one indicator"},
    )

    def __init__(self, *args: Any, free: Sequence[Family], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.slug, f"{one.title} ({KINDS[one.supplier_kind].lower()})") for one in free]
        cast(forms.MultipleChoiceField, self.fields["families"]).choices = choices


class ThemesForm(GovukForm):
    """The title and the place of each theme, and whether it is retired."""

    def __init__(self, *args: Any, themes: Sequence[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.themes = themes
        for place, one in enumerate(themes, start=1):
            self.fields[f"{one.slug}_title"] = forms.CharField(label="Title", max_length=40, initial=one.title)
            self.fields[f"{one.slug}_place"] = forms.IntegerField(
                label="Place",
                min_value=1,
                max_value=len(themes),
                initial=place,
                widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
            )
            self.fields[f"{one.slug}_retired"] = forms.BooleanField(
                label="Retired: takes no new indicators", initial=one.is_retired, required=False
            )

    def get_layout(self) -> Layout:
        """One group a theme."""
        parts = ("title", "place", "retired")
        return Layout(*(Fieldset(one.title, *(f"{one.slug}_{part}" for part in parts)) for one in self.themes))

    def chosen(self) -> list[Theme]:
        """The themes as they were sent, in the order of their places; of one place, the one that moved is first."""
        sent = self.cleaned_data
        before = {one.slug: place for place, one in enumerate(self.themes, start=1)}

        def order(one: Theme) -> tuple[int, bool, int]:
            place = sent[f"{one.slug}_place"]
            return place, place == before[one.slug], before[one.slug]

        return [
            Theme(one.slug, " ".join(sent[f"{one.slug}_title"].split()), sent[f"{one.slug}_retired"])
            for one in sorted(self.themes, key=order)
        ]
