"""The list of members' accounts of a year."""

from ui.filters import FilterSet, RowFilter
from ui.tables import GovukTable, PartColumn, TextColumn


class AccountTable(GovukTable):
    """A row for each organisation that is asked for an account."""

    noun, nouns = "account", "accounts"

    member = TextColumn(accessor="owed__organisation", order_by="owed__organisation__name", verbose_name="Member")
    status = PartColumn("reports/contributions/_account_status.html", accessor="owed__status", verbose_name="Status")
    chase = PartColumn(
        "reports/contributions/_account_reminder.html",
        orderable=False,
        exclude_from_export=True,
        verbose_name="Reminder",
    )


class AccountFilters(FilterSet):
    """By status."""

    status = RowFilter(value=lambda line: line.owed.status, label="Status")
