"""What a report still lacks, and what people say about it: the year before it is built, and each edition."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from partnership.authorization import has_permission
from partnership.exceptions import DomainError, StaleRevision
from partnership.mixins import AccessMixin
from partnership.models import ReportingYear, User
from partnership.pages import ServiceFormView
from partnership.permissions import Permission
from reports.completeness.evaluation import Completeness, evaluate, look, takes_answer
from reports.completeness.models.completeness import RequirementAnswer
from reports.completeness.requirements import Requirement, find_requirement
from reports.completeness.states import Assessment, Item
from reports.completeness.view import ReportView
from reports.document.assess import facts_of, judge_edition, judge_year, seen_now
from reports.document.completeness_forms import AnswerForm, OverrideForm
from reports.document.requirement_services import answer_requirement, lift_override, override_requirement
from reports.editions.models.edition import Edition


class YearMixin(AccessMixin):
    """A page about the report of one year."""

    @cached_property
    def year(self) -> ReportingYear:
        """The year in the address."""
        return get_object_or_404(ReportingYear, slug=self.kwargs["year"])


def _described(found: Completeness, user: User) -> dict[str, Any]:
    """What both pages show: groups in the order in which they are worked on, and what the person may do."""
    may_answer = has_permission(user, Permission.EDIT_REPORT)
    return {
        "found": found,
        "must": [item for item in found.items if item.requirement.can_block],
        "answerable": {item.requirement.id for item in found.items if may_answer and _takes(item)},
        "may_edit": may_answer,
        "may_override": has_permission(user, Permission.OVERRIDE_REQUIREMENT),
    }


def _takes(item: Item) -> bool:
    return item.is_answered or takes_answer(item.requirement, item.finding)


class CompletenessView(YearMixin, TemplateView):
    """What the report of a year would lack if it were built now."""

    required_permission = Permission.READ_REPORT_DRAFTS
    template_name = "reports/completeness/completeness_year.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = facts_of(self.year)
        found = evaluate(seen_now(self.year), facts)
        described = _described(found, self.user)
        return super().get_context_data(**{**kwargs, "year": self.year, "omitted": facts.omitted.items(), **described})


class EditionCompletenessView(AccessMixin, TemplateView):
    """What an edition lacks, and what is to be worked off after its publication."""

    required_permission = Permission.READ_REPORT_DRAFTS
    template_name = "reports/completeness/completeness_edition.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        edition = get_object_or_404(Edition.objects.select_related("year"), pk=self.kwargs["pk"])
        described = _described(judge_edition(edition), self.user)
        return super().get_context_data(**{**kwargs, "edition": edition, "year": edition.year, **described})


class RequirementMixin(YearMixin):
    """A form about one requirement of one year."""

    def get_success_url(self) -> str:
        return reverse("admin:report-completeness", args=[self.year.slug])

    @cached_property
    def requirement(self) -> Requirement:
        """The requirement in the address, where it is asked of the year."""
        requirement = find_requirement(self.kwargs["requirement"])
        if requirement is None or not requirement.holds_in(self.year.slug):
            raise Http404("This does not apply to this year.")
        return requirement


class AnswerView(RequirementMixin, ServiceFormView):
    """The coordinator says how a requirement is met."""

    required_permission = Permission.EDIT_REPORT
    template_name = "reports/completeness/requirement_answer.html"
    form_class = AnswerForm

    def perform(self, form: AnswerForm) -> str:
        answer_requirement(year=self.year, requirement_id=self.requirement.id, by=self.user, **form.cleaned_data)
        return f"Answer to {self.requirement.id} saved."

    def refused(self, form: AnswerForm, error: DomainError) -> HttpResponse:
        """Show a newer answer of somebody else beside what was typed; saving it once more goes through."""
        if isinstance(error, StaleRevision):
            data = self.request.POST.copy()
            data["revision"] = str(self.stored.revision if self.stored else 0)
            form = AnswerForm(**self.get_form_kwargs() | {"data": data})
        return super().refused(form, error)

    @cached_property
    def stored(self) -> RequirementAnswer | None:
        """The answer as it is stored."""
        answers = RequirementAnswer.objects.select_related("answered_by")
        return answers.filter(year=self.year, requirement_id=self.requirement.id).first()

    @cached_property
    def seen(self) -> ReportView:
        """The report as it would be built now: put together once for the page."""
        return seen_now(self.year)

    def get_initial(self) -> dict[str, Any]:
        stored = self.stored
        if stored is None:
            return {"revision": 0}
        return {name: getattr(stored, name) for name in ("state", "sentence", "anchor", "revision")}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"places": self.seen.anchors()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        finding: Assessment = look(self.requirement, self.seen, facts_of(self.year))
        return super().get_context_data(
            year=self.year,
            requirement=self.requirement,
            finding=finding,
            stored=self.stored,
            is_open=takes_answer(self.requirement, finding),
            **kwargs,
        )


class OverrideView(RequirementMixin, ServiceFormView):
    """The chair lets the report out without an item, or takes that back."""

    required_permission = Permission.OVERRIDE_REQUIREMENT
    template_name = "reports/completeness/requirement_override.html"

    form_class = OverrideForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "lift" in request.POST:
            return self.press(self.lift)
        return super().post(request, *args, **kwargs)

    def lift(self) -> str:
        """Take it back."""
        lift_override(year=self.year, requirement_id=self.requirement.id, by=self.user)
        return f"Override of {self.requirement.id} removed."

    def perform(self, form: OverrideForm) -> str:
        reason = form.cleaned_data["reason"]
        override_requirement(year=self.year, requirement_id=self.requirement.id, reason=reason, by=self.user)
        return (
            f"{self.requirement.id} no longer blocks the report of {self.year}. Build the report to print your reason."
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        item = judge_year(self.year).item(self.requirement.id)
        return super().get_context_data(year=self.year, requirement=self.requirement, item=item, **kwargs)
