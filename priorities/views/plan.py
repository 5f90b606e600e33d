"""The plan as one page: read it, add to it, reword and order it in place."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from partnership.authorization import has_permission
from partnership.exceptions import DomainError, StaleRevision
from partnership.models import ReportingYear
from partnership.pages import ServiceButtonView, ServiceFormView, YearChooser
from partnership.permissions import Permission
from priorities import plan_services
from priorities.forms import YearPlanForm
from priorities.models import Action, ActionUpdate, Commitment, Plan, Priority, YearPlan
from priorities.plan_forms import ActionForm, CommitmentForm, PlanForm, PriorityForm
from priorities.services import create_action, create_commitment, create_plan, create_priority, save_year_plan
from review.editing import ReviewableFormMixin, differences
from review.states import ReviewState
from ui.forms import GovukForm

Row = Priority | Commitment | Action
FORMS: dict[str, type[GovukForm]] = {
    "plan": PlanForm,
    "priority": PriorityForm,
    "commitment": CommitmentForm,
    "action": ActionForm,
}
MODELS: dict[str, Any] = {"priority": Priority, "commitment": Commitment, "action": Action}
PARENTS: dict[str, Any] = {"priority": Plan, "commitment": Priority, "action": Commitment}


def plan_address(year: ReportingYear | None, row: Row | None = None) -> str:
    """The page of a year, at a row of the plan."""
    at = f"#{row._meta.model_name}-{row.pk}" if row is not None else ""
    return f"{reverse('priorities:plan')}{f'?year={year.slug}' if year else ''}{at}"


@dataclass(frozen=True)
class Open:
    """The form that stands open in the page: of a row that is there, or of a new one below its parent."""

    kind: str
    row: Row | None = None
    parent: Any = None

    @property
    def anchor(self) -> str:
        """Where in the page it stands."""
        return f"{self.kind}-{self.row.pk}" if self.row else f"new-{self.kind}-{self.parent.pk if self.parent else 0}"


class RowFormMixin(ServiceFormView):
    """A form of a row that is there, with a stamp of what its writer saw: whoever saves second sees both versions.

    A view gives `get_row`; `opened` goes to the service.
    """

    @abstractmethod
    def get_row(self) -> Row | None:
        """The row that the form changes; None for a new one."""

    @property
    def opened(self) -> str:
        """The stamp that was sent with the form."""
        return self.request.POST.get("opened", "")

    def refused(self, form: Any, error: DomainError) -> HttpResponse:
        """Set both versions side by side where somebody saved first. Saving again then replaces theirs, knowingly."""
        form.add_error(None, error.message)
        if not isinstance(error, StaleRevision):
            return self.form_invalid(form)
        self.get_row()
        stored = self.get_form_class()(initial=self.get_initial())
        found = differences(form, stored)
        return self.render_to_response(self.get_context_data(form=form, differences=found, is_stale=True))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the stamp of what is shown: as it was sent where the form is shown again for another reason."""
        row, is_stale = self.get_row(), kwargs.get("is_stale", False)
        stamp = plan_services.stamp_of(row, self.get_form_class().base_fields) if row is not None else ""
        kept = self.opened if self.request.method == "POST" and not is_stale else stamp
        return super().get_context_data(opened=kept, **kwargs)


class PlanView(YearChooser, RowFormMixin):
    """The plans of a year. `?edit=action-12` opens that row's form in its place, `?add=action&to=5` a new one's."""

    template_name = "priorities/plan.html"
    required_permission = Permission.SEE_ALL_WORK

    @property
    def may_edit(self) -> bool:
        """Whether this person keeps the plan."""
        return has_permission(self.user, Permission.MANAGE_STRUCTURE)

    @cached_property
    def open(self) -> Open | None:
        """The form that the address asks for; a new plan's where the year has none."""
        if not self.may_edit or self.year is None:
            return None
        kind, _, key = self.request.GET.get("edit", "").partition("-")
        if kind in MODELS:
            return Open(kind, row=get_object_or_404(MODELS[kind], pk=_number(key)))
        kind = self.request.GET.get("add", "")
        if kind in PARENTS:
            return Open(kind, parent=get_object_or_404(PARENTS[kind], pk=_number(self.request.GET.get("to", ""))))
        return None if Plan.objects.for_year(self.year).exists() else Open("plan")

    def get_row(self) -> Row | None:
        """As it is stored now."""
        row = self.open.row if self.open else None
        if row is not None:
            row.refresh_from_db()
        return row

    def get_form_class(self) -> type[GovukForm]:
        return FORMS[self.open.kind] if self.open else GovukForm

    def get_initial(self) -> dict[str, Any]:
        """What is stored; for a new plan the days of its year, for a new action the year's last."""
        found = self.open
        if found is None or self.year is None:
            return {}
        if found.row is not None:
            return {name: getattr(found.row, name) for name in FORMS[found.kind].base_fields}
        if found.kind == "plan":
            title = f"Priorities {self.year}"
            return {"title": title, "starts_on": self.year.starts_on, "ends_on": self.year.ends_on}
        return {}

    def perform(self, form: Any) -> str:
        found = self.open
        if found is None:
            raise Http404("Nothing on this page can be saved.")
        data = form.cleaned_data
        row = self.save(found, data)
        self.success_url = plan_address(self.year, row)
        return "Saved." if found.row else "Added."

    def save(self, found: Open, data: dict[str, Any]) -> Row | None:
        if found.row is not None:
            return plan_services.change(found.row, by=self.user, opened=self.opened, **data)  # type: ignore[type-var]
        if found.kind == "plan":
            create_plan(by=self.user, **data)
            return None
        if found.kind == "priority":
            return create_priority(plan=found.parent, by=self.user, **data)
        if found.kind == "commitment":
            return create_commitment(priority=found.parent, by=self.user, **data)
        return create_action(commitment=found.parent, by=self.user, **data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        year = self.year
        published = (
            YearPlan.objects.filter(year=year).exclude(state=ReviewState.WITHDRAWN).select_related("live_revision")
        ).first()
        return super().get_context_data(
            year=year,
            years=self.years,
            plans=self.plans(year) if year else [],
            year_plan=published,
            has_changed=published is not None and published.has_changed,
            may_edit=self.may_edit and year is not None,
            open=self.open,
            **kwargs,
        )

    @staticmethod
    def plans(year: ReportingYear) -> list[Plan]:
        """The plans with all that they hold, each action with its update of the year. A constant number of queries."""
        actions = "priorities__commitments__actions"
        of_year = Prefetch(f"{actions}__updates", ActionUpdate.objects.filter(year=year), to_attr="updates_of_year")
        return list(
            Plan.objects.for_year(year).prefetch_related(
                "priorities__arm", f"{actions}__owner", f"{actions}__milestones", of_year
            )
        )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


class PlanRowView(ServiceButtonView):
    """Moves a row of the plan up or down, or takes it out."""

    required_permission = Permission.MANAGE_STRUCTURE

    def perform(self) -> str:
        row = get_object_or_404(MODELS[self.kwargs["kind"]], pk=self.kwargs["pk"])
        year = ReportingYear.objects.filter(slug=self.request.POST.get("year", "")[:7]).first()
        self.success_url = plan_address(year, row)
        if self.kwargs["what"] == "remove":
            plan_services.remove(row, by=self.user)
            self.success_url = plan_address(year)
            return "Removed."
        is_moved = plan_services.move(row, up=self.kwargs["what"] == "up", by=self.user)
        return "Moved." if is_moved else "It is already in the plan."


class PlanPublishView(ReviewableFormMixin):
    """Where the coordinator sends the plan of a year to the board."""

    template_name = "priorities/plan_publish.html"
    required_permission = Permission.MANAGE_STRUCTURE
    form_class = YearPlanForm
    item: YearPlan

    def get_item(self) -> YearPlan:
        year = get_object_or_404(ReportingYear, slug=self.kwargs["year"])
        found = YearPlan.objects.filter(year=year).exclude(state=ReviewState.WITHDRAWN).first()
        item: YearPlan = found or YearPlan(year=year, organisation=self.user.organisation)
        item.year = year
        return item

    def save(self, form: YearPlanForm, revision: int) -> YearPlan:
        return save_year_plan(plan=form.instance, by=self.user, revision=revision)

    def get_list_url(self) -> str:
        """The plan of the same year."""
        return f"{reverse('priorities:plan')}?year={self.kwargs['year']}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(preview=self.item.content(), **kwargs)
