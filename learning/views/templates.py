"""Where the coordinator keeps the templates of briefings."""

from typing import Any

from django.http import Http404
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from learning.boxes import Template
from learning.briefing_templates import newest_templates
from learning.template_forms import TemplateForm
from learning.template_services import free_slug, save_template
from partnership.mixins import AccessMixin
from partnership.pages import ServiceFormView
from partnership.permissions import Permission


class TemplateListView(AccessMixin, TemplateView):
    """All templates with their boxes. There are a handful."""

    template_name = "learning/template_list.html"
    required_permission = Permission.WRITE_BRIEFING

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(templates=list(newest_templates().values()), **kwargs)


class TemplateEditView(ServiceFormView):
    """A template: a new one, or the next version of one. What is written by an earlier version stays as it is."""

    template_name = "learning/template_form.html"
    required_permission = Permission.WRITE_BRIEFING
    form_class = TemplateForm
    success_url: Any = reverse_lazy("learning:template-list")

    @cached_property
    def written(self) -> Template | None:
        """The newest version of the template of the address; None for a new template."""
        slug = self.kwargs.get("slug")
        found = newest_templates().get(slug) if slug else None
        if slug and found is None:
            raise Http404("This template does not exist.")
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"template": self.written}

    def perform(self, form: TemplateForm) -> str:
        values, was = form.cleaned_data, self.written
        slug = was.slug if was else free_slug(values["title"])
        sent = self.request.POST.get("opened", "")
        opened = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 6 else 0
        template = Template(slug, 0, values["title"], values["summary"], form.boxes(), is_offered=values["is_offered"])
        saved = save_template(template=template, opened=opened, by=self.user)
        return f"“{saved.title}” has been saved. Briefings that were started before keep their boxes."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(written=self.written, **kwargs)
