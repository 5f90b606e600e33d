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
from ui.forms import GovukForm

# An empty choice would count as none.
EVERY = "every"
EVERY_LABEL = "Every family without a policy of its own"


class PolicyForm(GovukForm):
    """What is proposed, and for which family."""

    family = forms.ChoiceField(
        label="For which figures",
        help_text="A family's own policy goes before the one for every family.",
    )
    method = forms.ChoiceField(
        label="What is done with counts",
        choices=[(method.value, method.words) for method in Method],
        widget=forms.RadioSelect,
    )
    threshold = forms.IntegerField(
        label="Largest small count",
        help_text="Counts from 1 up to this one are protected. With 5, a reader cannot tell 1 from 5.",
        min_value=1,
        max_value=MOST_THRESHOLD,
        error_messages={"invalid": "The largest small count must be a whole number, like 5"},
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )
    zeros = forms.ChoiceField(
        label="Zeros",
        help_text="Always printed zeros tell a reader that what is hidden is not zero. More tables then cannot be "
        "protected, and are not published.",
        choices=[(zeros.value, ZERO_NAMES[zeros]) for zeros in Zeros],
        widget=forms.RadioSelect,
    )
    base = forms.IntegerField(
        label="Round to the nearest",
        help_text="Only where counts are rounded; otherwise leave it empty. Rounding alone needs more than twice the "
        "largest small count: 11 or more for 5.",
        required=False,
        min_value=0,
        max_value=MOST_BASE,
        error_messages={"invalid": "The number to round to must be a whole number, like 11"},
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
    )
    symbol = forms.CharField(
        label="Symbol of a hidden figure",
        help_text=f"Letters in square brackets, such as {DEFAULT_SYMBOL}.",
        max_length=10,
        initial=DEFAULT_SYMBOL,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    reason = forms.CharField(
        label="Why",
        help_text="Everybody reads it under each table that the policy holds for, and it stays.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
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

    note = forms.CharField(
        label="Why do you refuse it?",
        help_text="It is kept with the proposal.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why you refuse it"},
    )
