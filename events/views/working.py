"""Pages on which an event is written, cancelled and withdrawn."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from events.forms import CancelForm, EventForm
from events.models import Event
from events.services import cancel_event, save_event
from events.tables import EventFilters, EventTable
from learning.views.working import ProductFormMixin, ProductListView
from partnership.mixins import AccessMixin
from partnership.pages import ServiceFormView
from partnership.permissions import Permission
from review.editing import ReviewableWithdrawMixin


class EventListView(ProductListView):
    """All events that the person may see."""

    model = Event
    required_permission = Permission.WRITE_EVENT
    heading = "Events and training"
    table_class = EventTable
    filterset_class = EventFilters
    list_name = "events"
    create_url_name = "events:event-create"
    list_hint = "Courses, webinars and other events that people can come to."


class EventEditView(ProductFormMixin):
    """One event."""

    template_name = "events/event_form.html"
    model = Event
    form_class = EventForm
    required_permission = Permission.WRITE_EVENT
    list_url_name = "events:event-manage"

    def save(self, form: EventForm, revision: int) -> Event:
        return save_event(event=form.instance, by=self.user, revision=revision)


class HostMixin(AccessMixin):
    """A page about one event, for its host and the coordinator."""

    required_permission = Permission.WRITE_EVENT
    kwargs: dict[str, Any]

    @cached_property
    def event(self) -> Event:
        """The event. Raises `Http404`."""
        rows = Event.objects.visible_to(self.user).select_related("live_revision", "organisation")
        event: Event = get_object_or_404(rows, pk=self.kwargs["pk"])
        return event


class EventCancelView(HostMixin, ServiceFormView):
    """Call an event off."""

    template_name = "events/event_cancel.html"
    form_class = CancelForm

    def perform(self, form: Any) -> str:
        cancel_event(event=self.event, by=self.user, reason=form.cleaned_data["reason"])
        return "The event has been cancelled."

    def get_success_url(self) -> str:
        return self.event.get_edit_url()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Look for the event first, so that nobody else sees whether it exists."""
        assert self.event.pk
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(event=self.event, **kwargs)


class EventWithdrawView(ReviewableWithdrawMixin):
    """Take an event off the public pages."""

    required_permission = Permission.WRITE_EVENT

    def get_item(self) -> Event:
        """The event."""
        event: Event = get_object_or_404(Event.objects.visible_to(self.user), pk=self.kwargs["pk"])
        return event

    def get_list_url(self) -> str:
        """All events."""
        return reverse("events:event-manage")
