"""Lists of returns: what is due, who has sent what, and the dates of the rounds."""

from django.template.defaultfilters import linebreaksbr

from indicators.chasing.board import BoardCell, BoardOrganisation, BoardRound
from indicators.chasing.owed import OwedReturn
from indicators.rounds.tables import title_of
from ui.filters import FilterSet, RowFilter
from ui.tables import DateColumn, GovukTable, NumberColumn, PartColumn, StateColumn, TextColumn


def _reason(due: OwedReturn) -> str:
    return linebreaksbr(due.submission.return_reason) if due.submission else ""


class DueTable(GovukTable):
    """What an organisation owes, by year and due date unless sorted otherwise."""

    noun, nouns = "return", "returns"

    figures = PartColumn(
        "indicators/chasing/_due_figures.html",
        accessor="family__title",
        order_by="family__title",
        verbose_name="Return",
    )
    period = TextColumn(accessor="period__label", order_by="period__ends_on", verbose_name="Period")
    due_on = PartColumn(
        "indicators/chasing/_due_dates.html",
        text=lambda due: due.round.due_on if due.round else None,
        order_by="round__due_on",
        verbose_name="Dates",
    )
    status = StateColumn(below=_reason, verbose_name="Status")

    class Meta:
        empty_text = "You have no figures to submit at the moment."


class DueFilters(FilterSet):
    """By year and status."""

    year = RowFilter(value=lambda due: due.year.slug, label="Year")
    status = RowFilter(value=lambda due: due.status, label="Status")


class OwedTable(GovukTable):
    """A row for each family of figures and round that is asked for."""

    caption = "Returns"
    noun, nouns = "return", "returns"
    row_header = "figures"

    organisation = TextColumn(
        accessor="round__template__organisation",
        order_by="round__template__organisation__name",
        below=lambda cell: title_of(cell.round.template),
        verbose_name="Organisation",
    )
    template = TextColumn(text=lambda cell: title_of(cell.round.template), verbose_name="Return", visible=False)
    figures = TextColumn(accessor="owed__family__title", verbose_name="Figures")
    status = PartColumn("indicators/chasing/_board_status.html", verbose_name="Status")
    period = TextColumn(accessor="round__window__label", order_by="round__ends_on", verbose_name="Period")
    due_on = DateColumn(accessor="round__due_on", verbose_name="Due")


class OwedFilters(FilterSet):
    """By organisation, return, period and status."""

    organisation = RowFilter(
        value=lambda cell: cell.round.template.organisation.slug,
        text=lambda cell: cell.round.template.organisation,
        label="Organisation",
    )
    template = RowFilter(
        value=lambda cell: cell.round.template.slug, text=lambda cell: title_of(cell.round.template), label="Return"
    )
    period = RowFilter(value=lambda cell: cell.round.period, text=lambda cell: cell.round.window.label, label="Period")
    status = RowFilter(value=lambda cell: cell.status, label="Status")


class OnTimeTable(GovukTable):
    """How each organisation keeps to its dates."""

    caption = "Sent on time"

    organisation = TextColumn(order_by="organisation__name", verbose_name="Organisation")
    on_time = TextColumn(
        text=lambda one: str(one.on_time), order_by="on_time__share", verbose_name="Sent by the due date"
    )
    missing = NumberColumn(verbose_name="Not sent")
    overdue = NumberColumn(verbose_name="Overdue")

    class Meta:
        prefix = "time-"


class RoundTable(GovukTable):
    """The dates of each round, and the buttons of whoever manages them."""

    caption = "Dates and reminders"
    noun, nouns = "round", "rounds"

    template = TextColumn(
        text=lambda one: title_of(one.round.template),
        order_by="round__template__title",
        below="round__template__organisation",
        verbose_name="Return",
    )
    period = TextColumn(accessor="round__window__label", order_by="round__ends_on", verbose_name="Period")
    opens_on = DateColumn(accessor="round__opens_on", verbose_name="Opens")
    due_on = DateColumn(accessor="round__due_on", verbose_name="Due")
    closes_on = DateColumn(accessor="round__closes_on", verbose_name="Edits close")
    chase = PartColumn("indicators/chasing/_board_reminder.html", orderable=False, verbose_name="Reminders")

    class Meta:
        prefix = "round-"


def rounds_of(organisations: list[BoardOrganisation]) -> list[BoardRound]:
    """Every round of the board, in its order."""
    return [one for entry in organisations for found in entry.returns for one in found.rounds]


def cells_of(organisations: list[BoardOrganisation]) -> list[BoardCell]:
    """Everything that is asked for, in the order of the board."""
    return [
        cell
        for entry in organisations
        for found in entry.returns
        for _family, cells in found.lines
        for cell in cells
        if cell.owed is not None
    ]
