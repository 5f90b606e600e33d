"""The list of actions, and the page of one: its owner, its milestones, and what was reported on it."""

import re
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from partnership.authorization import has_permission
from partnership.mixins import AccessMixin
from partnership.models import ReportingYear, User
from partnership.pages import ServiceButtonView, ServiceFormView, YearChooser
from partnership.permissions import Permission
from priorities import plan_services
from priorities.models import Action, ActionUpdate, Milestone, Plan, Source
from priorities.origins import origin_address
from priorities.plan_file import HEADINGS, NEEDED, load_plan, plan_csv, read_plan
from priorities.plan_forms import ActionForm, EndActionForm, MilestoneForm, PlanFileForm, TrackedActionForm
from priorities.services import create_plan
from priorities.tracker import TrackerFilters, TrackerTable, tracked_lines, tracker_rows
from priorities.views.addresses import action_at
from priorities.views.plan import RowFormMixin, plan_address
from ui.filters import Rows
from ui.lists import ListPage

SOURCE_KEY = re.compile(r"[a-z_]{1,20}:[0-9a-z-]{1,50}:[0-9]{1,3}")


class SeesActions(AccessMixin):
    """Owners of actions, and everybody who reads all work."""

    def has_access(self, user: User) -> bool:
        return has_permission(user, Permission.SEE_ALL_WORK) or has_permission(user, Permission.REPORT_PROGRESS)

    @property
    def may_edit(self) -> bool:
        """Whether this person keeps plan and tracker."""
        return has_permission(self.user, Permission.MANAGE_STRUCTURE)

    def action(self) -> Action:
        """The one that the address names, if the person may see it."""
        seen = Action.objects.visible_to(self.user).select_related("owner", "commitment__priority__plan")
        return action_at(self.kwargs["slug"], seen)


class ActionListView(SeesActions, ListPage):
    """All actions that the person may see."""

    template_name = "priorities/action_list.html"
    table_class = TrackerTable
    filterset_class = TrackerFilters
    list_name = "actions"

    def get_rows(self) -> Rows:
        return tracker_rows(self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        overdue = sum(line.is_overdue for line in self.all_rows)
        return super().get_context_data(overdue=overdue, may_edit=self.may_edit, **kwargs)


class ActionDetailView(SeesActions, TemplateView):
    """One action."""

    template_name = "priorities/action_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        action = self.action()
        updates = list(
            ActionUpdate.objects.visible_to(self.user)
            .filter(action=action)
            .select_related("year", "organisation")
            .order_by("-year__starts_on")
        )
        for update in updates:
            update.action = action
        (line,) = tracked_lines(self.user, [action])
        is_owner = self.user.organisation_id == action.owner_id
        reports = is_owner and has_permission(self.user, Permission.REPORT_PROGRESS)
        return super().get_context_data(
            action=action,
            line=line,
            origin=origin_address(action, self.user),
            milestones=list(action.milestones.all()),
            updates=updates,
            years=self.open_years(action) if reports else [],
            may_edit=self.may_edit,
            may_mark=self.may_edit or reports,
            **kwargs,
        )

    @staticmethod
    def open_years(action: Action) -> list[ReportingYear]:
        """The years in which its owner may report on it."""
        years = ReportingYear.objects.filter(closed_at__isnull=True)
        plan = action.commitment.priority.plan if action.commitment else None
        return [
            year
            for year in years
            if action.runs_alone_in(year)
            and (plan is None or (plan.starts_on <= year.ends_on and plan.ends_on >= year.starts_on))
        ]


class ActionFormMixin(ServiceFormView):
    """A form about actions that only the coordinator has."""

    template_name = "priorities/action_form.html"
    required_permission = Permission.MANAGE_STRUCTURE
    title, button = "", "Save"

    @cached_property
    def action(self) -> Action:
        """The action that the address names."""
        return action_at(self.kwargs["slug"], Action.objects.select_related("owner", "commitment__priority"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        about = self.action if "slug" in self.kwargs else None
        return super().get_context_data(heading=self.title, button=self.button, about=about, **kwargs)


class ActionCreateView(ActionFormMixin):
    """A new action from a review, an audit, a peer review or a challenge. The address may say which."""

    form_class = TrackedActionForm
    title, button = "Add an action", "Add action"

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET
        return {"source": asked.get("source", ""), "source_reference": asked.get("reference", "")[:200]}

    def perform(self, form: Any) -> str:
        key = self.request.GET.get("key", "")
        source_key = key if SOURCE_KEY.fullmatch(key) else ""
        action = plan_services.track_action(by=self.user, source_key=source_key, **form.cleaned_data)
        self.success_url = action.get_absolute_url()
        return "Added."


class ActionEditView(RowFormMixin, ActionFormMixin):
    """Words, owner and dates of an action."""

    title, button = "Change the action", "Save action"

    def get_row(self) -> Action:
        """As it is stored now."""
        self.action.refresh_from_db()
        return self.action

    def get_form_class(self) -> type[ActionForm]:
        return ActionForm if self.action.source == Source.PLAN else TrackedActionForm

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.action, name) for name in self.get_form_class().base_fields}

    def perform(self, form: Any) -> str:
        action = plan_services.change(self.action, by=self.user, opened=self.opened, **form.cleaned_data)
        self.success_url = action.get_absolute_url()
        return "Saved."


class ActionEndView(ActionFormMixin):
    """Ends an action with a reason."""

    form_class = EndActionForm
    title, button = "End the action", "End action"

    def perform(self, form: Any) -> str:
        data = form.cleaned_data
        plan_services.end_action(self.action, on=data["ended_on"], reason=data["reason"], by=self.user)
        self.success_url = self.action.get_absolute_url()
        return "The action has ended. Progress already reported is kept."


class MilestoneCreateView(ActionFormMixin):
    """Adds a step."""

    form_class = MilestoneForm
    title, button = "Add a milestone", "Add milestone"

    def perform(self, form: Any) -> str:
        plan_services.add_milestone(self.action, by=self.user, **form.cleaned_data)
        self.success_url = self.action.get_absolute_url()
        return "Added."


class MilestoneView(SeesActions, ServiceButtonView):
    """Marks a step as done or not done, or takes it out."""

    def perform(self) -> str:
        action = self.action()
        self.success_url = action.get_absolute_url()
        milestone = get_object_or_404(Milestone, pk=self.kwargs["pk"], action=action)
        milestone.action = action
        if self.kwargs["what"] == "remove":
            plan_services.remove_milestone(milestone, by=self.user)
            return "Removed."
        plan_services.mark_milestone(milestone, done=self.kwargs["what"] == "done", by=self.user)
        return "Saved."


class PlanFileView(YearChooser, ServiceFormView):
    """Loads a plan from a spreadsheet: into the plan of the year, or into a new one."""

    template_name = "priorities/plan_file.html"
    required_permission = Permission.MANAGE_STRUCTURE
    form_class = PlanFileForm

    def perform(self, form: Any) -> str:
        if self.year is None:
            return "Open a reporting year first."
        file, year = form.cleaned_data["file"], self.year
        lines = read_plan(name=file.name, content=file.read(), by=self.user)
        with transaction.atomic():
            plan = Plan.objects.for_year(year).first()
            if plan is None:
                title = f"Priorities {year}"
                plan = create_plan(title=title, starts_on=year.starts_on, ends_on=year.ends_on, by=self.user)
            loaded = load_plan(plan=plan, lines=lines, by=self.user)
        self.success_url = plan_address(self.year)
        return str(loaded)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        optional = [heading for heading in HEADINGS if heading not in NEEDED]
        return super().get_context_data(year=self.year, needed=NEEDED, optional=optional, **kwargs)


class PlanCsvView(YearChooser, View):
    """The plan as a file, to be changed and loaded again."""

    required_permission = Permission.SEE_ALL_WORK

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        plan = Plan.objects.for_year(self.year).first() if self.year else None
        name = f"plan-{self.year}.csv" if self.year else "plan.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse("\ufeff" + plan_csv(plan), content_type="text/csv; charset=utf-8", headers=headers)
