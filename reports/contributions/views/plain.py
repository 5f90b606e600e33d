"""The report in plain words: the coordinator's forms, and the pages for everybody."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.generic import View

from reports.contributions.models.plain import EasyRead, PlainSummary, PlainVersion
from reports.contributions.plain_forms import EasyReadForm, PlainSummaryForm
from reports.contributions.plain_queries import live_version, must_be_read_again
from reports.contributions.plain_services import save_easy_read, save_plain_summary
from reports.contributions.views.records import YearRecordEditView
from reports.editions.corrected_figures import corrections_since
from reports.editions.queries import is_hidden, newest_published
from reports.editions.views.public import GONE, gone


class PlainEditView(YearRecordEditView):
    """A form with what could be said more plainly in what is stored."""

    template_name = "reports/contributions/plain/form.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Warnings; they stop nothing. And whether readers are not shown the text until it is approved anew."""
        is_stored = self.item.pk is not None
        return super().get_context_data(
            warnings=self.item.notes_for_review() if is_stored else [],
            must_be_read_again=is_stored and self.item.live_revision is not None and must_be_read_again(self.item),
            **kwargs,
        )


class PlainSummaryEditView(PlainEditView):
    """The summary."""

    model = PlainSummary
    form_class = PlainSummaryForm

    def save(self, form: PlainSummaryForm, revision: int) -> PlainSummary:
        return save_plain_summary(summary=form.instance, by=self.user, revision=revision)


class EasyReadEditView(PlainEditView):
    """The Easy Read version."""

    model = EasyRead
    form_class = EasyReadForm

    def save(self, form: EasyReadForm, revision: int) -> EasyRead:
        return save_easy_read(version=form.instance, lines=form.lines(), by=self.user, revision=revision)


class PlainVersionView(View):
    """What was approved, once the year's report is published. 410 while the report is being corrected, and afterwards
    until the board has approved the text anew.
    """

    model: ClassVar[type[PlainVersion]] = PlainSummary

    def get(self, request: HttpRequest, year: str) -> HttpResponse:
        edition = newest_published(year)
        record = live_version(self.model, year)
        if edition is None:
            raise Http404("No report of this year is published.")
        if is_hidden(edition):
            return gone(request, edition)
        if record is None:
            raise Http404("This version of the report does not exist.")
        if must_be_read_again(record):
            context = {"edition": edition, "heading": self.model.heading}
            return render(request, "reports/contributions/plain/taken_down.html", context, status=GONE)
        context = {
            "edition": edition,
            "content": record.live_content(),
            "heading": self.model.heading,
            "template": self.model.public_template,
            "corrected": corrections_since(edition),
        }
        response = render(request, "reports/contributions/plain/version.html", context)
        # Short, for what is withdrawn has to go within a minute.
        patch_cache_control(response, public=True, max_age=60)
        return response


class EasyReadView(PlainVersionView):
    """The Easy Read version."""

    model = EasyRead
