"""Former reports for those who upload and those who approve them."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.views.generic import View

from partnership.authorization import has_permission
from partnership.mixins import AccessMixin
from partnership.pages import ServiceFormView
from partnership.permissions import Permission
from reports.editions.archive_forms import FormerReportForm, ReasonForm
from reports.editions.archive_tables import FormerReportFilters, FormerReportTable, former_reports
from reports.editions.former_reports import upload_former_report
from reports.editions.models.former import FormerReport
from reports.editions.views.archive import former_file
from review.policies import allowed_verbs
from review.services import move
from review.states import ReviewState
from review.transitions import Verb
from ui.lists import ListPage


class ArchiveMixin(AccessMixin):
    """Open to those who read drafts of reports."""

    required_permission = Permission.READ_REPORT_DRAFTS
    success_url: Any = reverse_lazy("admin:former-reports")

    def report(self) -> FormerReport:
        """The report of the address, whatever became of it."""
        people = ("organisation", "created_by", "submitted_by")
        return get_object_or_404(FormerReport.objects.select_related(*people), pk=self.kwargs["pk"])


class FormerReportListView(ArchiveMixin, ListPage):
    """Every former report, and what became of it."""

    template_name = "reports/editions/former_report_list.html"
    table_class = FormerReportTable
    filterset_class = FormerReportFilters
    list_name = "former-reports"

    def get_rows(self) -> QuerySet[FormerReport]:
        """All of them."""
        return former_reports()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_upload=has_permission(self.user, Permission.KEEP_ARCHIVE), **kwargs)


class FormerReportUploadView(ArchiveMixin, ServiceFormView):
    """The form that takes in a former report; of an expired session everything but the file."""

    required_permission = Permission.KEEP_ARCHIVE
    template_name = "reports/editions/former_report_upload.html"
    form_class = FormerReportForm

    def perform(self, form: FormerReportForm) -> str:
        data = form.cleaned_data
        report = upload_former_report(
            year_label=data["year_label"],
            title=data["title"],
            summary=data["summary"],
            source_url=data["source_url"],
            content=data["file"].read(),
            by=self.user,
        )
        return f"“{report}” has been uploaded. It will be published once someone from another organisation approves it."


class FormerReportDecideView(ArchiveMixin, ServiceFormView):
    """One former report as the public will see it, with what may be done: approve it, or take it back with a reason."""

    template_name = "reports/editions/former_report_decide.html"
    form_class = ReasonForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "approve" in request.POST:
            return self.press(self.approve)
        return super().post(request, *args, **kwargs)

    def approve(self) -> str:
        """Call the service."""
        report = self.report()
        move(obj=report, verb=Verb.APPROVE, by=self.user, revision=report.revision)
        return f"“{report}” is published."

    def perform(self, form: ReasonForm) -> str:
        report = self.report()
        verb = Verb.RETURN if report.state == ReviewState.SUBMITTED else Verb.WITHDRAW
        report = move(obj=report, verb=verb, by=self.user, note=form.cleaned_data["reason"], revision=report.revision)
        return f"Report {report.transitions[verb].past}. It is kept on record."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = self.report()
        verbs = allowed_verbs(self.user, report)
        return super().get_context_data(
            report=report,
            may_approve=Verb.APPROVE in verbs,
            may_refuse=Verb.RETURN in verbs,
            may_withdraw=Verb.WITHDRAW in verbs,
            **kwargs,
        )


class FormerReportDraftFileView(ArchiveMixin, View):
    """The PDF for those who decide on it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return former_file(self.report())
