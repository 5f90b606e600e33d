"""Addresses of this room."""

from django.urls import path
from django.views.decorators.http import conditional_page, require_safe

from events.feeds import EventFeed
from events.views import booking, evaluation, host, public, working

app_name = "events"

urlpatterns = [
    path("events/", public.EventListView.as_view(), name="event-list"),
    path("events/past/", public.EventListView.as_view(is_past=True), name="event-past"),
    path("events/calendar.ics", conditional_page(require_safe(public.calendar_file)), name="calendar"),
    path("events/bookings/<str:token>/", booking.BookingView.as_view(), name="booking"),
    path("events/bookings/<str:token>/event.ics", booking.BookingCalendarView.as_view(), name="booking-calendar"),
    path("events/evaluations/<str:token>/", evaluation.EvaluationView.as_view(), name="evaluation"),
    path("events/<slug:slug>/", public.EventDetailView.as_view(), name="event-detail"),
    path("events/<slug:slug>/event.ics", conditional_page(require_safe(public.event_calendar)), name="event-calendar"),
    path("events/<slug:slug>/book/", booking.BookView.as_view(), name="book"),
    path("events/<slug:slug>/book/asked/", booking.AskedView.as_view(), name="booking-asked"),
    path("events/<slug:slug>/book/account/", booking.AccountBookView.as_view(), name="book-account"),
    path("feeds/events.atom", conditional_page(EventFeed()), name="feed-events"),
    path("partner/events/", working.EventListView.as_view(), name="event-manage"),
    path("partner/events/new/", working.EventStepView.as_view(), name="event-create"),
    path("partner/events/<int:pk>/", working.EventEditView.as_view(), name="event-edit"),
    path("partner/events/<int:pk>/steps/<slug:step>/", working.EventStepView.as_view(), name="event-step"),
    path("partner/events/<int:pk>/bookings/", host.BookingListView.as_view(), name="booking-list"),
    path("partner/events/<int:pk>/attendance/", host.AttendanceView.as_view(), name="attendance"),
    path("partner/events/<int:pk>/evaluation/", host.ResultsView.as_view(), name="results"),
    path("partner/events/<int:pk>/link/", host.JoiningLinkView.as_view(), name="joining-link"),
    path("partner/events/<int:pk>/cancel/", host.EventCancelView.as_view(), name="event-cancel"),
    path("partner/events/<int:pk>/withdraw/", working.EventWithdrawView.as_view(), name="event-withdraw"),
]
