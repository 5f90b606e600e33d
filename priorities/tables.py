"""The list of an organisation's actions in a year."""

from dataclasses import dataclass

from django.urls import reverse

from partnership.models import ReportingYear
from priorities.models import Action, ActionUpdate
from ui.filters import FilterSet, RowFilter
from ui.tables import DateColumn, GovukTable, LinkColumn, StateColumn, TextColumn


@dataclass(frozen=True)
class ProgressLine:
    """One action in a year, with its update once that is begun."""

    action: Action
    year: ReportingYear
    update: ActionUpdate | None

    @property
    def address(self) -> str:
        return reverse("priorities:progress-edit", args=[self.year.slug, self.action.slug])

    @property
    def state(self) -> str:
        return self.update.state if self.update else "none"

    @property
    def status(self) -> str:
        return self.update.get_state_display() if self.update else "Not started"


class ProgressTable(GovukTable):
    """The actions in the order of the plan unless sorted otherwise."""

    caption = "Actions and updates"
    noun, nouns = "action", "actions"

    action = LinkColumn(accessor="action__title", address="address", verbose_name="Action")
    priority = TextColumn(accessor="action__origin", verbose_name="Priority or source")
    due = DateColumn(accessor="action__due_on", verbose_name="Due")
    status = StateColumn(verbose_name="Update")

    class Meta:
        empty_text = "Your organisation has no actions this year."


class ProgressFilters(FilterSet):
    """By priority and status."""

    priority = RowFilter(
        value=lambda line: line.action.commitment.priority.slug if line.action.commitment else line.action.source,
        text=lambda line: (
            line.action.commitment.priority.title if line.action.commitment else line.action.get_source_display()
        ),
        label="Priority or source",
    )
    status = RowFilter(value=lambda line: line.state, text=lambda line: line.status, label="Update")
