"""The list of returns that are set up."""

from django.urls import reverse

from indicators.rounds.models.returns import FREQUENCIES, ReturnTemplate
from ui.filters import ChoiceFilter, FilterSet
from ui.tables import GovukTable, LinkColumn, TextColumn

IN_USE = (("True", "In use"), ("False", "Retired"))


def _address(template: ReturnTemplate) -> str:
    return reverse("indicators:return-template-edit", args=[template.slug]) if template.is_active else ""


def _retired(template: ReturnTemplate) -> str:
    return "" if template.is_active else "Retired"


def title_of(template: ReturnTemplate) -> str:
    """Its title, with the mark of one that is retired."""
    return str(template) if template.is_active else f"{template} (retired)"


class ReturnTemplateTable(GovukTable):
    """Returns that organisations owe again and again."""

    caption = "Returns"
    noun, nouns = "return", "returns"

    title = LinkColumn(address=_address, below=_retired, verbose_name="Return")
    retired = TextColumn(text=_retired, verbose_name="Retired", visible=False)
    organisation = TextColumn(order_by="organisation__name", verbose_name="Organisation")
    frequency = TextColumn(verbose_name="Frequency")
    families = TextColumn(
        text=lambda template: ", ".join(family.title for family in template.families), verbose_name="Figures"
    )

    class Meta:
        empty_text = "No returns set up yet."


class ReturnTemplateFilters(FilterSet):
    """By organisation, frequency, and whether it is in use."""

    organisation = ChoiceFilter("organisation__slug", text="organisation__name", label="Organisation")
    frequency = ChoiceFilter("frequency", words=FREQUENCIES, label="Frequency")
    in_use = ChoiceFilter("is_active", words=IN_USE, label="Status")
