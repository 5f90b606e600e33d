"""Where a partner reports what was done."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from partnership.mixins import AccessMixin
from partnership.models import ReportingYear, User
from partnership.permissions import Permission
from priorities.forms import ActionUpdateForm
from priorities.models import Action, ActionUpdate, Plan
from priorities.services import save_action_update, start_action_update
from priorities.tables import ProgressFilters, ProgressLine, ProgressTable
from review.editing import ReviewableFormMixin
from ui.filters import Rows
from ui.lists import ListPage


class ProgressListView(AccessMixin, ListPage):
    """The person's own actions in one year, each with where its update stands."""

    template_name = "priorities/progress_list.html"
    required_permission = Permission.REPORT_PROGRESS
    table_class = ProgressTable
    filterset_class = ProgressFilters
    list_name = "actions"
    kept_parameters = ("year",)

    @cached_property
    def years(self) -> list[ReportingYear]:
        """Every year, newest first, each knowing whether it `has_plan`."""
        running = Plan.objects.filter(starts_on__lte=OuterRef("ends_on"), ends_on__gte=OuterRef("starts_on"))
        return list(ReportingYear.objects.annotate(has_plan=Exists(running)).order_by("-starts_on"))

    @cached_property
    def year(self) -> ReportingYear | None:
        """The newest open year that a plan runs in, or the one that was asked for."""
        planned = [one for one in self.years if one.has_plan]  # type: ignore[attr-defined]
        asked = self.request.GET.get("year")
        if asked is None:
            return next((one for one in planned if not one.is_closed), planned[0] if planned else None)
        # Among the years that were read, since a database refuses some texts instead of finding nothing.
        year = next((one for one in self.years if one.slug == asked), None)
        if year is None:
            raise Http404("This year does not exist.")
        return year

    def get_rows(self) -> Rows:
        """The actions of the year."""
        assert isinstance(self.request.user, User)
        if self.year is None:
            return Rows()
        found = self.rows(self.request.user, self.year)
        return Rows(ProgressLine(action, self.year, update) for action, update in found)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the year, and the others that a plan runs in."""
        planned = [one for one in self.years if one.has_plan]  # type: ignore[attr-defined]
        others = [other for other in planned if other != self.year]
        return super().get_context_data(year=self.year, other_years=others, **kwargs)

    @staticmethod
    def rows(user: User, year: ReportingYear) -> list[tuple[Action, ActionUpdate | None]]:
        """Each action with its update for the year, if there is one."""
        actions = (
            Action.objects.visible_to(user)
            .for_year(year)
            .select_related("commitment__priority")
            .order_by("commitment__priority__number", "commitment__number", "number")
        )
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
        actions = Action.objects.visible_to(self.user).for_year(year)
        action = get_object_or_404(actions.select_related("owner", "commitment__priority"), slug=self.kwargs["action"])
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
