"""Pages of the standards that self-assessments ask: what each set holds, and loading one's own."""

from typing import Any

from django.urls import reverse
from django.views.generic import TemplateView

from partnership.authorization import has_permission
from partnership.mixins import AccessMixin
from partnership.pages import FileFormView
from partnership.permissions import Permission
from reports.assessments.forms import LoadForm
from reports.assessments.loaded import LoadedTemplate, templates
from reports.assessments.loading import load_standards


class StandardsView(AccessMixin, TemplateView):
    """The newest version of each set of standards, and who loaded which version."""

    required_permission = Permission.SEE_ALL_WORK
    template_name = "reports/assessments/standards.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = LoadedTemplate.objects.select_related("loaded_by").order_by("slug", "-version")
        return super().get_context_data(
            templates=list(templates().values()),
            versions=list(versions),
            manages=has_permission(self.user, Permission.MANAGE_RETURNS),
            **kwargs,
        )


class LoadView(FileFormView):
    """A file of standards: all of it is loaded as a new version, or nothing."""

    required_permission = Permission.MANAGE_RETURNS
    template_name = "reports/assessments/load.html"
    form_class = LoadForm

    def perform(self, form: LoadForm) -> str:
        given = form.cleaned_data
        stored = load_standards(
            replaces="" if given["replaces"] == LoadForm.NEW else given["replaces"],
            title=given["title"],
            law=given["law"],
            text=given["file"].read(),
            name=given["file"].name,
            by=self.user,
        )
        self.success_url = f"{reverse('reports:assessment-standards')}#{stored.slug}"
        return f"{stored} has been loaded, with {len(stored.standards)} standards. Read them before you open it."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(keys=list(templates().values()), **kwargs)
