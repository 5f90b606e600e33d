"""The lists of an edition's readers: those who may read it early, and those to whom it was sent."""

import datetime
from dataclasses import dataclass

from reports.distribution.models.preview import Preview
from reports.distribution.previews import AccessState, access_states
from reports.editions.models.edition import Edition, EditionState
from reports.editions.models.recipient import Recipient
from reports.editions.recipients import left_on
from ui.filters import FilterSet, RowFilter, Rows
from ui.tables import DateColumn, GovukTable, PartColumn, TextColumn, in_words

# What a link leads to, in words, and what picks the colour of its tag.
ACCESS = {
    AccessState.OPEN: ("Open", "green"),
    AccessState.PUBLIC: ("Report published", "none"),
    AccessState.EARLY: ("Not started", "soon"),
    AccessState.ENDED: ("Ended", "none"),
    AccessState.TAKEN_DOWN: ("Report withheld", "red"),
}


@dataclass(frozen=True)
class PreviewLine:
    """One reader's access to an edition that is not public."""

    preview: Preview
    access: AccessState
    may_hand_on: bool

    @property
    def status(self) -> str:
        revoked = self.access is AccessState.ENDED and self.preview.revoked_at
        return "Revoked" if revoked else ACCESS[self.access][0]

    @property
    def status_key(self) -> str:
        return ACCESS[self.access][1]

    @property
    def may_revoke(self) -> bool:
        """Whether the person who looks can end it."""
        is_open = self.preview.revoked_at is None and self.preview.edition.state == EditionState.READY
        return self.may_hand_on and is_open

    @property
    def ended_by(self) -> str:
        """Who revoked it and when, in words."""
        one = self.preview
        return f"Revoked on {in_words(one.revoked_at)} by {one.revoked_by}" if one.revoked_at else ""

    @property
    def openings(self) -> list[str]:
        """Each time it was opened, and what of it."""
        kinds = {"pdf": "PDF"}
        return [f"{in_words(one.opened_at)} ({kinds.get(one.what, 'page')})" for one in self.preview.openings.all()]


def previews_of(edition: Edition, *, may_hand_on: bool) -> Rows:
    """Everybody who has or had access before publication, in the order in which it was granted."""
    found = list(edition.previews.select_related("granted_by", "revoked_by", "edition").prefetch_related("openings"))
    return Rows(
        PreviewLine(one, access, may_hand_on) for one, access in zip(found, access_states(edition, found), strict=True)
    )


class PreviewTable(GovukTable):
    """Who has access before publication."""

    caption = "Readers with pre-release access"
    noun, nouns = "reader", "readers"

    reader = TextColumn(accessor="preview__reader", below="preview__email", verbose_name="Reader")
    email = TextColumn(accessor="preview__email", verbose_name="Email address", visible=False)
    reason = TextColumn(accessor="preview__reason", verbose_name="Reason")
    starts_at = DateColumn(
        accessor="preview__starts_at", below=lambda line: f"Granted by {line.preview.granted_by}", verbose_name="From"
    )
    ends_at = DateColumn(accessor="preview__ends_at", below="ended_by", verbose_name="Until")
    granted_by = TextColumn(
        accessor="preview__granted_by",
        order_by="preview__granted_by__display_name",
        verbose_name="Granted by",
        visible=False,
    )
    openings = PartColumn(
        "reports/distribution/_preview_opened.html",
        text=lambda line: "; ".join(line.openings) or "Not opened",
        verbose_name="Opened",
    )
    status = PartColumn(
        "reports/distribution/_preview_status.html",
        text=lambda line: line.status,
        order_by="status",
        verbose_name="Status",
    )

    class Meta:
        empty_text = "No one has pre-release access."


class PreviewFilters(FilterSet):
    """By what the reader's link leads to now."""

    status = RowFilter(value=lambda line: line.status, label="Status")


@dataclass(frozen=True)
class RecipientLine:
    """One reader, and the day on which the edition left; None while the mail server has not taken it."""

    recipient: Recipient
    left: datetime.date | None
    may_cancel: bool

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
    recorded_by = TextColumn(
        accessor="recipient__recorded_by", order_by="recipient__recorded_by__display_name", verbose_name="Recorded by"
    )

    class Meta:
        empty_text = "This edition has not been sent to anyone yet."


class RecipientFilters(FilterSet):
    """By how it was sent, and whether it has left."""

    how = RowFilter(value=lambda line: line.recipient.how, text=lambda line: line.how, label="Method")
    status = RowFilter(value=lambda line: line.status, label="Status")
