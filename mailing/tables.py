"""The list of subscribers."""

from typing import Any

from django.utils.functional import cached_property

from mailing.models.subscriber import SubscriberState
from mailing.topics import every_label
from ui.filters import ChoiceFilter, FilterSet, SearchFilter
from ui.tables import DateColumn, GovukTable, TextColumn


class TopicsColumn(TextColumn):
    """The topics of a subscriber in words, in the order of the page where they were chosen."""

    @cached_property
    def labels(self) -> dict[str, str]:
        """The words of each topic, read once a table."""
        return every_label()

    def words(self, value: Any, record: Any) -> str:
        chosen = {choice.topic for choice in record.choices.all()}
        return ", ".join(label for topic, label in self.labels.items() if topic in chosen) or "Nothing"


class SubscriberTable(GovukTable):
    """Addresses, the newest first."""

    caption = "Subscribers"
    noun, nouns = "subscriber", "subscribers"

    address = TextColumn(verbose_name="Email address")
    topics = TopicsColumn(verbose_name="Gets", empty_values=(), orderable=False)
    asked_at = DateColumn(verbose_name="Since")
    state = TextColumn(verbose_name="Status", text=lambda row: row.get_state_display())

    class Meta:
        order_by = "-asked_at"


class SubscriberFilters(FilterSet):
    """By part of the address, and status."""

    address = SearchFilter("address", label="Part of the address")
    state = ChoiceFilter("state", words=SubscriberState.choices, label="Status")
