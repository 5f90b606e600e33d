"""The form of a target."""

from decimal import Decimal

from django import forms

from reports.board_pack.models import Aim
from ui.forms import GovukForm, radios, text_field


class TargetForm(GovukForm):
    """What a row should be, from where on it is red, and why."""

    aim = radios("The figure should be", Aim.choices)
    value = forms.DecimalField(
        label="Target", max_digits=12, decimal_places=2, help_text="In the unit of the table, for example 80 or 12.5."
    )
    amber = forms.DecimalField(
        label="Amber up to",
        max_digits=12,
        decimal_places=2,
        required=False,
        help_text="The furthest value that is not red. Leave blank if there is no amber.",
    )
    reason = text_field(
        "Why was this target set?",
        4,
        hint="The board sees this next to the colour. Give the decision or the source.",
        max_length=1000,
    )

    def limit(self) -> Decimal:
        """Where amber ends: at the target itself where nothing was entered."""
        amber = self.cleaned_data["amber"]
        return self.cleaned_data["value"] if amber is None else amber
