"""Addresses of the calendar of returns, below `/partner/returns/`."""

from django.urls import include, path

from indicators.views import closed_years, return_templates, returns

urlpatterns = [
    path("", returns.ReturnCalendarView.as_view(), name="return-calendar"),
    path("due-dates.ics", returns.ReturnCalendarFileView.as_view(), name="return-calendar-file"),
    path("board/", returns.ReturnBoardView.as_view(), name="return-board"),
    path("reminders/", returns.ReminderPreviewView.as_view(), name="reminder-preview"),
    path("templates/", return_templates.ReturnTemplateListView.as_view(), name="return-template-list"),
    path("templates/new/", return_templates.ReturnTemplateCreateView.as_view(), name="return-template-create"),
    path(
        "templates/<slug:slug>/change/", return_templates.ReturnTemplateEditView.as_view(), name="return-template-edit"
    ),
    path(
        "templates/<slug:slug>/retire/",
        return_templates.ReturnTemplateRetireView.as_view(),
        name="return-template-retire",
    ),
    path("closed-years/", closed_years.ClosedYearListView.as_view(), name="closed-year-list"),
    path("closed-years/<slug:period>/<slug:slug>/", include("indicators.closed_year_urls")),
    path("rounds/<int:pk>/dates/", return_templates.RoundEditView.as_view(), name="round-edit"),
    path("rounds/<int:pk>/chase/", returns.RoundChaseView.as_view(), name="round-chase"),
]
