"""The list of readers to whom an edition was sent."""

import datetime
from dataclasses import dataclass

from reports.editions.models.recipient import Recipient
from reports.editions.recipients import left_on
from ui.filters import FilterSet, RowFilter, Rows
from ui.tables import GovukTable, PartColumn, TextColumn


@dataclass(frozen=True)
class RecipientLine:
    """One reader, and the day on which the edition left; None while the mail server has not taken it."""

    recipient: Recipient
    left: datetime.date | None
    may_take_back: bool

    @property
    def reader(self) -> str:
        return str(self.recipient)

    @property
    def how(self) -> str:
        return self.recipient.get_how_display()

    @property
    def status(self) -> str:
        return "Sending" if self.left is None else "Sent"


def lines_of(recipients: list[Recipient], *, may_hand_on: bool) -> Rows:
    """The rows of the list. Each recipient has to be loaded with its `letter` and `recorded_by`."""
    found = [(one, left_on(one)) for one in recipients]
    return Rows(RecipientLine(one, left, may_hand_on and left is None) for one, left in found)


class RecipientTable(GovukTable):
    """Everybody to whom an edition was sent, or is being sent."""

    caption = "Sent to"
    noun, nouns = "recipient", "recipients"

    reader = TextColumn(verbose_name="Reader")
    how = TextColumn(below="recipient__address", verbose_name="Method")
    address = TextColumn(accessor="recipient__address", verbose_name="Email address", visible=False)
    left = PartColumn(
        "reports/distribution/_recipient_sent.html",
        text=lambda line: line.left or line.status,
        order_by="left",
        verbose_name="Sent",
    )
    recorded_by = TextColumn(accessor="recipient__recorded_by", verbose_name="Recorded by")

    class Meta:
        empty_text = "This edition has not been sent to anyone yet."


class RecipientFilters(FilterSet):
    """By how it was sent, and whether it has left."""

    how = RowFilter(value=lambda line: line.recipient.how, text=lambda line: line.how, label="Method")
    status = RowFilter(value=lambda line: line.status, label="Status")
