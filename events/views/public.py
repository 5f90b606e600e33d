"""What the public reads of events. Reads no session: the same page for everyone."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.generic import TemplateView

from events.booking import can_book
from events.calendars import calendar, one_event
from events.models import Event
from events.queries import shown

PAGE_LENGTH = 20
SECONDS = 300


class EventListView(TemplateView):
    """Events to come, the next first."""

    template_name = "events/event_list.html"
    is_past = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Event.objects.over() if self.is_past else Event.objects.to_come()
        page = Paginator(rows, PAGE_LENGTH).get_page(self.request.GET.get("page"))
        events = [shown(event) for event in page.object_list]
        return super().get_context_data(page=page, events=events, is_past=self.is_past, **kwargs)


class EventDetailView(TemplateView):
    """One event."""

    template_name = "events/event_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        event = get_object_or_404(Event.objects.live(), slug=self.kwargs["slug"])
        about, is_open = shown(event), can_book(event)
        return super().get_context_data(
            event=about,
            content=about.content,
            item=event,
            can_book=is_open,
            is_full=is_open and about.places is not None and event.bookings.booked().count() >= about.places,
            **kwargs,
        )


def calendar_file(request: HttpRequest) -> HttpResponse:
    """All events, for programs that subscribe to them."""
    return _calendar(calendar(), "events.ics")


def event_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """One event, for a person's calendar."""
    event = get_object_or_404(Event.objects.live(), slug=slug)
    return _calendar(one_event(event), f"{slug}.ics")


def _calendar(text: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    patch_cache_control(answer, public=True, max_age=SECONDS)
    return answer
