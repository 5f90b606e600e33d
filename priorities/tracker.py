"""The list of all actions, whatever they come from: where each stands today, as its owner says."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone

from partnership.days import day
from partnership.models import User
from priorities.models import Action, ActionStatus, ActionUpdate
from priorities.models.action import ENDED
from ui.filters import FilterSet, RowFilter, Rows
from ui.tables import DateColumn, GovukTable, LinkColumn, StatusColumn, TextColumn


@dataclass(frozen=True)
class TrackedLine:
    """One action with the newest that its owner says, approved or not."""

    action: Action
    # Tables print their rows when they look for a value: an update would read its action and year for that.
    update: ActionUpdate | None = field(repr=False)
    today: datetime.date
    # Whether the plan of a later year holds it too: there it is asked about from then on.
    is_carried_on: bool = False

    @property
    def address(self) -> str:
        return self.action.get_absolute_url()

    @property
    def status_key(self) -> str:
        """How far it came; `overdue` while that is less than it should be."""
        if self.is_overdue:
            return "overdue"
        if self.action.ended_on is not None:
            return ActionStatus.NOT_IMPLEMENTING
        return (self.update.status if self.update else "") or ActionStatus.NOT_STARTED

    @property
    def status(self) -> str:
        """The same in words."""
        if self.action.ended_on is not None:
            return "Ended"
        words = ActionStatus((self.update.status if self.update else "") or ActionStatus.NOT_STARTED).label
        if self.is_overdue:
            return f"Overdue, {words.lower()}"
        return f"{words}, in the next plan too" if self.is_carried_on and not self.is_finished else words

    @property
    def is_finished(self) -> bool:
        """Whether nothing more is to be done."""
        return self.action.ended_on is not None or (self.update is not None and self.update.status in ENDED)

    @property
    def is_overdue(self) -> bool:
        """Whether its day is over and it is neither finished nor in a later plan."""
        return (
            not self.is_finished
            and not self.is_carried_on
            and self.action.due_on is not None
            and self.action.due_on < self.today
        )

    @property
    def late(self) -> str:
        """How long it is overdue."""
        if not self.is_overdue or self.action.due_on is None:
            return ""
        days = (self.today - self.action.due_on).days
        return f"{days} {'day' if days == 1 else 'days'} late"

    @property
    def rating(self) -> str:
        return self.update.get_rating_display() if self.update else ""

    @property
    def rating_key(self) -> str:
        return self.update.rating if self.update else ""

    @property
    def reason(self) -> str:
        """Why it is on hold, is not implemented, or ended."""
        return self.action.end_reason or (self.update.on_hold_reason if self.update else "")

    @property
    def owner_details(self) -> str:
        """The role, and whether owner and progress are made up."""
        mark = "Illustrative" if self.action.is_illustrative else ""
        return ", ".join(part for part in (self.action.lead, mark) if part)

    @property
    def evidence(self) -> str:
        return self.update.evidence if self.update else ""

    @property
    def said(self) -> str:
        """Where the newest update stands with the board."""
        if self.update is None:
            return "Nothing reported"
        when = self.update.edited_at or self.update.created_at
        on = f", {day(timezone.localdate(when))}" if when else ""
        return f"{self.update.get_state_display()}{on}"

    @property
    def when(self) -> str:
        """Whether it is open, overdue or finished, for the filter."""
        if self.is_finished:
            return "Finished"
        if self.is_carried_on:
            return "In the next plan too"
        return "Overdue" if self.is_overdue else "Open, not overdue"


def tracked_lines(user: User, actions: Iterable[Action] | None = None) -> list[TrackedLine]:
    """Every action that the person may see, in the order of the plan. A constant number of queries."""
    if actions is None:
        seen = Action.objects.visible_to(user).select_related("owner", "commitment__priority")
        actions = seen.in_order()
    newest: dict[int, ActionUpdate] = {}
    for update in ActionUpdate.objects.visible_to(user).order_by("year__starts_on"):
        newest[update.action_id] = update
    today = timezone.localdate()
    actions = list(actions)
    # In the order of the plans, so that the last of a key is that of the newest plan.
    last = {action.key: action.pk for action in actions}
    return [TrackedLine(one, newest.get(one.pk), today, last[one.key] != one.pk) for one in actions]


class TrackerTable(GovukTable):
    """All actions. Files hold the evidence and the reasons too."""

    caption = "Actions"
    noun, nouns = "action", "actions"

    action = LinkColumn(accessor="action__title", address="address", below="action__origin", verbose_name="Action")
    source = TextColumn(text="action__get_source_display", verbose_name="Source", visible=False)
    origin = TextColumn(accessor="action__origin", verbose_name="Priority or reference", visible=False)
    owner = TextColumn(accessor="action__owner__name", below="owner_details", verbose_name="Owner")
    lead = TextColumn(accessor="action__lead", verbose_name="Role", visible=False)
    due = DateColumn(accessor="action__due_on", below="late", verbose_name="Due")
    status = StatusColumn(accessor="status", key="status_key", below="reason", verbose_name="Status")
    rating = StatusColumn(accessor="rating", key="rating_key", verbose_name="On time")
    reason = TextColumn(verbose_name="Reason", visible=False)
    evidence = TextColumn(verbose_name="Evidence", visible=False)
    said = TextColumn(verbose_name="Progress report")


class TrackerFilters(FilterSet):
    """By organisation, source, and whether it is overdue."""

    organisation = RowFilter(value=lambda line: line.action.owner.name, label="Organisation")
    source = RowFilter(
        value=lambda line: line.action.source, text=lambda line: line.action.get_source_display(), label="Source"
    )
    when = RowFilter(value=lambda line: line.when, label="Open or overdue")


def tracker_rows(user: User) -> Rows:
    """The rows of the list."""
    return Rows(tracked_lines(user))
