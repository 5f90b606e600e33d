"""What the host of a published event does: who booked, who came, how to join, calling it off."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from django.views.generic import TemplateView

from events.attendance import attendance, is_marked, mark
from events.drawing import confidence_chart
from events.forgetting import KEPT_AFTERWARDS
from events.forms import AttendanceForm, CancelForm, JoiningLinkForm
from events.models import Booking, BookingState, Event
from events.results import FEWEST, results
from events.services import cancel_event, set_joining_link
from events.tables import BookingFilters, BookingTable
from partnership.mixins import AccessMixin
from partnership.models import User
from partnership.pages import ServiceFormView
from partnership.permissions import Permission
from review.reading import NotedMixin
from ui.lists import ListPage


class HostMixin(AccessMixin):
    """A page about one event, for its host and the coordinator."""

    required_permission = Permission.WRITE_EVENT
    kwargs: dict[str, Any]

    @cached_property
    def event(self) -> Event:
        """The event. Raises `Http404`."""
        rows = Event.objects.visible_to(self.user).select_related("live_revision", "organisation", "year")
        event: Event = get_object_or_404(rows, pk=self.kwargs["pk"])
        return event

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(event=self.event, **kwargs)


class EventFormView(HostMixin, ServiceFormView):
    """A form about one event: whoever may not see it gets no form."""

    def has_access(self, user: User) -> bool:
        """Whether they may, and see this one: else it does not exist for them."""
        return super().has_access(user) and self.event.pk is not None


class EventCancelView(EventFormView):
    """Call an event off."""

    template_name = "events/event_cancel.html"
    form_class = CancelForm

    def perform(self, form: Any) -> str:
        cancel_event(event=self.event, by=self.user, reason=form.cleaned_data["reason"])
        return "The event has been cancelled. We are emailing everyone who booked."

    def get_success_url(self) -> str:
        return self.event.get_edit_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(people=self.event.bookings.placed().count(), **kwargs)


class JoiningLinkView(EventFormView):
    """Where people join online."""

    template_name = "events/joining_link.html"
    form_class = JoiningLinkForm

    def get_initial(self) -> dict[str, Any]:
        return {"link": self.event.joining_link}

    def perform(self, form: Any) -> str:
        set_joining_link(event=self.event, by=self.user, link=form.cleaned_data["link"])
        return "The link has been saved. We email it to everyone who has a place."

    def get_success_url(self) -> str:
        return reverse("events:booking-list", args=[self.event.pk])


class NamesMixin(NotedMixin, HostMixin):
    """Pages with the names of people who booked: it is noted who reads them, the host's own people among them."""

    def what_is_read(self) -> str:
        return f"Names of people who booked “{self.event.title_for_review()}”"[:300]


class AttendanceView(NamesMixin, EventFormView):
    """Who came."""

    template_name = "events/attendance.html"
    form_class = AttendanceForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "event": self.event}

    def perform(self, form: Any) -> str:
        mark(event=self.event, by=self.user, came=form.came(), walk_ins=form.walk_ins())
        return "Attendance has been saved."

    def get_success_url(self) -> str:
        return reverse("events:booking-list", args=[self.event.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(kept=KEPT_AFTERWARDS.days, **kwargs)


class ResultsView(HostMixin, TemplateView):
    """What those who came say of it."""

    template_name = "events/results.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = results(self.event)
        chart = confidence_chart(self.event.title_for_review(), found)
        # Safe: drawn by our own charts.
        return super().get_context_data(results=found, chart=mark_safe(chart), fewest=FEWEST, **kwargs)  # noqa: S308


class BookingListView(NamesMixin, ListPage):
    """Who booked, and how many came from where."""

    template_name = "events/booking_list.html"
    table_class = BookingTable
    filterset_class = BookingFilters
    list_name = "bookings"
    page_length = 50

    def get_rows(self) -> QuerySet[Booking]:
        """Those whose names are still kept."""
        rows: QuerySet[Booking] = self.event.bookings.filter(forgotten_at__isnull=True)
        return rows.exclude(state=BookingState.ASKED).select_related("organisation").order_by("placed_at", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        event = self.event
        begun = event.public_starts_at is not None and event.public_starts_at <= timezone.now()
        return super().get_context_data(
            counts=attendance(event),
            waiting=event.bookings.waiting().count(),
            is_marked=is_marked(event),
            has_begun=begun and event.live_revision is not None,
            kept=KEPT_AFTERWARDS.days,
            **kwargs,
        )
