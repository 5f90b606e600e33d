"""The forms that load population estimates and areas, choose what is compared, and propose to withdraw a vintage."""

import datetime
from typing import Any

from django import forms
from django.db.models import Q

from indicators.definitions.comparison import Choice
from indicators.definitions.models.area import Area, AreaKind, NeighbourSet
from indicators.definitions.models.population import PopulationEstimate
from indicators.populations.services import LONGEST_REASON
from partnership.days import day
from ui.forms import GovukForm, checkboxes, file_field, radios, text_field

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


class AreaFileForm(GovukForm):
    """One file of areas, or of sets of neighbours."""

    AREAS, NEIGHBOURS = "areas", "neighbours"

    what = radios(
        "What is in the file?",
        [(AREAS, "Areas, such as a region"), (NEIGHBOURS, "Statistical neighbours")],
        error_messages={"required": "Select what is in the file"},
    )
    file = file_field(
        "Upload the file",
        hint="An .xlsx or .csv file. If anything in it is wrong, we load nothing and say what to correct.",
        missing="Select the file of areas or neighbours",
    )


class ComparisonForm(GovukForm):
    """The neighbours and the wider areas that rates are compared with."""

    NONE = "none"

    neighbour_set = radios("Which statistical neighbours?", (), error_messages={"required": "Select the neighbours"})
    benchmarks = checkboxes(
        "Which wider areas?",
        (),
        hint="The chart shows the first of them; the table shows all.",
        error_messages={"required": "Select at least one wider area"},
    )

    def __init__(self, *args: Any, own: Area | None, chosen: Choice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sets = NeighbourSet.objects.filter(area=own).select_related("area").prefetch_related("members")
        self.sets = {one.slug: one for one in sets}
        wider = Area.objects.filter(~Q(kind=AreaKind.LOCAL_AUTHORITY) | Q(slug__in=chosen.benchmarks))
        self.areas = {one.slug: one for one in wider.order_by("kind", "name")}
        offered = [(slug, f"{one.words} ({len(one.members.all())} areas)") for slug, one in self.sets.items()]
        self.fields["neighbour_set"].choices = [*offered, (self.NONE, "None: publish rates without neighbours")]  # type: ignore[attr-defined]
        self.fields["benchmarks"].choices = [(slug, str(one)) for slug, one in self.areas.items()]  # type: ignore[attr-defined]
        self.initial = {"neighbour_set": chosen.neighbour_set or self.NONE, "benchmarks": list(chosen.benchmarks)}

    def chosen(self) -> dict[str, Any]:
        """What the service is asked for. Areas that are compared already keep their order."""
        before: list[str] = self.initial["benchmarks"]
        picked: list[str] = self.cleaned_data["benchmarks"]
        slugs = [one for one in before if one in picked] + [one for one in picked if one not in before]
        return {
            "neighbour_set": self.sets.get(self.cleaned_data["neighbour_set"]),
            "benchmarks": [self.areas[slug] for slug in slugs],
        }


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
