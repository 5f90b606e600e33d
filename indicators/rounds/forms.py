"""Forms of the calendar of returns. What does not fit together is said by the services."""

from typing import Any, cast

from django import forms

from deadlines.forms import DatesForm, reason_for_dates
from indicators.definitions.families import families
from indicators.rounds.models.returns import FREQUENCIES, ReturnTemplate
from indicators.rounds.services import FURTHEST
from partnership.models import Organisation
from partnership.models.organisation import OrganisationKind
from ui.forms import DateField, Fieldset, GovukForm, Layout, checkboxes, radios

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

    title = forms.CharField(label="Title", help_text="For example, Police figures, rolling 12 months", max_length=120)
    organisation = forms.ModelChoiceField(
        label="Organisation that sends it", queryset=Organisation.objects.all(), empty_label="Select an organisation"
    )
    frequency = radios("Frequency", FREQUENCIES)
    families = checkboxes(
        "Figures",
        (),
        hint="You can only ask an organisation for figures of its type.",
        error_messages={"required": "Select at least one family of figures"},
    )
    opens_after = days(
        "Opens", "Days after the last day of the period. Use a number below zero to open it before the end.", 1
    )
    due_after = days("Due", "Days after the last day of the period.", 42)
    closes_after = days(
        "Closes for changes", "Days after the last day of the period. No changes can be made after this.", 84
    )

    collects_from = DateField(
        label="From which day do you collect these figures?",
        help_text=(
            "We ask for each period that ends on or after this day. No earlier one counts as missing. Leave blank to "
            "ask for every period of the open years."
        ),
        required=False,
    )

    def __init__(self, *args: Any, template: ReturnTemplate | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.template = template
        choices = [
            (family.slug, f"{family.title} ({KINDS[family.supplier_kind].lower()})")
            for family in families()
            if template is None or family.supplier_kind == template.organisation.kind
        ]
        cast(forms.MultipleChoiceField, self.fields["families"]).choices = choices
        if not choices:
            self.fields["families"].help_text = "You use no indicators yet. Select them under “Indicators” first."
        if template is None:
            return
        for name in ("organisation", "frequency"):
            del self.fields[name]
        self.initial = {
            "title": template.title,
            "families": [family.slug for family in template.families],
            "opens_after": template.opens_after,
            "due_after": template.due_after,
            "closes_after": template.closes_after,
            "collects_from": template.collects_from,
        }

    def get_layout(self) -> Layout:
        """What, then when."""
        names = ["title", "organisation", "frequency", "families"]
        return Layout(
            *[name for name in names if name in self.fields],
            Fieldset("Dates of each round", "opens_after", "due_after", "closes_after"),
            "collects_from",
        )


class RoundForm(DatesForm):
    """The dates of one round, and why they change."""

    hints = {
        "opens_on": "Figures can be sent from this day.",
        "due_on": "Figures first sent after this day are marked as late.",
        "closes_on": "The last day for any changes.",
    }
    reason = reason_for_dates("This is kept and shown next to the change.")
