"""Pages on which an event is written, cancelled and withdrawn."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from events.forms import EventForm
from events.models import Event
from events.services import save_event
from events.tables import EventFilters, EventTable
from learning.views.working import ProductFormMixin, ProductListView
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
