"""The forms that load population estimates, and propose to withdraw a vintage."""

import datetime
from typing import Any

from django import forms

from indicators.definitions.models.area import Area
from indicators.definitions.models.population import PopulationEstimate
from indicators.populations.services import LONGEST_REASON
from partnership.days import day
from ui.forms import GovukForm, file_field, text_field

EVERY_AREA = "Every area"


class LoadForm(GovukForm):
    """One file, and why numbers that look odd are right."""

    file = file_field(
        "Upload the file",
        hint="An .xlsx or .csv file. If anything in it is wrong, we load nothing and say what to correct.",
        missing="Select the file of population estimates",
    )
    because = forms.CharField(
        label="Why is an estimate far from the one before?",
        help_text="Only if it differs by more than a fifth and is right. We keep the reason in the audit trail.",
        required=False,
        max_length=LONGEST_REASON,
    )


class WithdrawForm(GovukForm):
    """Which vintage was loaded wrongly, of which area, and why."""

    vintage = forms.ChoiceField(
        label="When was the vintage published?", error_messages={"required": "Select the vintage to withdraw"}
    )
    area = forms.ChoiceField(label="Area", required=False)
    reason = text_field(
        "Why was it loaded by mistake?",
        3,
        missing="Enter why the vintage was loaded by mistake",
        hint="The person who decides reads this. For example: The column of women was loaded as all persons.",
        max_length=LONGEST_REASON,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        estimates = PopulationEstimate.objects.not_withdrawn()
        days = estimates.order_by("-vintage").values_list("vintage", flat=True).distinct()
        areas = Area.objects.filter(pk__in=estimates.values("area")).values_list("slug", "name")
        self.fields["vintage"].choices = [("", "Select a vintage"), *((one.isoformat(), day(one)) for one in days)]  # type: ignore[attr-defined]
        self.fields["area"].choices = [("", EVERY_AREA), *areas]  # type: ignore[attr-defined]

    def proposed(self) -> dict[str, Any]:
        """What the service is asked for."""
        slug = self.cleaned_data["area"]
        return {
            "vintage": datetime.date.fromisoformat(self.cleaned_data["vintage"]),
            "area": Area.objects.get(slug=slug) if slug else None,
            "reason": self.cleaned_data["reason"],
        }
