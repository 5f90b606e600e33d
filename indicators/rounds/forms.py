"""Forms of the calendar of returns. What does not fit together is said by the services."""

from typing import Any, cast

from django import forms

from indicators.definitions.families import families
from indicators.rounds.models.returns import FREQUENCIES, ReturnRound, ReturnTemplate
from indicators.rounds.services import FURTHEST
from partnership.models import Organisation
from partnership.models.organisation import OrganisationKind
from ui.forms import DateField, Fieldset, GovukForm, Layout

KINDS = dict(OrganisationKind.choices)


def days(label: str, hint: str, initial: int) -> forms.IntegerField:
    """A number of days after a period's last day."""
    return forms.IntegerField(
        label=label,
        help_text=hint,
        initial=initial,
        min_value=-FURTHEST,
        max_value=FURTHEST,
        error_messages={"invalid": f"“{label}” must be a whole number of days, like 42"},
    )


class ReturnForm(GovukForm):
    """What a return asks for and when; organisation and frequency are chosen once."""

    title = forms.CharField(label="Title", help_text="Such as: Police figures, rolling 12 months", max_length=120)
    slug = forms.SlugField(
        label="Short name",
        help_text="For its address: letters, digits and hyphens, such as police-figures. It cannot be changed later.",
        max_length=60,
        error_messages={"invalid": "The short name may hold only letters, digits, hyphens and underscores"},
    )
    organisation = forms.ModelChoiceField(
        label="Organisation that sends it", queryset=Organisation.objects.all(), empty_label="Choose an organisation"
    )
    frequency = forms.ChoiceField(label="How often", choices=FREQUENCIES, widget=forms.RadioSelect)
    families = forms.MultipleChoiceField(
        label="Figures that it holds",
        help_text="An organisation can be asked only for figures of its kind.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one family of figures"},
    )
    opens_after = days("Opens", "Days after the period's last day. A number below zero opens it before the end.", 1)
    due_after = days("Due", "Days after the period's last day.", 42)
    closes_after = days("Edits close", "Days after the period's last day. Nothing can be changed afterwards.", 84)

    def __init__(self, *args: Any, template: ReturnTemplate | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.template = template
        choices = [
            (family.slug, f"{family.title} ({KINDS[family.supplier_kind].lower()})")
            for family in families()
            if template is None or family.supplier_kind == template.organisation.kind
        ]
        cast(forms.MultipleChoiceField, self.fields["families"]).choices = choices
        if template is None:
            return
        for name in ("slug", "organisation", "frequency"):
            del self.fields[name]
        self.initial = {
            "title": template.title,
            "families": [family.slug for family in template.families],
            "opens_after": template.opens_after,
            "due_after": template.due_after,
            "closes_after": template.closes_after,
        }

    def get_layout(self) -> Layout:
        """What, then when."""
        names = ["title", "slug", "organisation", "frequency", "families"]
        return Layout(
            *[name for name in names if name in self.fields],
            Fieldset("Dates of each round", "opens_after", "due_after", "closes_after"),
        )


class RoundForm(GovukForm):
    """The dates of one round, and why they change."""

    opens_on = DateField(label="Opens", help_text="From this day on figures can be sent.")
    due_on = DateField(label="Due", help_text="Figures that first come after this day are marked as late.")
    closes_on = DateField(label="Edits close", help_text="The last day on which anything can be changed.")
    reason = forms.CharField(
        label="Why do the dates change?",
        help_text="It is kept and shown beside the change.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, round: ReturnRound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {name: getattr(round, name) for name in ("opens_on", "due_on", "closes_on")}
