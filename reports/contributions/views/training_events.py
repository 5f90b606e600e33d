"""The page on which events of a year are put into its training return."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from partnership.models import ReportingYear
from partnership.pages import ServiceFormView
from partnership.permissions import Permission
from reports.contributions.events_of_year import EventOfYear, events_of, take_in
from reports.contributions.training_forms import EventsForm


class TrainingEventsView(ServiceFormView):
    """Which events, and which words of those who came."""

    template_name = "reports/contributions/records/training_events.html"
    required_permission = Permission.KEEP_REPORT_RECORDS
    form_class = EventsForm

    @cached_property
    def year(self) -> ReportingYear:
        """The year. Raises `Http404`."""
        year = ReportingYear.objects.filter(slug=self.kwargs["year"]).first()
        if year is None:
            raise Http404("This year does not exist.")
        return year

    @cached_property
    def events(self) -> list[EventOfYear]:
        """Those that can be added."""
        return events_of(self.year)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "events": self.events}

    def perform(self, form: Any) -> str:
        take_in(year=self.year, keys=form.keys(), quotations=form.quotations(), by=self.user)
        return "The events have been added to the draft. Check it, then submit it for review."

    def get_success_url(self) -> str:
        return reverse("reports:training-edit", args=[self.year.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(year=self.year, events=self.events, **kwargs)
