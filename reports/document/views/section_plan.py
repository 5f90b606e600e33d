"""Where an editor orders, introduces and leaves out the sections of a year's report."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from partnership.authorization import has_permission
from partnership.exceptions import DomainError, StaleRevision
from partnership.models import User
from partnership.permissions import Permission
from reports.document.completeness_forms import SectionForm
from reports.document.section_plan import DOWN, UP, PlannedSection, choose_section, move_section, plan_of
from reports.document.views.completeness import YearMixin

WAYS = {"up": UP, "down": DOWN}


def _person(request: HttpRequest) -> User:
    """Who works here; the gate has let in nobody but account holders."""
    assert isinstance(request.user, User)
    return request.user


class SectionPlanView(YearMixin, TemplateView):
    """Every section at its place, with buttons that move it."""

    required_permission = Permission.READ_REPORT_DRAFTS
    template_name = "reports/sections/section_plan.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = plan_of(self.year)
        described = {
            "year": self.year,
            "plan": plan,
            "order": " ".join(section.key for section in plan),
            "may_edit": has_permission(_person(self.request), Permission.EDIT_REPORT),
        }
        return super().get_context_data(**{**kwargs, **described})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.POST.get("key", "")
        try:
            move_section(
                year=self.year,
                key=key,
                by_places=WAYS.get(request.POST.get("way", ""), DOWN),
                seen=request.POST.get("order", "").split(),
                by=_person(request),
            )
        except DomainError as error:
            messages.error(request, error.message)
            return HttpResponseRedirect(request.path)
        return HttpResponseRedirect(f"{request.path}#section-{key}")


class SectionChoiceView(YearMixin, TemplateView):
    """Words before a section's own, and whether the report goes without it."""

    required_permission = Permission.EDIT_REPORT
    template_name = "reports/sections/section_choice.html"

    @cached_property
    def section(self) -> PlannedSection:
        """The section in the address."""
        found = next((one for one in plan_of(self.year) if one.key == self.kwargs["key"]), None)
        if found is None:
            raise Http404("There is no such section.")
        return found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._answer(self._form(self.pop_saved_form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Store it, or say why not; what somebody else saved meanwhile is shown beside what was typed."""
        form = self._form(request.POST)
        if not form.is_valid():
            return self._answer(form)
        chosen = {"is_omitted": False, "reason": "", **form.cleaned_data}
        try:
            choose_section(year=self.year, key=self.section.key, by=_person(request), **chosen)
        except StaleRevision as error:
            data = request.POST.copy()
            data["revision"] = str(self.section.revision)
            form = self._form(data)
            form.add_error(None, error.message)
            return self._answer(form, theirs=self.section)
        except DomainError as error:
            form.add_error(None, error.message)
            return self._answer(form)
        messages.success(request, f"Changes to “{self.section.title}” saved.")
        return HttpResponseRedirect(reverse("admin:report-plan", args=[self.year.slug]))

    def _form(self, data: Any) -> SectionForm:
        section = self.section
        initial = {
            "introduction": section.introduction,
            "is_omitted": section.is_left_out,
            "reason": section.reason,
            "revision": section.revision,
        }
        return SectionForm(data, initial=initial, can_be_left_out=section.can_be_left_out)

    def _answer(self, form: SectionForm, **extra: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, year=self.year, section=self.section, **extra))
