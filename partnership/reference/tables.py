"""Lists of organisations, groups and seats."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from partnership.models import Seat
from partnership.models.group import GroupKind
from partnership.models.organisation import OrganisationKind
from ui.filters import ChoiceFilter, FilterSet, RowFilter, SearchFilter
from ui.tables import DateColumn, GovukTable, LinkColumn, TextColumn

VACANT, NO_ACCOUNT, ENDED = "vacant", "no-account", "ended"
_HELD = {VACANT: "Vacant", NO_ACCOUNT: "Someone without an account", ENDED: "Term ended", "held": "Held"}


class ReferenceTable(GovukTable):
    """The base of the lists: a row leads to its form for who may change it, and is plain text for who reads."""

    def __init__(self, *args: Any, may_change: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may_change = may_change


class FormLinkColumn(LinkColumn):
    """A link to the row's form."""

    def render(self, value: Any, record: Any, table: ReferenceTable) -> str:  # type: ignore[override]
        if table.may_change:
            return super().render(value, record)
        return self.with_below(self.words(value, record), record)


class OrganisationTable(ReferenceTable):
    """All organisations."""

    caption = "Organisations"
    noun, nouns = "organisation", "organisations"

    name = FormLinkColumn(
        address=lambda row: reverse("partnership:organisation-edit", args=[row.pk]), verbose_name="Organisation"
    )
    kind = TextColumn(text=lambda row: row.get_kind_display(), order_by="kind", verbose_name="Type")
    is_statutory_partner = TextColumn(
        text=lambda row: "Yes" if row.is_statutory_partner else "No",
        order_by="is_statutory_partner",
        verbose_name="Safeguarding partner",
    )

    class Meta:
        order_by = "name"
        empty_text = "No organisations yet."


class OrganisationFilters(FilterSet):
    """By type."""

    kind = ChoiceFilter("kind", words=OrganisationKind.choices, label="Type")


class GroupTable(ReferenceTable):
    """All boards and groups."""

    caption = "Boards and groups"
    noun, nouns = "group", "groups"

    name = FormLinkColumn(
        address=lambda row: reverse("partnership:group-edit", args=[row.pk]), verbose_name="Board or group"
    )
    kind = TextColumn(text=lambda row: row.get_kind_display(), order_by="kind", verbose_name="Type")
    parent = TextColumn(accessor="parent__name", default="No other group", verbose_name="Reports to")

    class Meta:
        order_by = "name"
        empty_text = "No groups yet."


class GroupFilters(FilterSet):
    """By type."""

    kind = ChoiceFilter("kind", words=GroupKind.choices, label="Type")


def held_by(seat: Seat) -> str:
    """How the seat is held today, as a key of `_HELD`."""
    if seat.ends_on is not None and seat.ends_on < timezone.localdate():
        return ENDED
    if seat.is_vacant:
        return VACANT
    return "held" if seat.holder_id is not None else NO_ACCOUNT


def _holder(seat: Seat) -> str:
    return str(seat.holder) if held_by(seat) == "held" else _HELD[held_by(seat)]


class SeatTable(ReferenceTable):
    """All seats."""

    caption = "Seats"
    noun, nouns = "seat", "seats"

    title = FormLinkColumn(
        address=lambda row: reverse("partnership:seat-edit", args=[row.pk]), below="group__name", verbose_name="Seat"
    )
    group = TextColumn(accessor="group__name", verbose_name="Board or group", visible=False)
    organisation = TextColumn(accessor="organisation__name", default="None: independent", verbose_name="Organisation")
    holder = TextColumn(text=_holder, verbose_name="Held by")
    starts_on = DateColumn(verbose_name="From")
    ends_on = DateColumn(default="No end", verbose_name="Until")

    class Meta:
        order_by = "title"
        empty_text = "No seats yet."


class SeatFilters(FilterSet):
    """By group, organisation and how it is held."""

    search = SearchFilter("title", label="Search")
    group = RowFilter(value=lambda row: row.group.slug, text=lambda row: row.group.name, label="Board or group")
    holder = RowFilter(value=held_by, text=lambda row: _HELD[held_by(row)], label="Held by")
