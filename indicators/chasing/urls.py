"""Addresses of what is due: a partner's list, the calendar, the board, reminders."""

from django.urls import path

from indicators.chasing import views

urlpatterns = [
    path("partner/figures/", views.ReturnListView.as_view(), name="return-list"),
    path("partner/returns/", views.ReturnCalendarView.as_view(), name="return-calendar"),
    path("partner/returns/due-dates.ics", views.ReturnCalendarFileView.as_view(), name="return-calendar-file"),
    path("partner/returns/board/", views.ReturnBoardView.as_view(), name="return-board"),
    path("partner/returns/reminders/", views.ReminderPreviewView.as_view(), name="reminder-preview"),
    path("partner/returns/rounds/<int:pk>/chase/", views.RoundChaseView.as_view(), name="round-chase"),
]
