"""Where an editor orders, introduces and leaves out the sections of a year's report."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from partnership.authorization import has_permission
from partnership.exceptions import DomainError, StaleRevision
from partnership.pages import ServiceFormView
from partnership.permissions import Permission
from reports.document.completeness_forms import SectionForm
from reports.document.section_plan import DOWN, UP, PlannedSection, choose_section, move_section, plan_of
from reports.document.views.completeness import YearMixin

WAYS = {"up": UP, "down": DOWN}


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
            "may_edit": has_permission(self.user, Permission.EDIT_REPORT),
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
                by=self.user,
            )
        except DomainError as error:
            messages.error(request, error.message)
            return HttpResponseRedirect(request.path)
        return HttpResponseRedirect(f"{request.path}#section-{key}")


class SectionChoiceView(YearMixin, ServiceFormView):
    """Words before a section's own, and whether the report goes without it."""

    required_permission = Permission.EDIT_REPORT
    template_name = "reports/sections/section_choice.html"
    form_class = SectionForm

    @cached_property
    def section(self) -> PlannedSection:
        """The section in the address."""
        found = next((one for one in plan_of(self.year) if one.key == self.kwargs["key"]), None)
        if found is None:
            raise Http404("This section does not exist.")
        return found

    def perform(self, form: SectionForm) -> str:
        chosen = {"is_omitted": False, "reason": "", **form.cleaned_data}
        choose_section(year=self.year, key=self.section.key, by=self.user, **chosen)
        return f"Changes to “{self.section.title}” saved."

    def refused(self, form: SectionForm, error: DomainError) -> HttpResponse:
        """Show what somebody else saved meanwhile beside what was typed; saving it once more goes through."""
        if not isinstance(error, StaleRevision):
            return super().refused(form, error)
        data = self.request.POST.copy()
        data["revision"] = str(self.section.revision)
        form = SectionForm(**self.get_form_kwargs() | {"data": data})
        form.add_error(None, error.message)
        return self.render_to_response(self.get_context_data(form=form, theirs=self.section))

    def get_success_url(self) -> str:
        return reverse("admin:report-plan", args=[self.year.slug])

    def get_initial(self) -> dict[str, Any]:
        section = self.section
        return {
            "introduction": section.introduction,
            "is_omitted": section.is_left_out,
            "reason": section.reason,
            "revision": section.revision,
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"can_be_left_out": self.section.can_be_left_out}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(year=self.year, section=self.section, **kwargs)
