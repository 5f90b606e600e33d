"""The list of editions."""

from django.urls import reverse

from reports.editions.models.edition import Edition, EditionState
from ui.filters import ChoiceFilter, FilterSet
from ui.tables import DateColumn, GovukTable, LinkColumn, TextColumn, in_words

UNKNOWN_PERSON = "The command line"


def _address(edition: Edition) -> str:
    return reverse("admin:report-edition", args=[edition.pk])


def _taken_down(edition: Edition) -> str:
    return f"Taken down on {in_words(edition.taken_down_at)}" if edition.taken_down_at else ""


def _requested_by(edition: Edition) -> str:
    return str(edition.requested_by or UNKNOWN_PERSON)


class EditionTable(GovukTable):
    """Editions of every year."""

    caption = "Editions"
    noun, nouns = "edition", "editions"

    edition = LinkColumn(text=str, address=_address, order_by=("year__starts_on", "number"), verbose_name="Edition")
    state = TextColumn(below=_taken_down, verbose_name="Status")
    taken_down_at = DateColumn(verbose_name="Taken down", visible=False)
    requested_at = DateColumn(below=_requested_by, verbose_name="Requested")
    requested_by = TextColumn(text=_requested_by, verbose_name="Requested by", visible=False)
    published_at = DateColumn(below="published_by", default="Not published", verbose_name="Published")
    published_by = TextColumn(verbose_name="Published by", visible=False)

    class Meta:
        order_by = "-edition"
        empty_text = "No editions yet."


class EditionFilters(FilterSet):
    """By year and status."""

    report_year = ChoiceFilter("year__slug", label="Year")
    state = ChoiceFilter("state", words=EditionState.choices, label="Status")
