"""The report in plain words: the coordinator's forms, and the pages for everybody."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.generic import View

from reports.models import EasyRead, PlainSummary
from reports.models.record import YearRecord
from reports.plain_forms import EasyReadForm, PlainSummaryForm
from reports.plain_queries import shown_version
from reports.plain_services import save_easy_read, save_plain_summary
from reports.queries import readable_edition
from reports.views.public import GONE
from reports.views.records import YearRecordEditView


class PlainEditView(YearRecordEditView):
    """A form with what could be said more plainly in what is stored."""

    template_name = "reports/plain/form.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Warnings; they stop nothing."""
        warnings = self.item.notes_for_review() if self.item.pk else []
        return super().get_context_data(warnings=warnings, **kwargs)


class PlainSummaryEditView(PlainEditView):
    """The summary."""

    model = PlainSummary
    form_class = PlainSummaryForm

    def save(self, form: PlainSummaryForm, revision: int) -> PlainSummary:
        """Through the service."""
        return save_plain_summary(summary=form.instance, by=self.user, revision=revision)


class EasyReadEditView(PlainEditView):
    """The Easy Read version."""

    model = EasyRead
    form_class = EasyReadForm

    def save(self, form: EasyReadForm, revision: int) -> EasyRead:
        """Through the service."""
        return save_easy_read(version=form.instance, lines=form.lines(), by=self.user, revision=revision)


class PlainVersionView(View):
    """What was approved, once the year's report is published. 410 while the report is being corrected."""

    model: ClassVar[type[YearRecord]] = PlainSummary

    def get(self, request: HttpRequest, year: str) -> HttpResponse:
        """The page."""
        edition, is_taken_down = readable_edition(year)
        if is_taken_down:
            return render(request, "reports/report_taken_down.html", {"year": year}, status=GONE)
        content = shown_version(self.model, year)
        if edition is None or content is None:
            raise Http404("There is no such version of a published report of this year.")
        context = {
            "edition": edition,
            "content": content,
            "heading": self.model.heading,
            "template": self.model.public_template,
        }
        response = render(request, "reports/plain/version.html", context)
        # Short, for what is withdrawn has to go at once.
        patch_cache_control(response, public=True, max_age=60)
        return response


class EasyReadView(PlainVersionView):
    """The Easy Read version."""

    model = EasyRead
