"""Former reports for those who upload and those who approve them."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView, View

from partnership.authorization import has_permission
from partnership.exceptions import DomainError
from partnership.mixins import AccessMixin
from partnership.models import User
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
    kwargs: dict[str, Any]

    @property
    def user(self) -> User:
        """Who works here; the gate has let in nobody but account holders."""
        assert isinstance(self.request.user, User)
        return self.request.user

    def report(self) -> FormerReport:
        """The report of the address, whatever became of it."""
        return get_object_or_404(FormerReport.objects.select_related("uploaded_by"), pk=self.kwargs["pk"])

    def back(self) -> HttpResponse:
        """To the list."""
        return HttpResponseRedirect(reverse("admin:former-reports"))


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


class FormerReportUploadView(ArchiveMixin, TemplateView):
    """The form that takes in a former report."""

    required_permission = Permission.KEEP_ARCHIVE
    template_name = "reports/editions/former_report_upload.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form; of an expired session everything but the file."""
        return self._show(FormerReportForm(self.pop_saved_form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = FormerReportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form)
        data = form.cleaned_data
        try:
            report = upload_former_report(
                year_label=data["year_label"],
                title=data["title"],
                summary=data["summary"],
                source_url=data["source_url"],
                content=data["file"].read(),
                by=self.user,
            )
        except DomainError as error:
            form.add_error(None, error.message)
            return self._show(form)
        messages.success(request, f"“{report}” has been uploaded. It will be published once someone else approves it.")
        return self.back()

    def _show(self, form: FormerReportForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))


class FormerReportDecideView(ArchiveMixin, TemplateView):
    """One former report as the public will see it, with what may be done: approve it, or take it back with a reason."""

    template_name = "reports/editions/former_report_decide.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(ReasonForm(self.pop_saved_form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "approve" in request.POST:
            return self._approve()
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self._show(form)
        try:
            withdraw_former_report(report=self.report(), reason=form.cleaned_data["reason"], by=self.user)
        except DomainError as error:
            form.add_error(None, error.message)
            return self._show(form)
        messages.success(self.request, "Report withdrawn. It is kept on record.")
        return self.back()

    def _approve(self) -> HttpResponse:
        try:
            report = approve_former_report(report=self.report(), by=self.user)
        except DomainError as error:
            messages.error(self.request, error.message)
        else:
            messages.success(self.request, f"“{report}” is published.")
        return self.back()

    def _show(self, form: ReasonForm) -> HttpResponse:
        report = self.report()
        is_standing = report.withdrawn_at is None
        may_approve = has_permission(self.user, Permission.REVIEW) and report.uploaded_by_id != self.user.pk
        may_withdraw = has_permission(self.user, Permission.REVIEW) or has_permission(
            self.user, Permission.KEEP_ARCHIVE
        )
        context = self.get_context_data(
            report=report,
            form=form,
            may_approve=is_standing and report.approved_at is None and may_approve,
            may_withdraw=is_standing and may_withdraw,
        )
        return self.render_to_response(context)


class FormerReportDraftFileView(ArchiveMixin, View):
    """The PDF for those who decide on it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return former_file(self.report())
