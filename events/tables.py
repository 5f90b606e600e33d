"""The list of events, and that of the bookings of one."""

from events.attendance import ANOTHER
from events.models import Booking, BookingState, Sort
from learning.tables import ProductFilters, ProductTable
from ui.filters import ChoiceFilter, FilterSet, SearchFilter
from ui.tables import DateColumn, GovukTable, TextColumn


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


def _attended(row: Booking) -> str:
    return "" if row.attended is None else "Yes" if row.attended else "No"


class BookingTable(GovukTable):
    """Who booked, in the order in which they did."""

    caption = "Bookings"
    noun, nouns = "booking", "bookings"

    name = TextColumn(verbose_name="Name")
    address = TextColumn(verbose_name="Email address")
    organisation = TextColumn(
        accessor="organisation__name",
        verbose_name="Organisation",
        empty_values=(),
        text=lambda row: str(row.organisation or ANOTHER),
        order_by="organisation__name",
    )
    placed_at = DateColumn(verbose_name="Booked")
    state = TextColumn(verbose_name="Status", text=lambda row: row.get_state_display(), order_by="state")
    attended = TextColumn(verbose_name="Attended", empty_values=(), text=_attended, order_by="attended")

    class Meta:
        order_by = "placed_at"


class BookingFilters(FilterSet):
    """By name and status."""

    name = SearchFilter("name", label="Name")
    state = ChoiceFilter("state", words=BookingState.choices, label="Status")
