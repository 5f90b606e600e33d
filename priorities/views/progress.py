"""Where a partner reports what was done."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse

from partnership.models import ReportingYear, User
from partnership.permissions import Permission
from priorities.forms import ActionUpdateForm
from priorities.models import Action, ActionUpdate
from priorities.services import save_action_update, start_action_update
from priorities.tables import ProgressFilters, ProgressLine, ProgressTable
from priorities.views.addresses import action_at
from priorities.views.years import PlanYearChooser
from review.editing import ReviewableFormMixin
from ui.filters import Rows
from ui.lists import ListPage


class ProgressListView(PlanYearChooser, ListPage):
    """The person's own actions in one year, each with where its update stands."""

    template_name = "priorities/progress_list.html"
    required_permission = Permission.REPORT_PROGRESS
    table_class = ProgressTable
    filterset_class = ProgressFilters
    list_name = "actions"
    kept_parameters = ("year",)

    def get_rows(self) -> Rows:
        """The actions of the year."""
        if self.year is None:
            return Rows()
        found = self.rows(self.user, self.year)
        return Rows(ProgressLine(action, self.year, update) for action, update in found)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(year=self.year, other_years=self.other_years, **kwargs)

    @staticmethod
    def rows(user: User, year: ReportingYear) -> list[tuple[Action, ActionUpdate | None]]:
        """Each action with its update for the year, if there is one."""
        actions = Action.objects.visible_to(user).asked_in(year).select_related("commitment__priority").in_order()
        updates = ActionUpdate.objects.visible_to(user).filter(year=year)
        by_action = {update.action_id: update for update in updates}
        return [(action, by_action.get(action.pk)) for action in actions]


class ProgressEditView(ReviewableFormMixin):
    """The form for one action and year."""

    template_name = "priorities/progress_form.html"
    required_permission = Permission.REPORT_PROGRESS
    form_class = ActionUpdateForm
    item: ActionUpdate

    def get_item(self) -> ActionUpdate:
        """The update, or a new one for an action of the person's own organisation."""
        year = get_object_or_404(ReportingYear, slug=self.kwargs["year"])
        actions = Action.objects.visible_to(self.user).reportable_in(year)
        action = action_at(self.kwargs["action"], actions.select_related("owner", "commitment__priority"))
        update: ActionUpdate | None = (
            ActionUpdate.objects.visible_to(self.user).filter(action=action, year=year).first()
        )
        if update is None:
            self._refuse_second(action, year)
            update = start_action_update(action=action, year=year)
        # The loaded rows serve the page, so that it asks for none of them twice.
        update.action, update.year, update.organisation = action, year, action.owner
        return update

    @staticmethod
    def _refuse_second(action: Action, year: ReportingYear) -> None:
        """One update an action and year: the action may have gone from one organisation to another meanwhile."""
        other = ActionUpdate.objects.filter(action=action, year=year).select_related("organisation").first()
        if other is not None:
            raise PermissionDenied(
                f"{other.organisation} has already reported on this action for {year}. If your organisation "
                "should report on it instead, ask the coordinator what to do with their update."
            )

    def save(self, form: ActionUpdateForm, revision: int) -> ActionUpdate:
        return save_action_update(update=form.instance, by=self.user, revision=revision)

    def get_list_url(self) -> str:
        """The person's actions in the same year."""
        return f"{reverse('priorities:progress-list')}?year={self.kwargs['year']}"
