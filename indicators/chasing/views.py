"""What is owed and when: the partner's list, the calendar, the board of who has sent what, and the chase."""

import datetime
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views import View
from django.views.generic import TemplateView

from indicators.chasing.board import board_of
from indicators.chasing.owed import due_returns
from indicators.chasing.reminders import Outlook, quiet_hours
from indicators.chasing.services import send_reminder
from indicators.rounds.calendar import MONTHS_SHOWN, due_dates_file, first_month, months_after, months_of
from indicators.rounds.models.returns import ReturnRound
from partnership.authorization import has_permission
from partnership.exceptions import DomainError
from partnership.mixins import AccessMixin
from partnership.models import Organisation, ReportingYear, User
from partnership.permissions import Permission
from partnership.wording import moment
from review.models import Notification
from review.models.notification import STUCK_AFTER

PREVIEW = datetime.timedelta(days=29)


class ReturnListView(AccessMixin, TemplateView):
    """What the organisation owes for the open years."""

    required_permission = Permission.SUBMIT_FIGURES
    template_name = "indicators/chasing/return_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        organisation = cast(User, self.request.user).organisation
        years = list(ReportingYear.objects.filter(closed_at__isnull=True))
        due = due_returns(organisation, years)
        by_year = [(year, [one for one in due if one.year == year]) for year in years]
        return super().get_context_data(organisation=organisation, by_year=by_year, has_due=bool(due), **kwargs)


class ReturnCalendarView(AccessMixin, TemplateView):
    """What opens, is due and closes, by month: all of it for who sees all work, else the own organisation's."""

    template_name = "indicators/chasing/return_calendar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = cast(User, self.request.user)
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
        text = due_dates_file(cast(User, request.user), timezone.now())
        headers = {"Content-Disposition": 'attachment; filename="returns.ics"'}
        return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


class ReturnBoardView(AccessMixin, TemplateView):
    """Who has sent what, for a year."""

    required_permission = Permission.SEE_ALL_WORK
    template_name = "indicators/chasing/return_board.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        years = list(ReportingYear.objects.all())
        planned = set(ReturnRound.objects.order_by().values_list("year_id", flat=True).distinct())
        asked = [year for year in years if year.slug == self.request.GET.get("year", "")]
        year = next((one for one in [*asked, *(year for year in years if year.pk in planned), *years]), None)
        organisations = list(Organisation.objects.filter(return_templates__isnull=False).distinct())
        slug = self.request.GET.get("organisation", "")
        organisation = next((one for one in organisations if one.slug == slug), None)
        may_mend = has_permission(self.request.user, Permission.MANAGE_USERS)
        return super().get_context_data(
            years=years,
            year=year,
            organisations=organisations,
            organisation=organisation,
            board=board_of(year, organisation, timezone.localdate()) if year else None,
            manages=has_permission(self.request.user, Permission.MANAGE_RETURNS),
            stuck=Notification.objects.stuck().count() if may_mend else 0,
            stuck_after=STUCK_AFTER,
            **kwargs,
        )


class RoundChaseView(AccessMixin, View):
    """The button that chases."""

    required_permission = Permission.MANAGE_RETURNS
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        one = get_object_or_404(ReturnRound.objects.select_related("template__organisation", "year"), pk=pk)
        try:
            chased = send_reminder(round=one, by=cast(User, request.user))
        except DomainError as error:
            messages.error(request, error.message)
        else:
            names = ", ".join(f"{person} ({person.email})" for person in chased.told)
            waits = f" The email will be sent on {moment(chased.waits_until)}." if chased.waits_until else ""
            messages.success(request, f"Reminder for {one} sent to {names}.{waits}")
        query = {"year": one.year.slug}
        if request.POST.get("only"):
            query["organisation"] = one.template.organisation.slug
        return HttpResponseRedirect(f"{reverse('indicators:return-board')}?{urlencode(query)}")


class ReminderPreviewView(AccessMixin, TemplateView):
    """What will be sent in the next 30 days, to whom and why, and who is left out."""

    required_permission = Permission.MANAGE_RETURNS
    template_name = "indicators/chasing/reminder_preview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.localtime()
        quiet = quiet_hours()
        first, last = now.date(), now.date() + PREVIEW
        outlook = Outlook(first, last)
        # What is left of a working day whose sending hours are over is no day to send on.
        is_over = quiet.covers(now.time()) and now.time() >= quiet.starts
        pending = list(outlook.ahead(first + datetime.timedelta(days=int(is_over)), last))
        days = sorted({one.on for one in pending})
        return super().get_context_data(
            days=[(day, [one for one in pending if one.on == day]) for day in days],
            complete=outlook.complete(),
            first=first,
            last=last,
            quiet=quiet,
            escalate_after=outlook.escalate_after,
            **kwargs,
        )
