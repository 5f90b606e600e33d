"""The review queue as a list."""

from typing import Any

from django.utils.html import format_html
from django.utils.timesince import timesince
from django_tables2 import Column

from review.notifications import review_url
from review.queries import QueueRow
from ui.filters import FilterSet, RowFilter
from ui.tables import DateColumn, GovukTable, LinkColumn, PartColumn, TextColumn

NOBODY = "No one: every reviewer has a conflict of interest. We have told the coordinator."


def _people(row: QueueRow) -> str:
    return "; ".join(row.next_people) or NOBODY


def _noun(row: QueueRow) -> str:
    return row.item.review_noun.capitalize()


class _ChoiceColumn(Column):
    """The box that chooses an item, where this person may decide on it."""

    def render(self, record: QueueRow) -> str:
        if record.obstacle is not None:
            return ""
        return format_html(
            '<div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item">'
            '<input class="govuk-checkboxes__input" type="checkbox" name="chosen" value="{key}" id="choose-{address}">'
            '<label class="govuk-label govuk-checkboxes__label" for="choose-{address}">'
            '<span class="govuk-visually-hidden">Select {title}</span></label></div></div>',
            key=record.key,
            address=record.key.replace(":", "-").replace(".", "-"),
            title=record.title,
        )


class QueueTable(GovukTable):
    """Everything that waits for a decision, longest first unless sorted otherwise."""

    caption = "Waiting for review"
    noun, nouns = "item", "items"
    row_header = "title"

    chosen = _ChoiceColumn(verbose_name="Select", orderable=False, empty_values=(), exclude_from_export=True)
    title = LinkColumn(address=lambda row: review_url(row.item), below=_noun, verbose_name="Item")
    kind = TextColumn(text=_noun, verbose_name="Kind", visible=False)
    organisation = TextColumn(below="item__submitted_by", verbose_name="From")
    submitted_by = TextColumn(accessor="item__submitted_by", verbose_name="Submitted by", visible=False)
    since = DateColumn(
        below=lambda row: f"for {timesince(row.since)}" if row.since else "", verbose_name="Waiting since"
    )
    next_people = PartColumn("review/_queue_next.html", text=_people, verbose_name="Next reviewer")

    class Meta:
        order_by = "since"
        empty_text = "Nothing is waiting for review."


class QueueFilters(FilterSet):
    """By kind, organisation, and whether the reader may decide."""

    kind = RowFilter(value=lambda row: row.kind, text=_noun, label="Kind")
    organisation = RowFilter(
        value=lambda row: row.item.organisation.slug if row.item.organisation else "none",
        text=lambda row: row.item.organisation or "No organisation",
        label="From",
    )
    waits_for = RowFilter(
        value=lambda row: "me" if row.is_for_me else "others",
        text=lambda row: "Me" if row.is_for_me else "Others",
        label="Waiting for",
    )
    decision = RowFilter(
        value=lambda row: "no" if row.obstacle else "yes",
        text=lambda row: "Items I cannot decide on" if row.obstacle else "Items I can decide on",
        label="Your decision",
    )


def shown_columns(rows: list[QueueRow]) -> dict[str, Any]:
    """Options of the table: without boxes where this person may decide on nothing."""
    return {"exclude": () if any(row.obstacle is None for row in rows) else ("chosen",)}
