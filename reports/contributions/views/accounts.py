"""What is written for the annual report: the member's own account, who has sent what, the dates and the chase."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from partnership.authorization import has_permission
from partnership.exceptions import DomainError, StaleRevision
from partnership.mixins import AccessMixin
from partnership.models import Organisation, ReportingYear
from partnership.pages import ServiceButtonView
from partnership.permissions import Permission
from partnership.wording import moment
from reports.contributions.account_board import Board, board_of
from reports.contributions.account_chasing import chase_account
from reports.contributions.account_queries import members_on
from reports.contributions.models.account import MemberAccount
from reports.contributions.models.account_call import call_of, stamp_of, takes_accounts
from reports.contributions.statement_board import statements_of
from reports.contributions.writing_forms import AccountDatesForm, MemberAccountForm
from reports.contributions.writing_services import save_account, set_account_dates, start_account
from reports.contributions.writing_tables import AccountFilters, AccountTable
from reports.editions.report_year import ReportYearChooser
from review.editing import ReviewableFormMixin, ReviewableWithdrawMixin
from review.states import ReviewState
from ui.filters import Rows
from ui.lists import ListPage


class WritingView(ReportYearChooser, ListPage):
    """Who has sent an account and who has not, and how far each text of the year is."""

    required_permission = Permission.SEE_ALL_WORK
    template_name = "reports/contributions/writing.html"
    table_class = AccountTable
    filterset_class = AccountFilters
    list_name = "accounts"
    kept_parameters = ("year",)

    @cached_property
    def board(self) -> Board:
        """The members of the year, and where the account of each stands."""
        return board_of(self.year, timezone.now()) if self.year else Board(None, [])

    @cached_property
    def manages(self) -> bool:
        """Whether this person sets dates and chases."""
        return has_permission(self.user, Permission.MANAGE_RETURNS)

    def get_rows(self) -> Rows:
        """The members."""
        return Rows(self.board.lines)

    def get_table_options(self) -> dict[str, Any]:
        """A caption that counts, and the buttons for whoever may press them."""
        caption = f"{self.board.sent} of {len(self.board.lines)} sent"
        return {"caption": caption, "exclude": () if self.manages else ("chase",)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            years=self.years,
            year=self.year,
            board=self.board,
            statements=statements_of(self.year, self.user) if self.year else [],
            manages=self.manages,
            **kwargs,
        )


class AccountEditView(ReviewableFormMixin):
    """The form for the account of one's own organisation."""

    template_name = "reports/contributions/account_form.html"
    required_permission = Permission.WRITE_ACCOUNT
    form_class = MemberAccountForm
    item: MemberAccount

    def get_item(self) -> MemberAccount:
        """The account, or a new one where the organisation is asked for it."""
        year = get_object_or_404(ReportingYear, slug=self.kwargs["year"])
        organisation = self.user.organisation
        if organisation is None:
            raise PermissionDenied(
                "Your account does not belong to an organisation, so you cannot write an account. Ask the coordinator."
            )
        own = MemberAccount.objects.visible_to(self.user).filter(year=year, organisation=organisation)
        account: MemberAccount | None = own.exclude(state=ReviewState.WITHDRAWN).first()
        if account is None:
            if not members_on(year.ends_on).filter(pk=organisation.pk).exists():
                raise PermissionDenied(
                    f"Only organisations with a seat on the last day of the year write an account for {year}. "
                    f"{organisation} has none. Ask the coordinator."
                )
            account = start_account(year=year, organisation=organisation)
        # The loaded rows serve the page, so that it asks for none of them twice.
        account.year, account.organisation = year, organisation
        return account

    def save(self, form: MemberAccountForm, revision: int) -> MemberAccount:
        return save_account(account=form.instance, by=self.user, revision=revision)

    def get_list_url(self) -> str:
        """The person's work."""
        return reverse("work")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        call = call_of(self.item.year)
        is_open = takes_accounts(self.item.year, call, timezone.localdate())
        return super().get_context_data(call=call, is_open=is_open, **kwargs)


class AccountWithdrawView(ReviewableWithdrawMixin):
    """Take an account off. For its own organisation, and for who may withdraw anything."""

    required_permission = Permission.WRITE_ACCOUNT
    template_name = "reports/contributions/written_withdraw.html"
    after = "It will be left out of reports built from now on."
    item: MemberAccount

    def get_item(self) -> MemberAccount:
        """An account that the person may see and that is not withdrawn yet."""
        rows = MemberAccount.objects.visible_to(self.request.user).exclude(state=ReviewState.WITHDRAWN)
        found: MemberAccount = get_object_or_404(rows.select_related("organisation", "year"), pk=self.kwargs["pk"])
        return found

    def get_list_url(self) -> str:
        """The board for who reads all work, else the person's work."""
        if has_permission(self.request.user, Permission.SEE_ALL_WORK):
            return _board(self.item.year)
        return reverse("work")


class AccountDatesView(AccessMixin, TemplateView):
    """When the year's accounts open, are due, and close to edits."""

    required_permission = Permission.MANAGE_RETURNS
    template_name = "reports/contributions/account_dates.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kept, call = self.pop_saved_form(), call_of(self.year)
        opened = stamp_of(call) if kept is None else kept.get("opened", "")
        return self._show(AccountDatesForm(kept, call=call, opened=opened), opened)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        opened, call = request.POST.get("opened", ""), call_of(self.year)
        form = AccountDatesForm(request.POST, call=call, opened=opened)
        if form.is_valid():
            try:
                set_account_dates(year=self.year, by=self.user, opened=opened, **form.cleaned_data)
            except StaleRevision as error:
                # From now on against what the other set, and so with a reason.
                opened = stamp_of(call_of(self.year))
                form = AccountDatesForm(request.POST, call=call, opened=opened)
                form.add_error(None, error.message)
            except DomainError as error:
                form.add_error(None, error.message)
            else:
                messages.success(request, f"Dates set for the accounts of {self.year}.")
                return HttpResponseRedirect(_board(self.year))
        return self._show(form, opened)

    @cached_property
    def year(self) -> ReportingYear:
        """The year of the address."""
        return get_object_or_404(ReportingYear, slug=self.kwargs["year"])

    def _show(self, form: AccountDatesForm, opened: str) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, report_year=self.year, opened=opened))


class AccountChaseView(ServiceButtonView):
    """The button that chases."""

    required_permission = Permission.MANAGE_RETURNS

    def perform(self) -> str:
        year = get_object_or_404(ReportingYear, slug=self.kwargs["year"])
        member = get_object_or_404(Organisation, slug=self.kwargs["organisation"])
        chased = chase_account(year=year, organisation=member, by=self.user)
        waits = f" We'll send the email on {moment(chased.waits_until)}." if chased.waits_until else ""
        return f"{member}: reminder sent to {chased.names}.{waits}"

    def get_success_url(self) -> str:
        return f"{reverse('reports:writing')}?year={self.kwargs['year']}"


def _board(year: ReportingYear) -> str:
    return f"{reverse('reports:writing')}?year={year}"
