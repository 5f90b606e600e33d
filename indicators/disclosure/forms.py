"""Forms of policies on small counts. What does not fit together is said by the services."""

from typing import Any, cast

from django import forms

from indicators.definitions.families import family_choices
from indicators.disclosure.models import EVERY_FAMILY
from indicators.disclosure.solver.policy import (
    DEFAULT_SYMBOL,
    MOST_BASE,
    MOST_THRESHOLD,
    ZERO_NAMES,
    Method,
    Policy,
    Zeros,
)
from ui.forms import GovukForm, radios, text_field

# An empty choice would count as none.
EVERY = "every"
EVERY_LABEL = "Every family without its own policy"


class PolicyForm(GovukForm):
    """What is proposed, and for which family."""

    family = forms.ChoiceField(
        label="Which figures does it apply to?",
        help_text="A family's own policy takes priority over the policy for every family.",
    )
    method = radios("How counts are protected", [(method.value, method.words) for method in Method])
    threshold = forms.IntegerField(
        label="Largest small count",
        help_text="We protect counts from 1 up to this one. With 5, a reader cannot tell 1 from 5.",
        min_value=1,
        max_value=MOST_THRESHOLD,
        error_messages={"invalid": "The largest small count must be a whole number, like 5"},
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )
    zeros = radios(
        "Zeros",
        [(zeros.value, ZERO_NAMES[zeros]) for zeros in Zeros],
        hint="If zeros are always shown, a reader knows that a suppressed count is not zero. More tables "
        "then cannot be protected, and cannot be published.",
    )
    base = forms.IntegerField(
        label="Round to the nearest",
        help_text="Only if counts are rounded. Otherwise leave it blank. Rounding alone needs more than twice "
        "the largest small count, for example 11 or more for 5.",
        required=False,
        min_value=0,
        max_value=MOST_BASE,
        error_messages={"invalid": "The number to round to must be a whole number, like 11"},
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
    )
    symbol = forms.CharField(
        label="Symbol for a suppressed figure",
        help_text=f"Letters in square brackets, such as {DEFAULT_SYMBOL}.",
        max_length=10,
        initial=DEFAULT_SYMBOL,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    reason = text_field(
        "Reason",
        3,
        hint="This is shown permanently under each table that the policy applies to.",
        max_length=500,
    )

    def __init__(self, *args: Any, now: Policy, family_slug: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["family"]).choices = [(EVERY, EVERY_LABEL), *family_choices()]
        # What holds now: a proposal changes some of it.
        self.initial = {
            "family": family_slug or EVERY,
            "method": now.method.value,
            "threshold": now.threshold,
            "zeros": now.zeros.value,
            "base": now.base or None,
            "symbol": now.symbol,
        }

    def proposed(self) -> dict[str, Any]:
        """What was filled in, as the service takes it."""
        data = dict(self.cleaned_data)
        family = data.pop("family")
        return data | {"family_slug": EVERY_FAMILY if family == EVERY else family, "base": data["base"] or 0}


class RefuseForm(GovukForm):
    """Why a proposal is refused."""

    note = text_field(
        "Why are you refusing it?",
        2,
        missing="Enter the reason for refusing it",
        hint="It is kept with the proposal.",
        max_length=300,
    )
