"""What is owed and when: the partner's list, the calendar, the board of who has sent what, and the chase."""

import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.views import View
from django.views.generic import TemplateView

from deadlines.reminders import quiet_hours
from indicators.chasing.board import Board, board_of
from indicators.chasing.owed import due_returns
from indicators.chasing.reminders import outlook
from indicators.chasing.services import send_reminder
from indicators.chasing.tables import (
    DueFilters,
    DueTable,
    OnTimeTable,
    OwedFilters,
    OwedTable,
    RoundTable,
    cells_of,
    rounds_of,
)
from indicators.rounds.calendar import MONTHS_SHOWN, due_dates_file, first_month, months_after, months_of
from indicators.rounds.models.returns import ReturnRound
from partnership.authorization import has_permission
from partnership.mixins import AccessMixin
from partnership.models import ReportingYear
from partnership.pages import ServiceButtonView, YearChooser
from partnership.permissions import Permission
from partnership.wording import moment
from review.models import Notification
from review.models.notification import STUCK_AFTER
from ui.filters import Rows
from ui.lists import ListPage, sort, turn_page

PREVIEW = datetime.timedelta(days=29)


class ReturnListView(AccessMixin, ListPage):
    """What the organisation owes for the open years."""

    required_permission = Permission.SUBMIT_FIGURES
    template_name = "indicators/chasing/return_list.html"
    table_class = DueTable
    filterset_class = DueFilters
    list_name = "figures-to-send"

    def get_rows(self) -> Rows:
        """The returns, by year."""
        years = list(ReportingYear.objects.filter(closed_at__isnull=True))
        return Rows(due_returns(self.user.organisation, years))

    def get_table_options(self) -> dict[str, Any]:
        """Whose returns they are."""
        organisation = self.user.organisation
        return {"caption": f"Returns from {organisation}" if organisation else "Returns"}


class ReturnCalendarView(AccessMixin, TemplateView):
    """What opens, is due and closes, by month: all of it for who sees all work, else the own organisation's."""

    template_name = "indicators/chasing/return_calendar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.user
        first = first_month(self.request.GET.get("from", ""), timezone.localdate())
        return super().get_context_data(
            months=months_of(user, first),
            earlier=months_after(first, -MONTHS_SHOWN),
            later=months_after(first, MONTHS_SHOWN),
            sees_all=has_permission(user, Permission.SEE_ALL_WORK),
            sends=has_permission(user, Permission.SUBMIT_FIGURES),
            manages=has_permission(user, Permission.MANAGE_RETURNS),
            **kwargs,
        )


class ReturnCalendarFileView(AccessMixin, View):
    """The due dates, for one's own calendar program."""

    def get(self, request: HttpRequest) -> HttpResponse:
        text = due_dates_file(self.user, timezone.now())
        headers = {"Content-Disposition": 'attachment; filename="returns.ics"'}
        return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


class ReturnBoardView(YearChooser, ListPage):
    """Who has sent what, for a year: what is asked for, how each organisation keeps to its dates, and those dates."""

    required_permission = Permission.SEE_ALL_WORK
    template_name = "indicators/chasing/return_board.html"
    table_class = OwedTable
    filterset_class = OwedFilters
    list_name = "returns"
    kept_parameters = ("year",)

    @cached_property
    def planned(self) -> set[int]:
        """The years with a round."""
        return set(ReturnRound.objects.order_by().values_list("year_id", flat=True).distinct())

    def is_preferred(self, year: ReportingYear) -> bool:
        return year.pk in self.planned

    @cached_property
    def board(self) -> Board:
        """The year's board, of all organisations."""
        return board_of(self.year, None, timezone.localdate()) if self.year else Board([])

    def get_rows(self) -> Rows:
        """Everything that is asked for in the year."""
        return Rows(cells_of(self.board.organisations))

    def get_table_options(self) -> dict[str, Any]:
        """What is said of a year without returns."""
        return {"empty_text": f"No returns planned for {self.year}." if self.year else "No returns planned."}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked, may_mend = self.request.GET, has_permission(self.request.user, Permission.MANAGE_USERS)
        slug = asked.get("organisation", "")
        organisation = next(
            (one.organisation for one in self.board.organisations if one.organisation.slug == slug), None
        )
        board = Board([one for one in self.board.organisations if organisation in (None, one.organisation)])
        return super().get_context_data(
            years=self.years,
            year=self.year,
            organisation=organisation,
            board=board,
            on_time=sort(OnTimeTable(board.organisations), asked),
            rounds=turn_page(sort(RoundTable(rounds_of(board.organisations)), asked), asked, self.page_length),
            manages=has_permission(self.request.user, Permission.MANAGE_RETURNS),
            stuck=Notification.objects.stuck().count() if may_mend else 0,
            stuck_after=STUCK_AFTER,
            **kwargs,
        )


class RoundChaseView(ServiceButtonView):
    """The button that chases."""

    required_permission = Permission.MANAGE_RETURNS

    @cached_property
    def round(self) -> ReturnRound:
        """The round of the address."""
        rounds = ReturnRound.objects.select_related("template__organisation", "year")
        return get_object_or_404(rounds, pk=self.kwargs["pk"])

    def perform(self) -> str:
        chased = send_reminder(round=self.round, by=self.user)
        waits = f" The email will be sent on {moment(chased.waits_until)}." if chased.waits_until else ""
        return f"Reminder for {self.round} sent to {chased.names}.{waits}"

    def get_success_url(self) -> str:
        query = {"year": self.round.year.slug}
        if self.request.POST.get("only"):
            query["organisation"] = self.round.template.organisation.slug
        return f"{reverse('indicators:return-board')}?{urlencode(query)}"


class ReminderPreviewView(AccessMixin, TemplateView):
    """What will be sent in the next 30 days, to whom and why, and who is left out."""

    required_permission = Permission.MANAGE_RETURNS
    template_name = "indicators/chasing/reminder_preview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.localtime()
        quiet = quiet_hours()
        first, last = now.date(), now.date() + PREVIEW
        found = outlook(first, last)
        # What is left of a working day whose sending hours are over is no day to send on.
        is_over = quiet.covers(now.time()) and now.time() >= quiet.starts
        pending = list(found.ahead(first + datetime.timedelta(days=int(is_over)), last))
        days = sorted({one.on for one in pending})
        return super().get_context_data(
            days=[(day, [one for one in pending if one.on == day]) for day in days],
            complete=[asked.round for asked in found.asked if not asked.missing],
            first=first,
            last=last,
            quiet=quiet,
            escalate_after=settings.REMINDERS_ESCALATE_AFTER,
            **kwargs,
        )
