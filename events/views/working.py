"""Pages on which an event is written, cancelled and withdrawn."""

from collections.abc import Sequence
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from events.forms import STEPS, EventForm
from events.models import Event
from events.services import save_event
from events.tables import EventFilters, EventTable
from learning.views.working import ProductListView, ProductSteps
from partnership.permissions import Permission
from review.editing import ReviewableWithdrawMixin
from review.step_pages import ReviewableAnswersView, ReviewableStepView
from ui.steps import Step


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


class EventPages(ProductSteps):
    """What the pages of one event share."""

    model = Event
    form_class = EventForm
    required_permission = Permission.WRITE_EVENT
    list_url_name = "events:event-manage"
    step_url_name = "events:event-step"

    def steps_of(self, item: Any) -> Sequence[Step]:
        return STEPS


class EventStepView(EventPages, ReviewableStepView):
    """One step of an event. The first saves a new one as a draft."""

    template_name = "events/event_step.html"

    def save(self, form: EventForm, revision: int) -> Event:
        return save_event(event=form.instance, by=self.user, revision=revision)


class EventEditView(EventPages, ReviewableAnswersView):
    """The answers, and what its host does with a published event."""

    template_name = "events/event_form.html"


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
