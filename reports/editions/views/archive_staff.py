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
from reports.editions.former_reports import approve_former_report, upload_former_report, withdraw_former_report
from reports.editions.models.former import FormerReport
from reports.editions.views.archive import former_file
from ui.lists import ListPage


class ArchiveMixin(AccessMixin):
    """Open to those who read drafts of reports."""

    required_permission = Permission.READ_REPORT_DRAFTS
    success_url: Any = reverse_lazy("admin:former-reports")

    def report(self) -> FormerReport:
        """The report of the address, whatever became of it."""
        return get_object_or_404(FormerReport.objects.select_related("uploaded_by"), pk=self.kwargs["pk"])


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
        """The list, and whether this person adds to it."""
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
        return f"“{report}” has been uploaded. It will be published once someone else approves it."


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
        return f"“{approve_former_report(report=self.report(), by=self.user)}” is published."

    def perform(self, form: ReasonForm) -> str:
        withdraw_former_report(report=self.report(), reason=form.cleaned_data["reason"], by=self.user)
        return "Report withdrawn. It is kept on record."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = self.report()
        is_standing = report.withdrawn_at is None
        may_approve = has_permission(self.user, Permission.REVIEW) and report.uploaded_by_id != self.user.pk
        may_withdraw = has_permission(self.user, Permission.REVIEW) or has_permission(
            self.user, Permission.KEEP_ARCHIVE
        )
        return super().get_context_data(
            report=report,
            may_approve=is_standing and report.approved_at is None and may_approve,
            may_withdraw=is_standing and may_withdraw,
            **kwargs,
        )


class FormerReportDraftFileView(ArchiveMixin, View):
    """The PDF for those who decide on it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return former_file(self.report())
