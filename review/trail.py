"""The audit trail as a list: by person, time and what was done, and as a file."""

import datetime
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from partnership.mixins import AccessMixin
from partnership.permissions import Permission
from review.audit_verbs import AuditVerb
from review.models import Event
from ui.filters import ChoiceFilter, FilterSet, OptionFilter, SearchFilter
from ui.lists import ListPage
from ui.tables import DateColumn, GovukTable, TextColumn


def _since(days: int) -> Callable[[QuerySet[Event]], QuerySet[Event]]:
    """Narrows to the last days, today among them."""

    def narrow(lines: QuerySet[Event]) -> QuerySet[Event]:
        today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        return lines.filter(at__gte=today - datetime.timedelta(days=days - 1))

    return narrow


class TrailTable(GovukTable):
    """Lines of the trail, newest first unless sorted otherwise."""

    caption = "Audit trail"
    noun, nouns = "line", "lines"
    row_header = "at"

    at = DateColumn(verbose_name="When")
    actor_label = TextColumn(verbose_name="Who")
    verb = TextColumn(text="verb_label", order_by="verb", verbose_name="What")
    object_label = TextColumn(below="note", verbose_name="Item")
    note = TextColumn(verbose_name="Note", visible=False)
    sequence = TextColumn(verbose_name="Line", visible=False)
    hash = TextColumn(verbose_name="Hash", visible=False)

    class Meta:
        empty_text = "Nothing has happened yet."


class TrailFilters(FilterSet):
    """By words, person, what was done, and time."""

    search = SearchFilter("actor_label", "object_label", "note", label="Search person, item or note")
    actor = ChoiceFilter("actor_id", label="Person", text="actor__email")
    verb = ChoiceFilter("verb", label="What was done", words=sorted(AuditVerb.choices, key=lambda choice: choice[1]))
    when = OptionFilter(
        label="When",
        options={
            "today": ("Today", _since(1)),
            "week": ("Last 7 days", _since(7)),
            "month": ("Last 30 days", _since(30)),
            "year": ("Last 12 months", _since(365)),
        },
    )


class TrailView(AccessMixin, ListPage):
    """Everything that anyone did."""

    required_permission = Permission.READ_AUDIT
    template_name = "review/trail.html"
    table_class = TrailTable
    filterset_class = TrailFilters
    list_name = "audit-trail"

    def get_rows(self) -> Any:
        return Event.objects.defer("data")
