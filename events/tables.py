"""The list of events."""

from events.models import Sort
from learning.tables import ProductFilters, ProductTable
from ui.filters import ChoiceFilter
from ui.tables import DateColumn


class EventTable(ProductTable):
    caption = "Events"
    noun, nouns = "event", "events"

    starts_at = DateColumn(verbose_name="Starts")

    class Meta(ProductTable.Meta):
        sequence = ("title", "starts_at", "...")
        order_by = "-starts_at"


class EventFilters(ProductFilters):
    """By type as well."""

    sort = ChoiceFilter("sort", words=Sort.choices, label="Type")
