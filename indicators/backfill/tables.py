"""Lists of closed years: what the portal holds, and where a file can be loaded."""

from dataclasses import dataclass

from django.urls import reverse

from indicators.backfill.board import ClosedCell, ClosedReturn
from indicators.definitions.periods import Period
from indicators.rounds.models.returns import ReturnTemplate
from indicators.rounds.tables import title_of
from ui.filters import FilterSet, RowFilter, Rows
from ui.tables import GovukTable, LinkColumn, PartColumn, TextColumn


@dataclass(frozen=True)
class ClosedLine:
    """One family of a return in one period."""

    template: ReturnTemplate
    cell: ClosedCell

    @property
    def status(self) -> str:
        if self.cell.submission is not None:
            return self.cell.submission.get_state_display()
        return "No figures" if self.cell.is_collected else "Not collected for this period"

    @property
    def source(self) -> str:
        if self.cell.submission is None:
            return ""
        if self.cell.sent_itself:
            return f"Sent by {self.template.organisation}"
        return f"Loaded later: {self.cell.submission.backfill_reason}"


@dataclass(frozen=True)
class LoadableFile:
    """One return in one period, for which a file is loaded if anything of it was collected then."""

    template: ReturnTemplate
    period: Period
    can_be_loaded: bool

    @property
    def address(self) -> str:
        if not self.can_be_loaded:
            return ""
        return reverse("indicators:closed-upload-create", args=[self.period.slug, self.template.slug])


def lines_of(returns: list[ClosedReturn]) -> Rows:
    """What came of each family, return by return."""
    return Rows(ClosedLine(one.template, cell) for one in returns for _family, cells in one.lines for cell in cells)


def files_of(returns: list[ClosedReturn]) -> list[LoadableFile]:
    """Each return in each of its periods."""
    return [LoadableFile(one.template, period, can) for one in returns for period, can in one.loadable]


class ClosedYearTable(GovukTable):
    """A row for each family and period."""

    caption = "Figures of the year"
    noun, nouns = "return", "returns"
    row_header = "figures"

    template = TextColumn(
        text=lambda line: title_of(line.template),
        below="template__organisation",
        order_by="template__title",
        verbose_name="Return",
    )
    organisation = TextColumn(accessor="template__organisation", verbose_name="Organisation", visible=False)
    figures = TextColumn(accessor="cell__family__title", verbose_name="Figures")
    period = TextColumn(accessor="cell__period__label", order_by="cell__period__ends_on", verbose_name="Period")
    status = PartColumn("indicators/backfill/_closed_year_status.html", verbose_name="Status")
    source = TextColumn(verbose_name="Source")


def _closed_year_filters() -> dict[str, RowFilter]:
    """By return and status. The name of the first is a word of Python's own, and stays: links use it."""
    return {
        "return": RowFilter(
            value=lambda line: line.template.slug,
            text=lambda line: f"{line.template} ({line.template.organisation})",
            label="Return",
        ),
        "status": RowFilter(value=lambda line: line.status, label="Status"),
    }


class ClosedYearFilters(FilterSet):
    """By return and status."""

    vars().update(_closed_year_filters())


class FileTable(GovukTable):
    """Where a file of figures is loaded."""

    caption = "Files of figures"
    noun, nouns = "file", "files"

    template = TextColumn(
        text=lambda one: title_of(one.template),
        below="template__organisation",
        order_by="template__title",
        verbose_name="Return",
    )
    period = TextColumn(accessor="period__label", order_by="period__ends_on", verbose_name="Period")
    load = LinkColumn(
        text=lambda one: "Load a file" if one.can_be_loaded else "None",
        about=lambda one: f"{one.template}, {one.period.label}",
        address="address",
        verbose_name="File",
    )

    class Meta:
        prefix = "file-"
