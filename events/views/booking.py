"""Booking a place, and what somebody does by the link of a booking.

The pages by email read no session and set no cookie, as those of subscribers: a forged request could do no more than
anybody can who fills in the form, and what a link does only its reader can ask for. So no form token is needed.
"""

from typing import Any

from allauth.core.internal.ratelimit import consume
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView, View

from events.booking import ask, book, can_book, cancel, confirm
from events.calendars import one_event
from events.forgetting import KEPT_AFTERWARDS
from events.forms import BookForm
from events.links import booking_link, booking_of
from events.models import Booking, BookingState, Event
from events.queries import shown
from partnership.exceptions import DomainError, WrongState
from partnership.mixins import keep_link_private
from partnership.pages import ServiceMixin

TOO_MANY = 429
# From one place of the network: many people of an organisation can share it.
LIMITS = {"book": "10/m/ip,60/h/ip"}
TOO_OFTEN = "Too many people have booked from your network. Wait an hour, then try again."


def _event(slug: str) -> Event:
    event: Event = get_object_or_404(Event.objects.live(), slug=slug)
    return event


@method_decorator(csrf_exempt, name="dispatch")
class BookView(View):
    """The form. Whatever the address, the next page is the same."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self._page(request, _event(slug), BookForm())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        event, form = _event(slug), BookForm(request.POST)
        if not form.is_valid():
            return self._page(request, event, form)
        if not consume(request, app="events", action="book", config=LIMITS):
            form.add_error(None, TOO_OFTEN)
            return self._page(request, event, form, status=TOO_MANY)
        try:
            ask(event=event, **form.cleaned_data)
        except WrongState as error:
            form.add_error(None, error.message)
            return self._page(request, event, form)
        return HttpResponseRedirect(reverse("events:booking-asked", args=[slug]))

    def _page(self, request: HttpRequest, event: Event, form: BookForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "event": shown(event), "is_open": can_book(event), "kept": KEPT_AFTERWARDS.days}
        return render(request, "events/book.html", context, status=status)


class AskedView(TemplateView):
    """What to do now: look into the mailbox."""

    template_name = "events/asked.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(event=shown(_event(self.kwargs["slug"])), **kwargs)


class AccountBookView(ServiceMixin, TemplateView):
    """The same for somebody who is signed in: one button."""

    template_name = "events/book_account.html"

    @cached_property
    def event(self) -> Event:
        """The event. Raises `Http404`."""
        return _event(self.kwargs["slug"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.press(self._book)

    def _book(self) -> str:
        booking = book(event=self.event, by=self.user)
        self.success_url = booking_link(booking)
        if booking.state == BookingState.BOOKED:
            return "You have a place."
        return "You are on the waiting list."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(event=shown(self.event), is_open=can_book(self.event), **kwargs)


class LinkView(View):
    """The base of pages that a booking's link opens: keeps its address out of other sites' logs."""

    booking: Booking

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = booking_of(kwargs["token"])
        if found is None:
            return keep_link_private(render(request, "events/link_closed.html", status=404))
        self.booking = found
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return keep_link_private(response)


@method_decorator(csrf_exempt, name="dispatch")
class BookingView(LinkView):
    """Shows the booking. A button confirms it, another cancels it; programs that follow each link press none."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._page(request, token)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        problem = ""
        try:
            if "cancel" in request.POST:
                cancel(self.booking)
            elif "confirm" in request.POST:
                confirm(self.booking)
        except DomainError as error:
            problem = error.message
        self.booking.refresh_from_db(fields=["state", "seat", "ended_at", "placed_at"])
        return self._page(request, token, problem)

    def _page(self, request: HttpRequest, token: str, problem: str = "") -> HttpResponse:
        event = self.booking.event
        context = {
            "token": token,
            "booking": self.booking,
            # Without one the event was withdrawn: nothing of it is said.
            "event": shown(event) if event.live_revision else None,
            "is_open": event.live_revision is not None and not event.is_cancelled and not event.is_over,
            "problem": problem,
            "kept": KEPT_AFTERWARDS.days,
        }
        return render(request, "events/booking.html", context)


class BookingCalendarView(LinkView):
    """The event for the calendar of somebody who has a place, with how to join."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        event = self.booking.event
        if event.live_revision is None:
            raise Http404("This event was withdrawn.")
        link = event.joining_link if self.booking.state == BookingState.BOOKED else ""
        answer = HttpResponse(one_event(event, joining_link=link), content_type="text/calendar; charset=utf-8")
        answer["Content-Disposition"] = 'inline; filename="event.ics"'
        return answer
