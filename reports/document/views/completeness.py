"""What a report still lacks, and what people say about it: the year before it is built, and each edition."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from partnership.authorization import has_permission
from partnership.exceptions import DomainError, StaleRevision
from partnership.mixins import AccessMixin
from partnership.models import ReportingYear, User
from partnership.permissions import Permission
from reports.completeness.evaluation import Completeness, evaluate, look, takes_answer
from reports.completeness.models.completeness import RequirementAnswer
from reports.completeness.requirements import Requirement, find_requirement
from reports.completeness.states import Finding, Item
from reports.completeness.view import ReportView
from reports.document.assess import facts_of, judge_edition, judge_year, seen_now
from reports.document.completeness_forms import AnswerForm, OverrideForm
from reports.document.requirement_services import answer_requirement, lift_override, override_requirement
from reports.editions.models.edition import Edition


def _person(request: HttpRequest) -> User:
    """Who works here; the gate has let in nobody but account holders."""
    assert isinstance(request.user, User)
    return request.user


class YearMixin(AccessMixin):
    """A page about the report of one year."""

    kwargs: dict[str, Any]

    @cached_property
    def year(self) -> ReportingYear:
        """The year in the address."""
        return get_object_or_404(ReportingYear, slug=self.kwargs["year"])

    @property
    def list_url(self) -> str:
        """The page on the year's completeness."""
        return reverse("admin:report-completeness", args=[self.year.slug])


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
        described = _described(found, _person(self.request))
        return super().get_context_data(**{**kwargs, "year": self.year, "omitted": facts.omitted.items(), **described})


class EditionCompletenessView(AccessMixin, TemplateView):
    """What an edition lacks, and what is to be worked off after its publication."""

    required_permission = Permission.READ_REPORT_DRAFTS
    template_name = "reports/completeness/completeness_edition.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        edition = get_object_or_404(Edition.objects.select_related("year"), pk=self.kwargs["pk"])
        described = _described(judge_edition(edition), _person(self.request))
        return super().get_context_data(**{**kwargs, "edition": edition, "year": edition.year, **described})


class RequirementMixin(YearMixin):
    """A page about one requirement of one year."""

    @cached_property
    def requirement(self) -> Requirement:
        """The requirement in the address, where it is asked of the year."""
        requirement = find_requirement(self.kwargs["requirement"])
        if requirement is None or not requirement.holds_in(self.year.slug):
            raise Http404("This does not apply to this year.")
        return requirement


class AnswerView(RequirementMixin, TemplateView):
    """The coordinator says how a requirement is met."""

    required_permission = Permission.EDIT_REPORT
    template_name = "reports/completeness/requirement_answer.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form with the answer as it is, or with what was typed when the session expired."""
        return self._answer(self._form(self.pop_saved_form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Store the answer, or say why not; a newer answer of somebody else is shown beside what was typed."""
        form = self._form(request.POST)
        if not form.is_valid():
            return self._answer(form)
        try:
            answer_requirement(
                year=self.year, requirement_id=self.requirement.id, by=_person(request), **form.cleaned_data
            )
        except StaleRevision as error:
            return self._answer(self._again(error))
        except DomainError as error:
            form.add_error(None, error.message)
            return self._answer(form)
        messages.success(request, f"Answer to {self.requirement.id} saved.")
        return HttpResponseRedirect(self.list_url)

    @cached_property
    def stored(self) -> RequirementAnswer | None:
        """The answer as it is stored."""
        answers = RequirementAnswer.objects.select_related("answered_by")
        return answers.filter(year=self.year, requirement_id=self.requirement.id).first()

    @cached_property
    def seen(self) -> ReportView:
        """The report as it would be built now: put together once for the page."""
        return seen_now(self.year)

    @cached_property
    def places(self) -> list[tuple[str, str]]:
        """Where an answer may point to."""
        return self.seen.anchors()

    def _form(self, data: Any) -> AnswerForm:
        stored = self.stored
        initial: dict[str, Any] = {"revision": 0}
        if stored is not None:
            initial = {name: getattr(stored, name) for name in ("state", "sentence", "anchor", "revision")}
        return AnswerForm(data, initial=initial, places=self.places)

    def _again(self, error: DomainError) -> AnswerForm:
        """The same form, which now knows the other's answer: saving it once more goes through."""
        data = self.request.POST.copy()
        data["revision"] = str(self.stored.revision if self.stored else 0)
        form = self._form(data)
        form.add_error(None, error.message)
        return form

    def _answer(self, form: AnswerForm) -> HttpResponse:
        finding: Finding = look(self.requirement, self.seen, facts_of(self.year))
        context = self.get_context_data(
            form=form,
            year=self.year,
            requirement=self.requirement,
            finding=finding,
            stored=self.stored,
            is_open=takes_answer(self.requirement, finding),
        )
        return self.render_to_response(context)


class OverrideView(RequirementMixin, TemplateView):
    """The chair lets the report out without an item, or takes that back."""

    required_permission = Permission.OVERRIDE_REQUIREMENT
    template_name = "reports/completeness/requirement_override.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._answer(OverrideForm(self.pop_saved_form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = OverrideForm(request.POST)
        if "lift" in request.POST:
            return self._lift()
        if form.is_valid():
            try:
                override_requirement(
                    year=self.year,
                    requirement_id=self.requirement.id,
                    reason=form.cleaned_data["reason"],
                    by=_person(request),
                )
            except DomainError as error:
                form.add_error(None, error.message)
            else:
                messages.success(
                    request,
                    f"{self.requirement.id} no longer blocks the report of {self.year}. Build the report to print "
                    "your reason.",
                )
                return HttpResponseRedirect(self.list_url)
        return self._answer(form)

    def _lift(self) -> HttpResponse:
        try:
            lift_override(year=self.year, requirement_id=self.requirement.id, by=_person(self.request))
        except DomainError as error:
            messages.error(self.request, error.message)
        else:
            messages.success(self.request, f"Override of {self.requirement.id} removed.")
        return HttpResponseRedirect(self.list_url)

    def _answer(self, form: OverrideForm) -> HttpResponse:
        item = judge_year(self.year).item(self.requirement.id)
        context = self.get_context_data(form=form, year=self.year, requirement=self.requirement, item=item)
        return self.render_to_response(context)
